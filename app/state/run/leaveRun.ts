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
  let made: readonly PastEdit[] = [];
  /** Those of them that hold, with which the run is away. */
  const holding = new WeakSet<PastEdit>();
  experiments.subscribe(({ past, undone }) => {
    made = made.filter((edit) => past.includes(edit) || undone.some((one) => one.edit === edit));
    for (const edit of made) {
      const holds = past.includes(edit);
      if (!holds && holding.delete(edit)) run.comeBack();
      if (holds && !holding.has(edit)) {
        holding.add(edit);
        run.leave();
      }
    }
  });
  return (edit) => {
    run.leave();
    edit();
    const last = experiments.getState().past.at(-1);
    if (last === undefined) return;
    made = [...made, last];
    holding.add(last);
  };
}
