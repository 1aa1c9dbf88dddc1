/** Trains the networks on the stage for a few hundred steps in a separate worker after edits. */
import { createStore } from 'zustand/vanilla';
import type { Evaluation } from '../../src/analysis/produced/evaluation.ts';
import { oncePer } from '../../src/core/oncePer.ts';
import { tableInfo } from '../../src/data/sources/tableInfo.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { previewOf } from '../../src/experiment/derived/preview.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { createPreview, type Preview } from '../../src/session/client/preview.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import type { RunController } from './run/runController.ts';
import { isStale, runKeyOf } from './run/runKey.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import { turnsOf, turnTaker } from './stores/turns.ts';

export const previewSteps = 300;

/** May belong to the previous edit. */
export interface PreviewState {
  /** Keyed by card id. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

const none: PreviewState = { evaluations: new Map() };

interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status' | 'shown'>;
  /** Called only when a preview trains. */
  readonly createPreview: () => Preview;
  readonly canTrain: (experiment: Experiment) => boolean;
  /** May be called repeatedly with the same value. */
  readonly takeTurns: (isTraining: boolean) => void;
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
}

/** The creator disposes it. */
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
  // Names and colours do not change the key.
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
  // Data from a file have too many rows for an instant preview.
  const trains = (experiment: Experiment): boolean =>
    experiment.data.source !== tableInfo.id && canTrain(experiment);
  const afterEdit = () => {
    const { experiment, opened } = experiments.getState();
    const { experiment: trained } = run.status();
    // An opened experiment (from a link, say) trains only on Play.
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
    trains,
    dispose: (): void => {
      for (const end of ends) end();
      preview?.dispose();
      takeTurns(false);
    },
  };
}

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
