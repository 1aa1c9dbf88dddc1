/**
 * The configuration and how to get back to what it was. Knows neither the page nor the run: whoever edits gives a whole
 * new experiment.
 */
import { createStore } from 'zustand/vanilla';
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

export type ExperimentStore = ReturnType<typeof createExperimentStore>;

export function createExperimentStore(initial: Experiment) {
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

  /** Undoes edits until the experiment `isWanted`. False, and nothing undone, when it never was like that. */
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
    experiment: (): Experiment => store.getState().experiment,
    edit: (next: Experiment, mergeKey: string | null = null): void => put(next, mergeKey, false),
    /** Replaces the whole experiment, as an edit. */
    open: (next: Experiment): void => put(next, null, true),
    /** False when there is nothing to undo. */
    undo: (): boolean => undoTo(() => true),
    undoTo,
  };
}
