/** Turns gains at swept values into lines of a chart: rows, an axis of shares, ticks. */
import type { SweepPlotPoint } from '../../../src/studies/sweep/sweep.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { linearTicks, logTicks } from '../base/ticks.ts';
import type { Axis } from '../lines/axis.ts';
import { type PlotPoint, type PlotRow, pointOfInterval } from '../lines/series.ts';

export interface SweepSeries extends SeriesStyle {
  readonly points: readonly SweepPlotPoint[];
}

export function sweepPlotRows(series: readonly SweepSeries[]): readonly PlotRow[] {
  const values = [...new Set(series.flatMap(({ points }) => points.map(({ value }) => value)))];
  return values
    .toSorted((a, b) => a - b)
    .map((x) => ({ x, points: series.map((one) => plotPointAt(one, x)) }));
}

function plotPointAt({ points }: SweepSeries, x: number): PlotPoint | null {
  const found = points.find(({ value }) => value === x);
  return found ? pointOfInterval(found.gain) : null;
}

export const divergedValues = ({ points }: SweepSeries): readonly number[] =>
  points.filter(({ gain }) => Number.isNaN(gain.mean)).map(({ value }) => value);

// Share of the means' range; wider bands are cut, so that they do not flatten the rest.
const BAND_ROOM = 1.5;
// Shortest axis: tiny differences must not fill the picture.
const MIN_SWEEP_RANGE = 0.01;

export function sweepAxis(rows: readonly PlotRow[], isVisible: (series: number) => boolean): Axis {
  const points = visiblePoints(rows, isVisible);
  const means = [0, ...points.map(({ mean }) => mean)];
  const bands = [...means, ...points.flatMap(({ interval }) => interval ?? [])];
  const room = BAND_ROOM * Math.max(Math.max(...means) - Math.min(...means), MIN_SWEEP_RANGE);
  const low = Math.max(Math.min(...bands), Math.min(...means) - room, -MAX_LOSS_SHOWN);
  const high = Math.min(Math.max(...bands), Math.max(...means) + room);
  const pad = 0.05 * Math.max(high - low, MIN_SWEEP_RANGE);
  const domain = [low - pad, high + pad] as const;
  return { domain, ticks: linearTicks(...domain, 5) };
}

// A loss ten times as high; worse ones are in the table only.
const MAX_LOSS_SHOWN = 9;

const visiblePoints = (
  rows: readonly PlotRow[],
  isVisible: (series: number) => boolean,
): readonly PlotPoint[] =>
  rows.flatMap(({ points }) => points.flatMap((point, s) => (point !== null && isVisible(s) ? [point] : [])));

export const isAnyBandCut = (
  rows: readonly PlotRow[],
  isVisible: (series: number) => boolean,
  { domain: [bottom, top] }: Axis,
): boolean =>
  visiblePoints(rows, isVisible).some(
    ({ interval }) => interval !== null && (interval[0] < bottom || interval[1] > top),
  );

export function valueTicks(values: readonly number[], isLog: boolean, room: number): readonly number[] {
  const [low = 0, high = 1] = [values[0], values.at(-1)];
  if (values.length <= room) return values;
  return isLog ? logTicks(low, high, Math.min(room, 5)) : linearTicks(low, high, room);
}
