/** Where the marks of a seesaw plot lie: one task's gain against another's. Knows no drawing. */
import type { SeriesStyle } from '../base/props.ts';
import { linearTicks } from '../base/ticks.ts';

/** Gains as shares: 0.1 for a loss 10 % lower. */
export interface GainPoint {
  readonly x: number;
  readonly y: number;
}

/** One replica. */
export interface SeesawDot extends GainPoint {
  /** Far from the other replicas: drawn as a ring. */
  readonly isFar: boolean;
}

/** One architecture: its replicas, and their mean. */
export interface SeesawSeries extends SeriesStyle {
  /** Written at the mean. */
  readonly letter: string;
  /** In the order of replicas; not finite where one diverged. */
  readonly dots: readonly SeesawDot[];
  readonly mean: GainPoint;
}

/** One axis: values from `low` to `high`, and where a value lies in pixels. */
export interface SeesawAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

export const isShown = ({ x, y }: GainPoint): boolean => Number.isFinite(x) && Number.isFinite(y);

/** Room at each end, as a share of what is between the outermost marks. */
const MARGIN = 0.12;
/** Gains that differ by less are not spread over the whole picture. */
const LEAST_RANGE = 0.02;

/** An axis for these values and 0, from pixel `start` to pixel `end`, with about `numTicks` ticks. */
export function seesawAxis(
  values: readonly number[],
  [start, end]: readonly [start: number, end: number],
  numTicks: number,
): SeesawAxis {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const range = Math.max(LEAST_RANGE, most - least);
  const centre = (least + most) / 2;
  const half = range * (0.5 + MARGIN);
  const [low, high] = [centre - half, centre + half];
  return {
    low,
    high,
    ticks: linearTicks(low, high, numTicks),
    at: (value) => start + ((value - low) / (high - low)) * (end - start),
  };
}
