/** Opens a saved run with its experiment, as an edit, and finds the newest one of an experiment. */
import { memoise } from '../../../src/core/memoise.ts';
import { withDownloadRetry } from '../../../src/core/retriedDownload.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunLabels } from '../../../src/run/codec/runsFile.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { openExperiment } from '../link/openExperiment.ts';
import type { LeaveRun } from '../run/leaveRun.ts';
import type { RunController } from '../run/runController.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { mayHoldRuns } from '../stores/storage.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import type { KnownRun } from './runHistory.ts';

// Kept so that names and notes go along when a shown run is saved to a file.
const labelsOfRun = memoise((_: StartedRun): { labels: RunLabels | null; source: string | null } => ({
  labels: null,
  source: null,
}));

export const runSourceWords = (run: StartedRun | null): string | null => run && labelsOfRun(run).source;

export const writtenLabelsOf = (run: StartedRun | null): Partial<RunLabels> =>
  run === null ? {} : (labelsOfRun(run).labels ?? {});

// Keyed by the opened object: equal experiments may have several runs.
export const openedRunsOf = memoise((_page: object) => new WeakMap<Experiment, KnownRun>());

interface RunOwner {
  readonly experiments: ExperimentStore;
  readonly messages: MessageStore;
  readonly view: ViewStore;
  readonly run: Pick<RunController, 'show'>;
  readonly leaveRun: LeaveRun;
}

export function openSavedRun(page: RunOwner, known: KnownRun, labels: RunLabels, message: string): void {
  const { experiment } = known.run;
  Object.assign(labelsOfRun(known.run), { labels: { ...labels }, source: known.source ?? null });
  openedRunsOf(page).set(experiment, known);
  page.leaveRun(() => openExperiment(page, { experiment }, { message }));
  page.run.show(known.run, known.origin);
  page.view.setState({ tab: 'play' });
}

export const loadHistory = withDownloadRetry(() => import('./runHistory.ts'));

/** Null if none is readable. `page` is that of `historyOf`. Never rejects. */
export async function newestSavedRun(page: object, experiment: Experiment): Promise<KnownRun | null> {
  if (!mayHoldRuns()) return null;
  return loadHistory()
    .then(({ historyOf }) => historyOf(page).newestOf(experiment))
    .catch(() => null);
}
