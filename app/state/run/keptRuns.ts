/** Finished runs that outlive the page, as the texts of their recordings: the newest that there is room for. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { isStarted, type StartedRun } from '../../../src/run/run.ts';
import { savedRunOf, savedRunText } from '../../../src/run/savedRun.ts';
import { readStored, removeStored, storedKeys, writeStored } from '../stores/storage.ts';
import { runKeyOf } from './runKey.ts';
import type { RunStatus } from './runStatus.ts';

const prefix = 'run ';

/** Characters of all together: what is left of the five million that browsers give is for sweeps and draws. */
const room = 2_500_000;

const keyOf = (experiment: Experiment): string => prefix + runKeyOf(experiment);

/**
 * Keeps a finished run until newer ones need its room. Not kept: what its configuration does not give again, and diverged
 * networks, whose numbers a recording cannot hold.
 */
export function keepRun(status: RunStatus): void {
  if (!isStarted(status) || status.givenTo.length > 0) return;
  const { experiment, networks } = status;
  if ([...networks.values()].some(({ diverged }) => diverged.length > 0)) return;
  const written = `${Date.now()} ${savedRunText(status)}`;
  const key = keyOf(experiment);
  removeStored(key);
  if (written.length > room) return;
  const others = oldestFirst();
  let size = others.reduce((sum, other) => sum + other.size, written.length);
  for (const other of others) {
    if (size <= room && writeStored(key, written)) return;
    removeStored(other.key);
    size -= other.size;
  }
  writeStored(key, written);
}

/** The run of this experiment that was trained here before; null when there is none that can be read. */
export function keptRun(experiment: Experiment): StartedRun | null {
  const written = readStored(keyOf(experiment));
  if (written === null) return null;
  try {
    return savedRunOf(written.slice(written.indexOf(' ')));
  } catch {
    // Of another release, or damaged: Play gives it again.
    return null;
  }
}

function oldestFirst(): readonly { readonly key: string; readonly size: number }[] {
  const kept = storedKeys(prefix).map((key) => {
    const written = readStored(key) ?? '';
    return { key, size: written.length, time: Number.parseInt(written, 10) };
  });
  return kept.toSorted((a, b) => a.time - b.time);
}
