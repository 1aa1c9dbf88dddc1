/** Trains the networks on the stage for a few hundred steps in a separate worker after edits. */
import { createStore } from 'zustand/vanilla';
import type { Evaluation } from '../../src/analysis/produced/evaluation.ts';
import { memoise } from '../../src/core/memoise.ts';
import { tableInfo } from '../../src/data/sources/tableInfo.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { PREVIEW_STEPS, previewExperimentOf } from '../../src/experiment/derived/preview.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import type { Session } from '../../src/run/protocol.ts';
import type { Run } from '../../src/run/run.ts';
import { type CardSummary, summaryOf } from '../../src/run/summary.ts';
import { PrivateSession } from '../../src/session/client/privateSession.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import type { RunController } from './run/runController.ts';
import { isStale, runKeyOf } from './run/runKey.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import type { TrainingQueue } from './stores/trainingQueue.ts';

// Milliseconds after which a newer preview replaces the one in training; never twice in a row.
const maxPreviewWaitMs = 500;

interface PreviewState {
  /** Keyed by card id. May belong to the previous edit. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

const noPreviewState: PreviewState = { evaluations: new Map() };

interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status'>;
  readonly queue: TrainingQueue;
  readonly openSession: () => Session;
  readonly canTrain: (experiment: Experiment) => boolean;
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
}

// Data from a file have too many rows for an instant preview.
const isInstant = ({ data }: Experiment): boolean => data.source !== tableInfo.id;

// Like an experiment that was opened, from a link, say: it trains only on Play.
const isTrained = (experiment: Experiment, { experiment: trained }: Pick<Run, 'experiment'>): boolean =>
  trained !== null && !isStale(trained, experiment);

/** Lives as long as the page. */
export function createPreviewController(dependencies: PreviewDependencies) {
  const { experiments, run, queue, canTrain, cardsOnStage } = dependencies;
  const store = createStore<PreviewState>(() => noPreviewState);
  const session = new PrivateSession(dependencies.openSession);
  let training: Experiment | null = null;
  let waiting: Experiment | null = null;
  let replaceableMs = 0; // from then on, a newer preview replaces the one in training
  let lastKey = ''; // without names and colours
  const clear = () => {
    lastKey = '';
    if (training !== null) session.pause();
    training = null;
    waiting = null;
    turn.giveBack();
    if (store.getState() !== noPreviewState) store.setState(noPreviewState);
  };
  const turn = queue.join('preview', clear);
  const trainNext = (): void => {
    training = waiting;
    waiting = null;
    if (training === null) {
      turn.giveBack();
      return;
    }
    replaceableMs = performance.now() + maxPreviewWaitMs;
    turn.take();
    session.train({ experiment: training }).then(
      ({ run: trained }) => end(trained),
      () => end(null),
    );
  };
  const end = (trained: Run | null): void => {
    if (training === null) return;
    if (trained !== null) store.setState({ evaluations: lastEvaluationsOf(trained) });
    trainNext();
  };
  const trains = (experiment: Experiment): boolean => isInstant(experiment) && canTrain(experiment);
  experiments.subscribe(({ experiment, opened }) => {
    if (experiment === opened || isTrained(experiment, run.status()) || !trains(experiment)) return clear();
    const cardIds = cardsOnStage(experiment);
    const key = [runKeyOf(experiment), ...cardIds].join(' ');
    if (key === lastKey) return;
    lastKey = key;
    waiting = previewExperimentOf(experiment, cardIds, PREVIEW_STEPS);
    if (training === null) trainNext();
    else if (performance.now() >= replaceableMs) {
      trainNext();
      replaceableMs = Number.POSITIVE_INFINITY;
    }
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
    cardsOnStage: (experiment) => {
      const rivalId = view.getState().stageRival ?? winnersOf(playground).getState().winner;
      return stageCardsOf(experiment, rivalId).map(({ id }) => id);
    },
  });
});

type Winning = { readonly run: Pick<RunController, 'shown'> } & Pick<Playground, 'lessons'>;

/** Keeps the best network of the last finished run, over all tasks; none while results are covered. */
export const winnersOf = memoise(({ run, lessons }: Winning) => {
  const store = createStore<{ readonly winner: string | null }>(() => ({ winner: null }));
  const follow = (): void => {
    const status = run.shown.getState();
    const { phase, experiment } = status;
    if (lessons.getState().isCovered) store.setState({ winner: null });
    else if (experiment !== null && (phase === 'finished' || phase === 'recorded'))
      store.setState({ winner: winnerOf(summaryOf(experiment, status)?.cards ?? []) });
  };
  for (const followed of [run.shown, lessons]) followed.subscribe(follow);
  follow();
  return store;
});

function winnerOf(cards: readonly CardSummary[]): string | null {
  const gainOf = ({ verdict }: CardSummary) => verdict?.overall.gain.mean ?? 0;
  return cards.toSorted((one, other) => gainOf(other) - gainOf(one))[0]?.cardId ?? null;
}

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
