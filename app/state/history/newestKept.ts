/** The newest run of an experiment in the history, whose code is loaded only where there may be one. */
import { retriedDownload } from '../../../src/core/retriedDownload.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { mayHoldRuns } from '../stores/storage.ts';
import type { KnownRun } from './openSavedRun.ts';

export const loadHistory = retriedDownload(() => import('./runHistory.ts'));

/** Null where there is none, or none that can be read; `page` as of `historyOf`. Never rejects. */
export async function newestKept(page: object, experiment: Experiment): Promise<KnownRun | null> {
  if (!mayHoldRuns()) return null;
  return loadHistory()
    .then(({ historyOf }) => historyOf(page).newestOf(experiment))
    .catch(() => null);
}
