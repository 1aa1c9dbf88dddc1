/** Where the marks of a forest plot over draws lie: a row per rival, a dot per draw, an interval. Knows no drawing. */

import type { Interval } from '../../../src/analysis/statistics.ts';
import { type GainAxis, gainAxis } from '../base/gainAxis.ts';
import type { IntervalTone } from '../base/IntervalBar.tsx';
import type { SeriesStyle } from '../base/props.ts';

/** One rival over all draws. */
export interface ForestSeries extends SeriesStyle {
  /** Of the reference over it. */
  readonly gain: Interval;
  readonly tone: IntervalTone;
  /** Gain in each draw; not finite where one of the two diverged. */
  readonly dots: readonly { readonly draw: number; readonly gain: number }[];
  /** "+3.1 % (+1.0 % to +5.2 %), ahead in 27 of 40". */
  readonly said: string;
}

export interface ForestDot {
  readonly draw: number;
  readonly gain: number;
  readonly x: number;
  readonly y: number;
  /** Lies beyond that end of the axis. */
  readonly beyond: 'low' | 'high' | null;
}

export interface ForestRow {
  readonly series: ForestSeries;
  readonly top: number;
  /** From left to right. */
  readonly dots: readonly ForestDot[];
  /** Height of the interval. */
  readonly intervalY: number;
}

export interface Forest {
  readonly axis: GainAxis;
  readonly rows: readonly ForestRow[];
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
}

const ROW = 74;
/** Below the top of a row: the middle of the dots, and the interval. */
const DOTS_Y = 38;
const INTERVAL_Y = 62;
const SIDE = 14;
const AXIS_HEIGHT = 38;
const PIXELS_PER_TICK = 64;
/** Dots within so many pixels stand above each other, in this much room. */
const DOT_WIDTH = 7;
const SWARM_HEIGHT = 28;

/** Draws beyond this many times what nine of ten stay within are shown at the edge, so that they do not flatten the others. */
const MOST = 2.5;

export function forestOf(series: readonly ForestSeries[], width: number): Forest {
  const limit = limitOf(series);
  const clipped = (gain: number) => Math.max(-limit, Math.min(limit, gain));
  const [left, right] = [SIDE, width - SIDE];
  const values = series.flatMap(({ gain, dots }) => [gain.low, gain.high, ...dots.map((dot) => dot.gain)]);
  const axis = gainAxis(
    values.filter(Number.isFinite).map(clipped),
    [left, right],
    Math.max(2, Math.floor((right - left) / PIXELS_PER_TICK)),
  );
  const bottom = series.length * ROW;
  return {
    axis,
    rows: series.map((one, row) => ({
      series: one,
      top: row * ROW,
      dots: dotsOf(one, (gain) => axis.at(clipped(gain)), row * ROW + DOTS_Y, limit),
      intervalY: row * ROW + INTERVAL_Y,
    })),
    left,
    right,
    bottom,
    height: bottom + AXIS_HEIGHT,
  };
}

function limitOf(series: readonly ForestSeries[]): number {
  const sizes = series
    .flatMap(({ dots }) => dots.map(({ gain }) => Math.abs(gain)))
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  return usual > 0 ? MOST * usual : Number.POSITIVE_INFINITY;
}

/** Dots that would cover each other are spread upwards and downwards, in the order of their gains. */
function dotsOf(
  { dots }: ForestSeries,
  xOf: (gain: number) => number,
  middle: number,
  limit: number,
): readonly ForestDot[] {
  const sorted = dots
    .filter(({ gain }) => Number.isFinite(gain))
    .toSorted((a, b) => a.gain - b.gain)
    .map((dot) => ({ ...dot, column: Math.floor(xOf(dot.gain) / DOT_WIDTH) }));
  return sorted.map(({ draw, gain, column }, index) => {
    const inColumn = sorted.filter((other) => other.column === column);
    const place = sorted.slice(0, index).filter((other) => other.column === column).length;
    const step = Math.min(DOT_WIDTH, SWARM_HEIGHT / Math.max(1, inColumn.length - 1));
    const y = middle + step * (place - (inColumn.length - 1) / 2);
    const beyond = gain > limit ? 'high' : gain < -limit ? 'low' : null;
    return { draw, gain, x: xOf(gain), y, beyond };
  });
}
