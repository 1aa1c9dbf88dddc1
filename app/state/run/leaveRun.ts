/** Closes the run together with an edit: undo brings the run back, redo closes it again. */
import type { ExperimentStore, PastEdit } from '../stores/experimentStore.ts';
import type { RunController } from './runController.ts';

export type LeaveRun = (edit: () => void) => void;

export function createLeaveRun(
  run: Pick<RunController, 'leave' | 'comeBack'>,
  experiments: ExperimentStore,
): LeaveRun {
  let made: readonly PastEdit[] = [];
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
