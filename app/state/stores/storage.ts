/** Reads and writes localStorage, which may be blocked or full: reading then gives null. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function removeStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked storage has nothing to remove.
  }
}

export function writeStored(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

// Marks that the history may hold runs; read before its code is loaded.
const mayHoldRunsKey = 'runs';

export const mayHoldRuns = (): boolean => readStored(mayHoldRunsKey) !== null;

export function noteRunsStored(): void {
  writeStored(mayHoldRunsKey, 'kept');
}
