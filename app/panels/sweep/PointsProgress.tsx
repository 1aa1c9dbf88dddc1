/** Progress, time left and buttons for points of a sweep, of draws or of a search. */
import { type ReactNode, useMemo } from 'react';
import { remainingValues } from '../../../src/studies/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { useRunStatus } from '../../state/playground.ts';
import {
  type PointsState,
  type Sweep,
  secondsLeft,
  type WorkLeft,
  workLeftOf,
} from '../../state/sweep/sweepState.ts';
import { Button, type ButtonProps } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Sweep.module.css';

type UnderWay = Pick<PointsState<{ readonly value: number }>, 'points' | 'current' | 'phase' | 'measured'>;

interface PointsProgressProps {
  readonly state: UnderWay;
  readonly sweep: Sweep;
  /** Number of points trained for these values. */
  readonly numIn: (values: readonly number[]) => number;
  readonly words: {
    readonly progress: string;
    readonly paused: string;
    readonly numDone: (done: number, count: number) => string;
    readonly left: (duration: string) => string;
  };
  /** Default: the words for finished points. */
  readonly pointWords?: (
    current: NonNullable<UnderWay['current']>,
    left: WorkLeft,
    numDone: number,
  ) => string;
}

export function PointsProgress({ state, sweep, numIn, words, pointWords }: PointsProgressProps) {
  const { points, current, phase, measured } = state;
  const value = current?.value ?? null;
  const left = useMemo(
    () => (value === null ? null : workLeftOf(sweep, points, value)),
    [sweep, points, value],
  );
  const count = numIn(sweep.values);
  const numDone = count - numIn(remainingValues(sweep, points));
  const doneWords = words.numDone(numDone, count);
  const known = current === null || left === null ? null : { current, left };
  const seconds = known && secondsLeft(known.left, known.current, measured);
  const leftWords = seconds === null ? '' : words.left(formatDuration(seconds));
  const share =
    known === null ? 0 : (numIn([known.current.value]) * known.current.step) / known.left.numSteps;
  return (
    <div>
      <div className={styles['points']}>
        <span>{known && pointWords ? pointWords(known.current, known.left, numDone) : doneWords}</span>
        <span>{phase === 'paused' ? words.paused : leftWords}</span>
      </div>
      <ProgressBar
        label={words.progress}
        value={numDone}
        max={count}
        valueText={doneWords}
        share={(numDone + share) / count}
      />
    </div>
  );
}

interface StopButtonsProps extends Pick<ButtonProps, 'look'> {
  readonly controller: {
    readonly pause: () => void;
    readonly resume: () => void;
    readonly cancel: () => void;
  };
  readonly phase: UnderWay['phase'];
  readonly words: { readonly pause: string; readonly goOn: string; readonly cancel: string };
}

export function StopButtons({ controller, phase, words, look = 'plain' }: StopButtonsProps) {
  return (
    <>
      {phase === 'running' && (
        <Button icon="pause" onClick={controller.pause}>
          {words.pause}
        </Button>
      )}
      {phase === 'paused' && (
        <Button look={look} icon="play" onClick={controller.resume}>
          {words.goOn}
        </Button>
      )}
      <Button icon="close" onClick={controller.cancel}>
        {words.cancel}
      </Button>
    </>
  );
}

interface StartButtonsProps {
  /** Null: nothing to train. */
  readonly start: (() => void) | null;
  /** Times the work; absent or null: no button. */
  readonly measure?: (() => void) | null;
  readonly clear: (() => void) | null;
  readonly words: { readonly start: string; readonly measure?: string; readonly clear: string };
  readonly children?: ReactNode;
}

export function StartButtons({ start, measure = null, clear, words, children }: StartButtonsProps) {
  const isRunStarting = useRunStatus(({ phase }) => phase === 'starting');
  const wait = isRunStarting ? { disabled: true, title: text.sweep.actions.waitForRun } : {};
  return (
    <div className={styles['actions']}>
      {start && measure && (
        <Button look="primary" onClick={measure} {...wait}>
          {words.measure}
        </Button>
      )}
      {start && (
        <Button look={measure ? 'plain' : 'primary'} icon="play" onClick={start} {...wait}>
          {words.start}
        </Button>
      )}
      {children}
      {clear && (
        <Button look="quiet" onClick={clear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}
