/** How components change the configuration. */
import { useCallback } from 'react';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from './createPlayground.ts';
import { usePlayground } from './playground.ts';
import { isStale } from './run/runKey.ts';

export interface EditOptions {
  /** Successive edits with the same key are undone together. */
  readonly mergeKey?: string;
  /** The sentence to show, with an offer to undo, when something else was changed or lost by a click. */
  readonly lost?: string;
}

/** Changes the configuration; what leaves it as it was is no edit: nothing is said of it, and there is nothing to undo. */
export type Edit = (change: (experiment: Experiment) => Experiment, options?: EditOptions) => void;

function editIn({ experiments, messages }: Playground): Edit {
  return (change, { mergeKey, lost } = {}) => {
    const before = experiments.experiment();
    const next = change(before);
    const isChanged = JSON.stringify(next) !== JSON.stringify(before);
    if (isChanged) experiments.edit(next, mergeKey ?? null);
    if (lost === undefined || !isChanged) messages.hideToast();
    else messages.showToast(lost, true);
  };
}

export function useEdit(): Edit {
  const playground = usePlayground();
  return useCallback<Edit>((change, options) => editIn(playground)(change, options), [playground]);
}

/** Takes the last edit back and says so. */
export function undo({ experiments, messages }: Playground): void {
  const isUndone = experiments.undo();
  messages.showToast(isUndone ? text.app.undo.done : text.app.undo.nothing, false);
}

/** Makes the last edit again that was taken back, and says so. */
export function redo({ experiments, messages }: Playground): void {
  const isRedone = experiments.redo();
  messages.showToast(isRedone ? text.app.undo.redone : text.app.undo.nothingToRedo, false);
}

/** Back to step 0, without results. */
export function resetRun({ run, leaveRun, experiments, messages }: Playground): void {
  if (run.status().phase === 'idle') return;
  leaveRun(() => experiments.edit(experiments.experiment()));
  messages.showToast(text.app.run.announceReset, true);
}

/** Back to the experiment of the first visit, its results and the place where they stand. */
export function startOver({ leaveRun, experiments, messages, view }: Playground): void {
  leaveRun(() => experiments.open(defaultExperiment()));
  messages.hideNotice();
  view.setState({ tab: 'play' });
  messages.showToast(text.app.menu.startedOver, true);
}

/** Takes back every edit since the results; where undo no longer reaches that far, what was trained is opened as an edit. */
export function takeBack({ experiments, messages, run }: Playground): void {
  const { experiment: trained } = run.status();
  if (trained === null) return;
  if (!experiments.undoTo((past) => !isStale(trained, past))) experiments.edit(trained);
  messages.showToast(text.app.undo.done, false);
}
