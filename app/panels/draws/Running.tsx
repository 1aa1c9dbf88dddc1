/** The draws of the tasks while they are trained: how far they are, and what stops them. */
import { useMemo } from 'react';
import { remainingValues } from '../../../src/sweep/sweep.ts';
import { numDrawsIn, numDrawsOf, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground } from '../../state/playground.ts';
import { pointControllersOf } from '../../state/sweep/pointControllers.ts';
import { type PointsState, type Sweep, secondsLeft, workLeftOf } from '../../state/sweep/sweepState.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Draws.module.css';

const words = text.draws;

interface RunningProps {
  readonly state: PointsState<TaskDrawsPoint>;
  readonly sweep: Sweep;
}

export function Running({ state, sweep }: RunningProps) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const { points, current, phase, measured } = state;
  const value = current?.value ?? null;
  const left = useMemo(
    () => (value === null ? null : workLeftOf(sweep, points, value)),
    [sweep, points, value],
  );
  const count = numDrawsOf(sweep);
  const numDone = count - numDrawsIn(sweep, remainingValues(sweep, points));
  const inChunk = value === null ? 0 : numDrawsIn(sweep, [value]);
  const share = current === null || left === null ? 0 : (inChunk * current.step) / left.numSteps;
  const seconds = current === null || left === null ? null : secondsLeft(left, current, measured);
  return (
    <div className={styles['running']}>
      <div className={styles['progressWords']}>
        <span>{words.status.numDone(numDone, count)}</span>
        <span>
          {phase === 'paused'
            ? words.status.paused
            : seconds !== null && words.cost.left(formatDuration(seconds))}
        </span>
      </div>
      <ProgressBar
        label={words.status.progress}
        value={numDone}
        max={count}
        valueText={words.status.numDone(numDone, count)}
        share={(numDone + share) / count}
      />
      <div className="row">
        {phase === 'paused' ? (
          <Button icon="play" onClick={controller.resume}>
            {words.actions.goOn}
          </Button>
        ) : (
          <Button icon="pause" onClick={controller.pause}>
            {words.actions.pause}
          </Button>
        )}
        <Button icon="close" onClick={controller.cancel}>
          {words.actions.cancel}
        </Button>
        <span className={styles['note']}>{words.status.otherRun}</span>
      </div>
    </div>
  );
}
