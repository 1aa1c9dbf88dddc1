/**
 * Runs that are there already: opens a saved one with its set-up in place of what is shown, which undo brings back, and finds the
 * newest of an experiment.
 */
import { oncePer } from '../../../src/core/oncePer.ts';
import { retriedDownload } from '../../../src/core/retriedDownload.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import type { RunLabels } from '../../../src/run/runsFile.ts';
import { openExperiment } from '../link/openExperiment.ts';
import type { LeaveRun } from '../run/leaveRun.ts';
import type { RunController } from '../run/runController.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { mayHoldRuns } from '../stores/storage.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import type { KnownRun } from './runHistory.ts';

/** The labels of saved runs that are shown, which go with them into the next file; and the file that they came in. */
const labelsOfRun = oncePer((_: StartedRun): { labels: RunLabels | null; source: string | null } => ({
  labels: null,
  source: null,
}));

/** Words for the file that a run which is shown came in; null: none, or it is not known. */
export const sourceOf = (run: StartedRun | null): string | null => run && labelsOfRun(run).source;

/** Nothing where nobody wrote any. */
export const writtenLabelsOf = (run: StartedRun | null): Partial<RunLabels> =>
  run === null ? {} : (labelsOfRun(run).labels ?? {});

/** Runs that were opened, by the very set-up that was opened with them: of one set-up there may be several. */
export const openedRunsOf = oncePer((_page: object) => new WeakMap<Experiment, KnownRun>());

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

export const loadHistory = retriedDownload(() => import('./runHistory.ts'));

/** Null where there is none, or none that can be read; `page` as of `historyOf`. Never rejects. */
export async function newestKept(page: object, experiment: Experiment): Promise<KnownRun | null> {
  if (!mayHoldRuns()) return null;
  return loadHistory()
    .then(({ historyOf }) => historyOf(page).newestOf(experiment))
    .catch(() => null);
}
