/** Edits, undo, redo and reset for components. */
import { useCallback } from 'react';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from './createPlayground.ts';
import { usePlayground } from './playground.ts';
import { isStale } from './run/runKey.ts';

interface EditOptions {
  readonly mergeKey?: string;
  /** Message with an undo button, for a click that also removed something else. */
  readonly lost?: string;
}

type Edit = (change: (experiment: Experiment) => Experiment, options?: EditOptions) => void;

function createEdit({ experiments, messages }: Playground): Edit {
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
  return useCallback<Edit>((change, options) => createEdit(playground)(change, options), [playground]);
}

export function undo({ experiments, messages }: Playground): void {
  const isUndone = experiments.undo();
  messages.showToast(isUndone ? text.app.undo.done : text.app.undo.nothing, false);
}

export function redo({ experiments, messages }: Playground): void {
  const isRedone = experiments.redo();
  messages.showToast(isRedone ? text.app.undo.redone : text.app.undo.nothingToRedo, false);
}

export function resetRun({ run, leaveRun, experiments, messages }: Playground): void {
  if (run.status().phase === 'idle') return;
  leaveRun(() => experiments.edit(experiments.experiment()));
  messages.showToast(text.app.run.announceReset, true);
}

export function startOver({ leaveRun, experiments, messages, view }: Playground): void {
  leaveRun(() => experiments.open(defaultExperiment()));
  messages.hideNotice();
  view.setState({ tab: 'play' });
  messages.showToast(text.app.menu.startedOver, true);
}

/** Undoes every edit since the results; beyond the undo limit opens the trained experiment. */
export function undoToShownRun({ experiments, messages, run }: Playground): void {
  const { experiment: trained } = run.status();
  if (trained === null) return;
  if (!experiments.undoTo((past) => !isStale(trained, past))) experiments.edit(trained);
  messages.showToast(text.app.undo.done, false);
}
