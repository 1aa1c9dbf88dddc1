/**
 * The configuration and how to get back to what it was. Knows neither the page nor the run: whoever edits gives a whole
 * new experiment.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';

const maxPast = 100;

interface PastEdit {
  readonly experiment: Experiment;
  readonly opened: Experiment;
  /** Undo takes back successive edits with the same key together; null: this edit alone. */
  readonly mergeKey: string | null;
}

export interface ExperimentState {
  readonly experiment: Experiment;
  /** The link, file or preset that the edits began with; at first what the page opened with. */
  readonly opened: Experiment;
  readonly past: readonly PastEdit[];
}

export interface ExperimentStore
  extends Pick<StoreApi<ExperimentState>, 'getState' | 'subscribe' | 'getInitialState'> {
  readonly experiment: () => Experiment;
  readonly edit: (next: Experiment, mergeKey?: string | null) => void;
  /** An edit that replaces the whole experiment. */
  readonly open: (next: Experiment) => void;
  /** False when there is nothing to undo. */
  readonly undo: () => boolean;
  /** Undoes edits until the experiment `isWanted`. False, and nothing undone, when it never was like that. */
  readonly undoTo: (isWanted: (experiment: Experiment) => boolean) => boolean;
}

export function createExperimentStore(initial: Experiment): ExperimentStore {
  const store = createStore<ExperimentState>(() => ({
    experiment: initial,
    opened: initial,
    past: [],
  }));

  /** Puts an experiment in place of the one before; one that is opened is itself what the next edits begin with. */
  const put = (next: Experiment, mergeKey: string | null, isOpened: boolean): void =>
    store.setState(({ experiment, opened, past }) => {
      const isMerged = mergeKey !== null && past.at(-1)?.mergeKey === mergeKey;
      return {
        experiment: next,
        opened: isOpened ? next : opened,
        past: isMerged ? past : [...past.slice(1 - maxPast), { experiment, opened, mergeKey }],
      };
    });

  const undoTo = (isWanted: (experiment: Experiment) => boolean): boolean => {
    const { past } = store.getState();
    const index = past.findLastIndex(({ experiment }) => isWanted(experiment));
    const found = past[index];
    if (found === undefined) return false;
    store.setState({ experiment: found.experiment, opened: found.opened, past: past.slice(0, index) });
    return true;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    experiment: () => store.getState().experiment,
    edit: (next, mergeKey = null) => put(next, mergeKey, false),
    open: (next) => put(next, null, true),
    undo: () => undoTo(() => true),
    undoTo,
  };
}
