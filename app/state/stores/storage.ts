/** The browser's storage, which may be closed or full: reading then gives nothing, and writing does nothing. */

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function storedKeys(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

export function removeStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // There is nothing to remove.
  }
}

/** False when nothing can be kept: of a setting that is no reason to disturb anyone. */
export function writeStored(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** The mark that this browser may hold finished runs, which is asked before the code that reads them is there. */
const mark = 'runs';

/** Begins the keys of the texts of runs that earlier releases kept. */
export const oldPrefix = 'run ';

export const mayHoldRuns = (): boolean => readStored(mark) !== null || storedKeys(oldPrefix).length > 0;

export function noteHeld(): void {
  writeStored(mark, 'kept');
}
