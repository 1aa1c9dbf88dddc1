/** An axis of gains, which shows 0 and where a gain lies. Knows no drawing. */
import { linearTicks } from './ticks.ts';

export interface GainAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** Room at each end, as a share of what is between the outermost marks. */
const MARGIN = 0.12;
/** Gains that differ by less are not spread over the whole picture. */
const LEAST_RANGE = 0.02;

export function gainAxis(
  values: readonly number[],
  [start, end]: readonly [start: number, end: number],
  numTicks: number,
): GainAxis {
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
