/** Folders for what tests write. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';

/** A new folder, which goes when `onEnd` says so: after all tests of the file, unless a test asks for one of its own. */
export async function temporaryFolder(
  onEnd: (clean: () => Promise<void>) => void = afterAll,
  parent = tmpdir(),
): Promise<string> {
  const folder = await mkdtemp(join(parent, 'test-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Tests with a `folder` of their own. */
export const testInFolder = test.extend('folder', async ({}, { onCleanup }) => temporaryFolder(onCleanup));
