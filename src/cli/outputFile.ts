/** Checks that files can be written before a command trains, and replaces them as a whole, never partly. */
import { mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { draftPathOf, whileLocked, writeWhole } from '../build/lock.mjs';
import { messageOf, UserError } from '../core/errors.ts';
import { text } from '../text/text.ts';

/** Throws a `UserError` if `replaceFile` could not write there. */
export async function assertWritable(path: string): Promise<void> {
  await asUserErrors(text.cli.unwritableFile, path, async () =>
    tryWriting(draftPathOf(await linkTargetOf(path))),
  );
}

/** Creates a missing folder. Throws a `UserError` if it is not writable. */
export async function assertWritableFolder(folder: string): Promise<void> {
  await asUserErrors(text.cli.unwritableFolder, folder, async () => {
    await mkdir(folder, { recursive: true });
    await tryWriting(draftPathOf(join(folder, 'file')));
  });
}

/** Replaces the whole file at once, following symbolic links; other commands wait. Throws a `UserError`. */
export async function replaceFile(
  path: string,
  contentOf: () => Promise<string | Uint8Array>,
): Promise<void> {
  await asUserErrors(text.cli.unwritableFile, path, async () => {
    const target = await linkTargetOf(path);
    await whileLocked(`${target}.lock`, async () => writeWhole(target, await contentOf()));
  });
}

async function tryWriting(file: string): Promise<void> {
  await writeFile(file, '');
  await rm(file);
}

async function linkTargetOf(path: string): Promise<string> {
  const link = await readlink(path).catch(() => null);
  return link === null ? path : linkTargetOf(resolve(dirname(path), link));
}

async function asUserErrors(
  said: (path: string, reason: string) => string,
  path: string,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(said(path, messageOf(error)));
  }
}
