/**
 * Places that a command writes to: checked before it trains, so that nothing is trained for nothing, and replaced as a whole, so that no
 * file is left cut short.
 */
import { mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { draftPathOf, whileLocked, writeWhole } from '../build/lock.mjs';
import { messageOf, UserError } from '../core/errors.ts';
import { text } from '../text/text.ts';

/** Throws a `UserError` when `replaceFile` could not write there. */
export async function assertWritable(path: string): Promise<void> {
  await refusing(text.cli.unwritableFile, path, async () => tryWriting(draftPathOf(await targetOf(path))));
}

/** Makes the folder where there is none. Throws a `UserError` when no file can be written there. */
export async function assertWritableFolder(folder: string): Promise<void> {
  await refusing(text.cli.unwritableFolder, folder, async () => {
    await mkdir(folder, { recursive: true });
    await tryWriting(draftPathOf(join(folder, 'file')));
  });
}

/**
 * Replaces a file at once by what `contentOf` gives, which may read it: other commands that replace the same file wait. The file that a
 * symbolic link leads to is replaced, not the link. Throws a `UserError` when it cannot be written.
 */
export async function replaceFile(path: string, contentOf: () => Promise<string>): Promise<void> {
  await refusing(text.cli.unwritableFile, path, async () => {
    const target = await targetOf(path);
    await whileLocked(`${target}.lock`, async () => writeWhole(target, await contentOf()));
  });
}

async function tryWriting(file: string): Promise<void> {
  await writeFile(file, '');
  await rm(file);
}

/** The path that symbolic links lead to, whether there is a file or not. */
async function targetOf(path: string): Promise<string> {
  const link = await readlink(path).catch(() => null);
  return link === null ? path : targetOf(resolve(dirname(path), link));
}

async function refusing(
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
