/** Holds the experiment with its undo and redo history. */
import { createStore } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';

const maxUndoSteps = 100;

interface EditedState {
  readonly experiment: Experiment;
  /** Experiment that edits build on, from a link, file or preset. */
  readonly opened: Experiment;
}

export interface PastEdit extends EditedState {
  /** Equal keys of successive edits are undone together. */
  readonly mergeKey: string | null;
}

interface UndoneEdit extends EditedState {
  readonly edit: PastEdit;
}

interface ExperimentState extends EditedState {
  readonly past: readonly PastEdit[];
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

  const put = (next: Experiment, mergeKey: string | null, isOpened: boolean): void =>
    store.setState(({ experiment, opened, past }) => {
      const isMerged = mergeKey !== null && past.at(-1)?.mergeKey === mergeKey;
      return {
        experiment: next,
        opened: isOpened ? next : opened,
        past: isMerged ? past : [...past.slice(1 - maxUndoSteps), { experiment, opened, mergeKey }],
        undone: [],
      };
    });

  const goTo = (next: ExperimentState | null): boolean => {
    if (next !== null) store.setState(next);
    return next !== null;
  };
  /** False, with nothing undone, if `isWanted` accepts no past experiment. */
  const undoTo = (isWanted: (experiment: Experiment) => boolean): boolean =>
    goTo(stateBefore(store.getState(), isWanted));

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    experiment: (): Experiment => store.getState().experiment,
    edit: (next: Experiment, mergeKey: string | null = null): void => put(next, mergeKey, false),
    open: (next: Experiment): void => put(next, null, true),
    undo: (): boolean => undoTo(() => true),
    undoTo,
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
