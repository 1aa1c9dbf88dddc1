/** Interval of a gain on an axis with 0 in the middle, and a dot per replica, as decoration. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import styles from './IntervalBar.module.css';

export type IntervalTone = 'good' | 'bad' | 'neutral';

export interface ReplicaDot {
  /** NaN or infinite if the replica diverged. */
  readonly gain: number;
  readonly isFar: boolean;
}

interface IntervalBarProps {
  readonly interval: Interval;
  readonly dots: readonly ReplicaDot[];
  /** The axis runs from `-limit` to `limit`; what lies beyond is cut off. */
  readonly limit: number;
  readonly tone: IntervalTone;
}

export function IntervalBar({ interval: { mean, low, high }, dots, limit, tone }: IntervalBarProps) {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  const at = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / limit));
  return (
    <svg width="100%" height="17" aria-hidden="true" className={styles['bar']} data-tone={tone}>
      <rect x="0" y="4" width="100%" height="1" className={styles['axis']} />
      <rect x={`${at(low)}%`} y="2.5" width={`${at(high) - at(low)}%`} height="4" rx="2" />
      <line x1="50%" x2="50%" y1="0" y2="17" stroke="var(--line-strong)" />
      <circle cx={`${at(mean)}%`} cy="4.5" r="3" />
      <ReplicaDots dots={dots} at={(gain) => `${at(gain)}%`} y={13} />
    </svg>
  );
}

interface ReplicaDotsProps extends Pick<IntervalBarProps, 'dots'> {
  readonly at: (gain: number) => number | string;
  readonly y: number;
}

export const ReplicaDots = ({ dots, at, y }: ReplicaDotsProps) =>
  dots.map(
    ({ gain, isFar }, replica) =>
      Number.isFinite(gain) && (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
          key={replica}
          cx={at(gain)}
          cy={y}
          r={isFar ? 3 : 1.75}
          className={styles['dot']}
          data-dot={isFar ? 'far' : 'near'}
        />
      ),
  );

const minBarLimit = 0.02;
const maxBarLimit = 0.5;

export const barLimit = (intervals: readonly Interval[]): number => {
  const ends = intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]).filter(Number.isFinite);
  return Math.min(maxBarLimit, Math.max(minBarLimit, ...ends));
};
