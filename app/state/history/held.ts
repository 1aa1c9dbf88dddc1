/** A mark that this browser may hold finished runs, which is asked before the code that reads them is there. */
import { readStored, storedKeys, writeStored } from '../stores/storage.ts';

const mark = 'runs';

/** Begins the keys of the texts of runs that earlier releases kept. */
export const oldPrefix = 'run ';

/** True if it is worth waiting for them. */
export const mayHoldRuns = (): boolean => readStored(mark) !== null || storedKeys(oldPrefix).length > 0;

export function noteHeld(): void {
  writeStored(mark, 'kept');
}
