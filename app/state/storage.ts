/** The browser's storage, which may be closed or full: reading then gives nothing, and writing does nothing. */

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A setting that is not kept is no reason to disturb anyone.
  }
}
