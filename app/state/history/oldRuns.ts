/** Finished runs that earlier releases kept in `localStorage`. */
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { savedRunOf } from '../../../src/run/savedRun.ts';
import { oldPrefix, readStored, storedKeys } from '../stores/storage.ts';
import { type RunToKeep, runToKeep } from './runRecord.ts';

interface OldRun {
  readonly key: string;
  /** Null: it does not read. */
  readonly kept: RunToKeep | null;
}

/** All of them, each read when it is asked for. */
export function* oldRuns(): Iterable<OldRun> {
  for (const key of storedKeys(oldPrefix)) yield { key, kept: keptIn(readStored(key) ?? '') };
}

/** Their time stands before their text. */
function keptIn(written: string): RunToKeep | null {
  const time = Number.parseInt(written, 10);
  try {
    const saved = written.slice(written.indexOf(' '));
    const labels = { name: '', note: '', time: Number.isFinite(time) ? time : 0, release: thisRelease };
    return runToKeep(savedRunOf(saved), saved, labels, false);
  } catch {
    return null;
  }
}
