/**
 * Trains previews of the set-up while a hand changes it: after every edit that makes results stale, the networks on the stage are
 * trained for a few hundred steps, in a worker of their own; not after another experiment was opened. Knows no component.
 */
import { createStore } from 'zustand/vanilla';
import { oncePer } from '../../src/core/oncePer.ts';
import { tableInfo } from '../../src/data/sources/tableInfo.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { previewOf } from '../../src/experiment/derived/preview.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import type { Evaluation } from '../../src/analysis/produced/evaluation.ts';
import { createPreview, type Preview } from '../../src/session/client/preview.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import type { RunController } from './run/runController.ts';
import { isStale, runKeyOf } from './run/runKey.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import { turnsOf, turnTaker } from './stores/turns.ts';

/** The steps of a preview: as many as a hand has patience for. */
export const previewSteps = 300;

/** The latest preview that came to its end; it may be of the edit before. */
export interface PreviewState {
  /** The evaluations by id of the card; empty: none. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

const none: PreviewState = { evaluations: new Map() };

interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status' | 'shown'>;
  /** Makes the worker only when it trains. */
  readonly createPreview: () => Preview;
  readonly canTrain: (experiment: Experiment) => boolean;
  /** Told whether it trains, as often as that may have changed. */
  readonly takeTurns: (isTraining: boolean) => void;
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
}

/** Its creator disposes it. */
export function createPreviewController({
  experiments,
  run,
  createPreview,
  canTrain,
  takeTurns,
  cardsOnStage,
}: PreviewDependencies) {
  const store = createStore<PreviewState>(() => none);
  let preview: Preview | null = null;
  /** The key of the set-up that was previewed last: names and colours make no new one. */
  let lastKey = '';
  const clear = () => {
    lastKey = '';
    if (store.getState() !== none) store.setState(none);
  };
  const madePreview = (): Preview => {
    const made = createPreview();
    made.subscribe(({ evaluations }) => {
      takeTurns(made.isBusy());
      if (lastKey !== '' && evaluations !== null) store.setState({ evaluations });
    });
    return made;
  };
  /** Rows of a file are too many for a hand to wait for. */
  const trains = (experiment: Experiment): boolean =>
    experiment.data.source !== tableInfo.id && canTrain(experiment);
  const afterEdit = () => {
    const { experiment, opened } = experiments.getState();
    const { experiment: trained } = run.status();
    // An experiment that was only opened, by a link say, is trained by Play alone.
    if (experiment === opened || (trained !== null && !isStale(trained, experiment))) return clear();
    if (!trains(experiment)) return clear();
    const key = runKeyOf(experiment);
    if (key === lastKey) return;
    lastKey = key;
    preview ??= madePreview();
    takeTurns(true);
    preview.update(previewOf(experiment, cardsOnStage(experiment), previewSteps));
  };
  const ends = [
    experiments.subscribe(afterEdit),
    run.shown.subscribe(() => {
      if (run.status().phase === 'starting') clear();
    }),
  ];
  return {
    store,
    /** True if an edit that leads to this experiment is previewed. */
    trains,
    dispose: (): void => {
      for (const end of ends) end();
      preview?.dispose();
      takeTurns(false);
    },
  };
}

/** The previews of a page, which are of the two architectures on its stage. */
export const previewsOf = oncePer((playground: Playground) => {
  const { experiments, run, view, files, openQuiet } = playground;
  return createPreviewController({
    experiments,
    run,
    createPreview: () => createPreview(openQuiet()),
    canTrain: (experiment) => startProblemsOf(experiment, files.getState()).length === 0,
    takeTurns: turnTaker(turnsOf(playground)),
    cardsOnStage: (experiment) => stageCardsOf(experiment, view.getState().stageRival).map(({ id }) => id),
  });
});

/** The reference and beside it the rival asked for, or the first other one; fewer where there are fewer cards. */
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
