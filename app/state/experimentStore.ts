/**
 * The configuration and how to get back to what it was. Knows neither the page nor the run: whoever edits gives a whole
 * new experiment.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../src/index.ts';

const maxPast = 100;

interface PastEdit {
  readonly experiment: Experiment;
  /** Successive edits with the same key are one step back; null: always its own. */
  readonly mergeKey: string | null;
}

export interface ExperimentState {
  readonly experiment: Experiment;
  readonly past: readonly PastEdit[];
}

export interface ExperimentStore
  extends Pick<StoreApi<ExperimentState>, 'getState' | 'subscribe' | 'getInitialState'> {
  readonly experiment: () => Experiment;
  readonly edit: (next: Experiment, mergeKey?: string | null) => void;
  /** False when there is nothing to undo. */
  readonly undo: () => boolean;
}

export function createExperimentStore(initial: Experiment): ExperimentStore {
  const store = createStore<ExperimentState>(() => ({ experiment: initial, past: [] }));

  const edit = (next: Experiment, mergeKey: string | null = null): void =>
    store.setState(({ experiment, past }) => {
      const isMerged = mergeKey !== null && past.at(-1)?.mergeKey === mergeKey;
      return {
        experiment: next,
        past: isMerged ? past : [...past.slice(1 - maxPast), { experiment, mergeKey }],
      };
    });

  const undo = (): boolean => {
    const last = store.getState().past.at(-1);
    if (last === undefined) return false;
    store.setState(({ past }) => ({ experiment: last.experiment, past: past.slice(0, -1) }));
    return true;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    experiment: () => store.getState().experiment,
    edit,
    undo,
  };
}
