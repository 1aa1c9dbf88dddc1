/**
 * The configuration and how to get back to what it was. Knows neither the page nor the run: whoever edits gives a whole
 * new experiment.
 */
import { createStore } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';

const maxPast = 100;

interface EditedState {
  readonly experiment: Experiment;
  /** The link, file or preset that the edits began with; at first what the page opened with. */
  readonly opened: Experiment;
}

export interface PastEdit extends EditedState {
  /** Undo takes back successive edits with the same key together; null: this edit alone. */
  readonly mergeKey: string | null;
}

interface UndoneEdit extends EditedState {
  readonly edit: PastEdit;
}

export interface ExperimentState extends EditedState {
  readonly past: readonly PastEdit[];
  /** The edits that redo brings back, the next one first. */
  readonly undone: readonly UndoneEdit[];
}

export type ExperimentStore = ReturnType<typeof createExperimentStore>;

export function createExperimentStore(initial: Experiment) {
  const store = createStore<ExperimentState>(() => ({
    experiment: initial,
    opened: initial,
    past: [],
    undone: [],
  }));

  /** Puts an experiment in place of the one before; one that is opened is itself what the next edits begin with. */
  const put = (next: Experiment, mergeKey: string | null, isOpened: boolean): void =>
    store.setState(({ experiment, opened, past }) => {
      const isMerged = mergeKey !== null && past.at(-1)?.mergeKey === mergeKey;
      return {
        experiment: next,
        opened: isOpened ? next : opened,
        past: isMerged ? past : [...past.slice(1 - maxPast), { experiment, opened, mergeKey }],
        undone: [],
      };
    });

  /** True if there was such a state to go to. */
  const goTo = (next: ExperimentState | null): boolean => {
    if (next !== null) store.setState(next);
    return next !== null;
  };
  /** Undoes edits until the experiment `isWanted`. False, and nothing undone, when it never was like that. */
  const undoTo = (isWanted: (experiment: Experiment) => boolean): boolean =>
    goTo(stateBefore(store.getState(), isWanted));

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
    /** Brings the edit back that was undone last. False when there is none, or another edit came after it. */
    redo: (): boolean => goTo(stateAfterRedo(store.getState())),
  };
}

function stateBefore(
  now: ExperimentState,
  isWanted: (experiment: Experiment) => boolean,
): ExperimentState | null {
  const index = now.past.findLastIndex(({ experiment }) => isWanted(experiment));
  const found = now.past[index];
  if (found === undefined) return null;
  const undone = now.past.slice(index).map((edit, at, edits) => {
    const { experiment, opened } = edits[at + 1] ?? now;
    return { experiment, opened, edit };
  });
  const { experiment, opened } = found;
  return { experiment, opened, past: now.past.slice(0, index), undone: [...undone, ...now.undone] };
}

function stateAfterRedo({ past, undone }: ExperimentState): ExperimentState | null {
  const [next, ...others] = undone;
  if (next === undefined) return null;
  const { experiment, opened, edit } = next;
  return { experiment, opened, past: [...past, edit], undone: others };
}
