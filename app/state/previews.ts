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
import { type CardSummary, summaryOf } from '../../src/run/summary.ts';
import { TREND_REPLICAS, TREND_STEPS, type Trend, trendOf } from '../../src/run/trend.ts';
import { type FinishedTraining, PrivateSession } from '../../src/session/client/privateSession.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import type { RunController } from './run/runController.ts';
import { isStale, runKeyOf } from './run/runKey.ts';
import type { RunStatus } from './run/runStatus.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import type { TrainingQueue } from './stores/trainingQueue.ts';

// Milliseconds after which a newer preview replaces the one in training; never twice in a row.
const maxPreviewWaitMs = 500;

interface PreviewState {
  /** Keyed by card id. May belong to the previous edit. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  /** Of the present set-up; null if there is none to come. */
  readonly trend: Trend | 'pending' | null;
}

const noPreviewState: PreviewState = { evaluations: new Map(), trend: null };

interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status'>;
  readonly queue: TrainingQueue;
  /** Called only when a preview trains. */
  readonly openSession: () => Session;
  readonly canTrain: (experiment: Experiment) => boolean;
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
  /** True while a pointer is pressed. */
  readonly isHeld: () => boolean;
}

/** A preview of one repetition while a hand moves, or the trend of several once it rests. */
interface Training {
  readonly kind: 'preview' | 'trend';
  readonly experiment: Experiment;
}

/** Lives as long as the page. */
export function createPreviewController(dependencies: PreviewDependencies) {
  const { experiments, run, queue, canTrain, cardsOnStage, isHeld } = dependencies;
  const store = createStore<PreviewState>(() => noPreviewState);
  const session = new PrivateSession(dependencies.openSession);
  let training: Training | null = null;
  let waiting: Training | null = null;
  // Waits for the last preview and for the hand to let go.
  let trend: Training | null = null;
  let mayReplace = true;
  let timer: ReturnType<typeof setTimeout> | undefined; // set while a waiting preview may replace the one in training
  // Names and colours do not change the key.
  let lastKey = '';
  const clear = () => {
    lastKey = '';
    if (training !== null) session.pause();
    training = null;
    waiting = null;
    trend = null;
    clearTimeout(timer);
    turn.giveBack();
    if (store.getState() !== noPreviewState) store.setState(noPreviewState);
  };
  const turn = queue.join('preview', clear);
  const trainNext = (): void => {
    clearTimeout(timer);
    timer = undefined;
    training = waiting ?? (isHeld() ? null : trend);
    waiting = null;
    if (training === null) {
      turn.giveBack();
      return;
    }
    const { kind, experiment } = training;
    if (kind === 'trend') trend = null;
    turn.take();
    session.train({ experiment }, { acceptsDivergence: kind === 'trend' }).then(end, () => end(null));
  };
  const end = (trained: FinishedTraining | null): void => {
    if (training === null) return;
    const { kind, experiment } = training;
    if (trained !== null)
      store.setState(
        kind === 'preview'
          ? { evaluations: lastEvaluationsOf(trained.run) }
          : { trend: trendOf(experiment, trained.run) },
      );
    mayReplace = true;
    trainNext();
  };
  const replace = (): void => {
    mayReplace = false;
    trainNext();
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
    if (store.getState().trend !== 'pending') store.setState({ trend: 'pending' });
    const trainingOf = (kind: Training['kind'], maxReplicas: number): Training => ({
      kind,
      experiment: previewExperimentOf(experiment, cardsOnStage(experiment), TREND_STEPS, maxReplicas),
    });
    waiting = trainingOf('preview', 1);
    trend = trainingOf('trend', TREND_REPLICAS);
    if (training === null || training.kind === 'trend') trainNext();
    else if (mayReplace) timer ??= setTimeout(replace, maxPreviewWaitMs);
  });
  return {
    store,
    trains,
    /** Tells that no pointer is pressed any more. */
    release: (): void => {
      if (training === null) trainNext();
    },
  };
}

const lastEvaluationsOf = ({ networks }: Run): ReadonlyMap<string, Evaluation> =>
  new Map([...networks].flatMap(([id, { history }]) => history.slice(-1).map((last) => [id, last] as const)));

export const previewsOf = memoise((playground: Playground) => {
  const { experiments, run, queue, view, files, openPlainSession } = playground;
  let isHeld = false;
  const previews = createPreviewController({
    experiments,
    run,
    queue,
    openSession: openPlainSession,
    canTrain: (experiment) => startProblemsOf(experiment, files.getState()).length === 0,
    cardsOnStage: (experiment) => {
      const rivalId = view.getState().stageRival ?? winnersOf(playground).getState().winner;
      return stageCardsOf(experiment, rivalId).map(({ id }) => id);
    },
    isHeld: () => isHeld,
  });
  const pointed = (event: PointerEvent): void => {
    isHeld = event.type === 'pointerdown';
    if (!isHeld) previews.release();
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel'] as const)
    addEventListener(type, pointed, { capture: true, passive: true });
  return previews;
});

interface WinnerDependencies {
  readonly run: Pick<RunController, 'shown'>;
  readonly lessons: Playground['lessons'];
}

/** Keeps the best network of the last finished run, over all tasks; none while results are covered. */
export const winnersOf = memoise(({ run, lessons }: WinnerDependencies) => {
  const store = createStore<{ readonly winner: string | null }>(() => ({ winner: null }));
  const follow = (): void => {
    const status = run.shown.getState();
    if (lessons.getState().isCovered) store.setState({ winner: null });
    else if (status.phase === 'finished' || status.phase === 'recorded')
      store.setState({ winner: winnerOfRun(status) });
  };
  for (const followed of [run.shown, lessons]) followed.subscribe(follow);
  follow();
  return store;
});

function winnerOfRun(status: RunStatus): string | null {
  const { experiment } = status;
  const cards = (experiment && summaryOf(experiment, status)?.cards) ?? [];
  const gainOf = ({ verdict }: CardSummary) => verdict?.overall.gain.mean ?? 0;
  return cards.toSorted((one, other) => gainOf(other) - gainOf(one))[0]?.cardId ?? null;
}

/** The reference, and the rival or else the first other card. */
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
