/** How far a sweep is, and for how long. */

import { useMemo } from 'react';
import { remainingValues } from '../../src/sweep/sweep.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import {
  isBusy,
  isSameSweep,
  type Sweep,
  secondsLeft,
  type WorkLeft,
  workLeftOf,
} from '../state/sweep/sweepState.ts';
import { formatDuration } from '../ui/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './Sweep.module.css';
import { type SweepProps, type SweepState, settingWords, useSweepState } from './useSweep.ts';

const words = text.sweep.status;

export function SweepProgress({ controller }: SweepProps) {
  const state = useSweepState(controller, (current) => current);
  if (state.phase === 'measuring') return <p className={styles['note']}>{text.sweep.cost.measuring}</p>;
  if (state.sweep === null || !isBusy(state)) return null;
  return <Running state={state} sweep={state.sweep} />;
}

interface RunningProps {
  readonly state: SweepState;
  readonly sweep: Sweep;
}

function Running({ state, sweep }: RunningProps) {
  const { points, current, phase } = state;
  const value = current?.value ?? null;
  const left = useMemo(
    () => (value === null ? null : workLeftOf(sweep, points, value)),
    [sweep, points, value],
  );
  const count = sweep.values.length;
  const numDone = count - remainingValues(sweep, points).length;
  const shareOfCurrent = current === null || left === null ? 0 : current.step / left.numSteps;
  return (
    <div className={styles['progress']}>
      <div className={styles['progressWords']}>
        <span>{pointWords(state, sweep, left, numDone)}</span>
        <span>{phase === 'paused' ? words.paused : leftWords(state, left)}</span>
      </div>
      <ProgressBar
        label={words.progress}
        value={numDone}
        max={count}
        valueText={words.numDone(numDone, count)}
        share={(numDone + shareOfCurrent) / count}
      />
      <OtherExperiment sweep={sweep} />
    </div>
  );
}

function pointWords(
  { current }: SweepState,
  { axis, values }: Sweep,
  left: WorkLeft | null,
  numDone: number,
): string {
  if (current === null || left === null) return words.numDone(numDone, values.length);
  const point = words.point(numDone + 1, values.length, settingWords(axis, current.value));
  // The setting may be the number of steps.
  return `${point} · ${words.steps(formatCount(current.step), formatCount(left.numSteps))}`;
}

function leftWords({ current, measured }: SweepState, left: WorkLeft | null): string {
  if (current === null || left === null) return '';
  const seconds = secondsLeft(left, current, measured);
  return seconds === null ? '' : words.left(formatDuration(seconds));
}

/** Edits on the left do not reach a sweep that is under way. */
function OtherExperiment({ sweep }: { readonly sweep: Sweep }) {
  const experiment = useExperiment();
  const isOther = useMemo(() => {
    const ids = sweep.experiment.cards.map(({ id }) => id);
    const now = { ...experiment, cards: experiment.cards.filter(({ id }) => ids.includes(id)) };
    return !isSameSweep({ ...sweep, experiment: now }, sweep);
  }, [sweep, experiment]);
  return isOther && <p className={styles['note']}>{words.experimentChanged}</p>;
}
