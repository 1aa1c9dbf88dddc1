/** Files that processes on one machine share: a lock, a folder that only one of them can make; and files that are never there in half. */
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const retryMs = 20;
/** A time longer than anybody keeps a lock. A process that was killed leaves its lock behind. */
const staleAfterMs = 10_000;

/**
 * Waits until nobody else has the lock, and keeps it while `act` runs.
 *
 * @template T
 * @param {string} lock path of a folder that is not there, in one that is
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 * @throws {Error} of the file system when the folder cannot be made
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

/**
 * The file beside one, of this process alone, that is written before it takes its place.
 *
 * @param {string} file
 */
export const draftPathOf = (file) => `${file}.${process.pid}.draft`;

/**
 * Written aside and renamed: two processes that start at once never read half a file.
 *
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
