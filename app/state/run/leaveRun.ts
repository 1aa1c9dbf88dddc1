/** Edits with which the run goes away: undo brings it back with them, and redo takes it away again. Knows no session. */
import type { ExperimentStore, PastEdit } from '../stores/experimentStore.ts';
import type { RunController } from './runController.ts';

/** Leaves the run and makes an edit, which may change nothing else. */
export type LeaveRun = (edit: () => void) => void;

/** Follows undo and redo for as long as the experiments live. */
export function createLeaveRun(
  run: Pick<RunController, 'leave' | 'comeBack'>,
  experiments: ExperimentStore,
): LeaveRun {
  let made: PastEdit | undefined;
  let isAway = false;
  experiments.subscribe(({ past, undone }) => {
    if (made === undefined) return;
    const isUndone = undone.some(({ edit }) => edit === made);
    if (isUndone === !isAway || (!isUndone && !past.includes(made))) return;
    isAway = !isUndone;
    if (isUndone) run.comeBack();
    else run.leave();
  });
  return (edit) => {
    made = undefined;
    run.leave();
    edit();
    made = experiments.getState().past.at(-1);
    isAway = true;
  };
}
