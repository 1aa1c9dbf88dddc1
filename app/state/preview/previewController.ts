/**
 * Trains previews of the set-up while a hand changes it: after every edit that makes results stale, the networks on the stage are
 * trained for a few hundred steps, in a worker of their own; not after another experiment was opened. Knows no component.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { tableInfo } from '../../../src/data/tableInfo.ts';
import { previewOf } from '../../../src/experiment/derived/preview.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Evaluation } from '../../../src/run/produced/evaluation.ts';
import type { Preview } from '../../../src/session/client/preview.ts';
import type { RunController } from '../run/runController.ts';
import { isStale, runKeyOf } from '../run/runKey.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';

/** The steps of a preview: as many as a hand has patience for. */
export const PREVIEW_STEPS = 300;

/** The latest preview that came to its end; it may be of the edit before. */
export interface PreviewState {
  /** The evaluations by id of the card; empty: none. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

const none: PreviewState = { evaluations: new Map() };

export interface PreviewDependencies {
  readonly experiments: ExperimentStore;
  readonly run: Pick<RunController, 'status' | 'shown'>;
  /** Makes the worker only when it trains. */
  readonly createPreview: () => Preview;
  readonly canTrain: (experiment: Experiment) => boolean;
  /** Ids of the cards on the stage. */
  readonly cardsOnStage: (experiment: Experiment) => readonly string[];
}

export interface PreviewController {
  readonly store: StoreApi<PreviewState>;
  readonly dispose: () => void;
}

/** Its creator disposes it. */
export function createPreviewController(dependencies: PreviewDependencies): PreviewController {
  const { experiments, run, createPreview, canTrain, cardsOnStage } = dependencies;
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
      if (lastKey !== '' && evaluations !== null) store.setState({ evaluations });
    });
    return made;
  };
  const afterEdit = () => {
    const { experiment, opened } = experiments.getState();
    const { experiment: trained } = run.status();
    // What was only opened, a link perhaps, is trained by nobody but Play.
    if (experiment === opened || (trained !== null && !isStale(trained, experiment))) return clear();
    if (experiment.data.source === tableInfo.id || !canTrain(experiment)) return clear();
    const key = runKeyOf(experiment);
    if (key === lastKey) return;
    lastKey = key;
    preview ??= madePreview();
    preview.update(previewOf(experiment, cardsOnStage(experiment), PREVIEW_STEPS));
  };
  const ends = [
    experiments.subscribe(afterEdit),
    run.shown.subscribe(() => {
      if (run.status().phase === 'starting') clear();
    }),
  ];
  return {
    store,
    dispose: () => {
      for (const end of ends) end();
      preview?.dispose();
    },
  };
}
