/** The draws of the tasks while they are trained: how far they are, and what stops them. */
import { numDrawsIn, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground } from '../../state/playground.ts';
import { pointControllersOf } from '../../state/sweep/pointControllers.ts';
import type { PointsState, Sweep } from '../../state/sweep/sweepState.ts';
import { PointsProgress, StopButtons } from '../../sweep/PointsProgress.tsx';
import styles from './Draws.module.css';

const words = text.draws;

interface RunningProps {
  readonly state: PointsState<TaskDrawsPoint>;
  readonly sweep: Sweep;
}

export function Running({ state, sweep }: RunningProps) {
  const { draws: controller } = pointControllersOf(usePlayground());
  return (
    <div className={styles['running']}>
      <PointsProgress
        state={state}
        sweep={sweep}
        numIn={(values) => numDrawsIn(sweep, values)}
        words={{ ...words.status, left: words.cost.left }}
      />
      <div className="row">
        <StopButtons controller={controller} phase={state.phase} words={words.actions} />
        <span className={styles['note']}>{words.status.otherRun}</span>
      </div>
    </div>
  );
}
