/** A lock shared by processes of one machine, and atomic file writes. */
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const retryMs = 20;
// Longer than any lock is held; killed processes leave theirs behind.
const staleAfterMs = 10_000;

/**
 * @template T
 * @param {string} lock path of a new folder
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 * @throws {Error} if the folder cannot be made
 */
export async function whileLocked(lock, act) {
  while (!(await takes(lock))) await setTimeout(retryMs);
  try {
    return await act();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** @param {string} lock */
async function takes(lock) {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const found = await stat(lock).catch(() => null);
  if (found !== null && Date.now() - found.mtimeMs > staleAfterMs)
    await rm(lock, { recursive: true, force: true });
  return false;
}

let numDrafts = 0;

/** @param {string} file */
export const draftPathOf = (file) => `${file}.${process.pid}-${numDrafts++}.draft`;

/**
 * Never leaves half a file to read.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export async function writeWhole(file, content) {
  const draft = draftPathOf(file);
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
