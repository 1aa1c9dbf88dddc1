/** Trains the networks on the stage for a few hundred steps in a separate worker after edits. */
import { createStore } from 'zustand/vanilla';
import type { Evaluation } from '../../src/analysis/produced/evaluation.ts';
import { memoise } from '../../src/core/memoise.ts';
import { tableInfo } from '../../src/data/sources/tableInfo.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { previewExperimentOf } from '../../src/experiment/derived/preview.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import type { Session } from '../../src/run/protocol.ts';
import type { Run } from '../../src/run/run.ts';
import { type FinishedTraining, PrivateSession } from '../../src/session/client/privateSession.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import type { RunController } from './run/runController.ts';
import { isStale, runKeyOf } from './run/runKey.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import type { TrainingQueue } from './stores/trainingQueue.ts';

export const previewSteps = 300;

// Milliseconds after which a newer preview replaces the one in training; never twice in a row.
const maxPreviewWaitMs = 500;

/** May belong to the previous edit. */
interface PreviewState {
  /** Keyed by card id. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

const noPreviewState: PreviewState = { evaluations: new Map() };

interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status'>;
  readonly queue: TrainingQueue;
  /** Called only when a preview trains. */
  readonly openSession: () => Session;
  readonly canTrain: (experiment: Experiment) => boolean;
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
}

/** Lives as long as the page. */
export function createPreviewController(dependencies: PreviewDependencies) {
  const { experiments, run, queue, canTrain, cardsOnStage } = dependencies;
  const store = createStore<PreviewState>(() => noPreviewState);
  const session = new PrivateSession(dependencies.openSession);
  let training: Experiment | null = null;
  let waiting: Experiment | null = null;
  let mayReplace = true;
  let timer: ReturnType<typeof setTimeout> | undefined; // set while a waiting preview may replace the one in training
  // Names and colours do not change the key.
  let lastKey = '';
  const clear = () => {
    lastKey = '';
    if (training !== null) session.pause();
    training = null;
    waiting = null;
    clearTimeout(timer);
    turn.giveBack();
    if (store.getState() !== noPreviewState) store.setState(noPreviewState);
  };
  const turn = queue.join('preview', clear);
  const trainWaiting = (): void => {
    clearTimeout(timer);
    timer = undefined;
    training = waiting;
    waiting = null;
    if (training === null) turn.giveBack();
    else session.train({ experiment: training }).then(end, () => end(null));
  };
  const end = (trained: FinishedTraining | null): void => {
    if (training === null) return;
    if (trained !== null) store.setState({ evaluations: lastEvaluationsOf(trained.run) });
    mayReplace = true;
    trainWaiting();
  };
  const replace = (): void => {
    mayReplace = false;
    trainWaiting();
  };
  // Data from a file have too many rows for an instant preview.
  const trains = (experiment: Experiment): boolean =>
    experiment.data.source !== tableInfo.id && canTrain(experiment);
  experiments.subscribe(({ experiment, opened }) => {
    const { experiment: trained } = run.status();
    // An opened experiment (from a link, say) trains only on Play.
    if (experiment === opened || (trained !== null && !isStale(trained, experiment))) return clear();
    if (!trains(experiment)) return clear();
    const key = runKeyOf(experiment);
    if (key === lastKey) return;
    lastKey = key;
    waiting = previewExperimentOf(experiment, cardsOnStage(experiment), previewSteps);
    turn.take();
    if (training === null) trainWaiting();
    else if (mayReplace) timer ??= setTimeout(replace, maxPreviewWaitMs);
  });
  return { store, trains };
}

const lastEvaluationsOf = ({ networks }: Run): ReadonlyMap<string, Evaluation> =>
  new Map([...networks].flatMap(([id, { history }]) => history.slice(-1).map((last) => [id, last] as const)));

export const previewsOf = memoise((playground: Playground) => {
  const { experiments, run, queue, view, files, openPlainSession } = playground;
  return createPreviewController({
    experiments,
    run,
    queue,
    openSession: openPlainSession,
    canTrain: (experiment) => startProblemsOf(experiment, files.getState()).length === 0,
    cardsOnStage: (experiment) => stageCardsOf(experiment, view.getState().stageRival).map(({ id }) => id),
  });
});

/** The reference and the chosen rival, or the first other card. */
export function stageCardsOf(
  experiment: Pick<Experiment, 'cards' | 'comparison'>,
  rivalId: string | null,
): readonly CardConfig[] {
  const reference = referenceOf(experiment);
  if (reference === null) return [];
  const others = experiment.cards.filter(({ id }) => id !== reference.id);
  const rival = others.find(({ id }) => id === rivalId) ?? others[0];
  return rival === undefined ? [reference] : [reference, rival];
}
