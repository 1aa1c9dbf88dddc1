/** Lines of a chart from gains at swept values: rows, an axis of shares, ticks. Knows no chart library. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { SweepPlotPoint } from '../../../src/sweep/points.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { linearTicks, logTicks } from '../base/ticks.ts';
import type { Axis } from '../lines/axis.ts';

/** The gains of one architecture, by value. */
export interface SweepSeries extends SeriesStyle {
  readonly points: readonly SweepPlotPoint[];
}

/** All architectures at one value, in the order of the series; null where one has nothing to draw. */
export interface SweepRow {
  readonly value: number;
  readonly gains: readonly (Interval | null)[];
}

export function sweepPlotRows(series: readonly SweepSeries[]): readonly SweepRow[] {
  const values = [...new Set(series.flatMap(({ points }) => points.map(({ value }) => value)))];
  return values
    .toSorted((a, b) => a - b)
    .map((value) => ({ value, gains: series.map((one) => drawableGain(one, value)) }));
}

function drawableGain({ points }: SweepSeries, value: number): Interval | null {
  const gain = points.find((point) => point.value === value)?.gain;
  return gain !== undefined && Number.isFinite(gain.mean) ? gain : null;
}

/** Values at which nothing is left of an architecture. */
export const divergedValues = ({ points }: SweepSeries): readonly number[] =>
  points.filter(({ gain }) => Number.isNaN(gain.mean)).map(({ value }) => value);

/** Bands reach beyond the means by at most this share of their range: one that is wider is cut rather than all flattened. */
const BAND_ROOM = 1.5;
/** Less than this is shown as nothing: 1 %. */
const SMALLEST_RANGE = 0.01;

/** The axis that shows 0, every mean of the visible lines, and what fits of their bands. */
export function sweepAxis(rows: readonly SweepRow[], isVisible: (series: number) => boolean): Axis {
  const gains = rows.flatMap((row) => row.gains.filter((gain, s) => gain !== null && isVisible(s)));
  const means = [0, ...gains.flatMap((gain) => gain?.mean ?? [])];
  const ends = gains.flatMap((gain) => [gain?.low ?? Number.NaN, gain?.high ?? Number.NaN]);
  const bands = [...means, ...ends.filter(Number.isFinite)];
  const room = BAND_ROOM * Math.max(Math.max(...means) - Math.min(...means), SMALLEST_RANGE);
  const low = Math.max(Math.min(...bands), Math.min(...means) - room, -MOST_SHOWN);
  const high = Math.min(Math.max(...bands), Math.max(...means) + room);
  const pad = 0.05 * Math.max(high - low, SMALLEST_RANGE);
  const domain = [low - pad, high + pad] as const;
  return { domain, ticks: linearTicks(...domain, 5) };
}

/** A loss ten times as high: what is worse is off the picture, and in the table. */
const MOST_SHOWN = 9;

/** The part of a band inside the axis; null of one replica, or outside of it altogether. */
export function drawnGainBand(
  gain: Interval | null,
  { domain: [bottom, top] }: Axis,
): readonly [low: number, high: number] | null {
  if (gain === null || !Number.isFinite(gain.low) || !Number.isFinite(gain.high)) return null;
  if (gain.high < bottom || gain.low > top) return null;
  return [Math.max(gain.low, bottom), Math.min(gain.high, top)];
}

/** True if the band of a visible line goes on outside of the axis. */
export const isAnyBandCut = (
  rows: readonly SweepRow[],
  isVisible: (series: number) => boolean,
  { domain: [bottom, top] }: Axis,
): boolean =>
  rows.some(({ gains }) =>
    gains.some((gain, s) => gain !== null && isVisible(s) && (gain.low < bottom || gain.high > top)),
  );

/** Neighbouring rows in which a series has a band: one shape each. */
export function bandRuns<B>(bands: readonly (B | null)[]): readonly (readonly B[])[] {
  const runs: B[][] = [[]];
  for (const band of bands) {
    if (band === null) runs.push([]);
    else runs.at(-1)?.push(band);
  }
  return runs.filter(({ length }) => length > 0);
}

/** The values themselves where there is room for all of their numbers, else round ones. */
export function valueTicks(values: readonly number[], isLog: boolean, room: number): readonly number[] {
  const [low = 0, high = 1] = [values[0], values.at(-1)];
  if (values.length <= room) return values;
  return isLog ? logTicks(low, high, Math.min(room, 5)) : linearTicks(low, high, room);
}
