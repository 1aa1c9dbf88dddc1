/** From loss points to what a chart draws: means, intervals, fewer points, axes. Knows no chart library. */
import { type LossPoint, tInterval } from '../../src/index.ts';
import type { CsvRow, LossSelection, LossSeries, ScaleKind } from './props.ts';
import { linearTicks, logTicks } from './ticks.ts';

/** A line has no more points than this, however wide the chart. */
export const MAX_POINTS = 400;
const LEVEL = 0.95;

/** One architecture at one step. */
export interface PlotPoint {
  readonly mean: number;
  /** 95 % t interval of the mean; null with fewer than two finite repetitions. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Finite repetitions. */
  readonly n: number;
}

/** All architectures at one step, in the order of the series; null where one has nothing finite to show. */
export interface PlotRow {
  readonly step: number;
  readonly points: readonly (PlotPoint | null)[];
}

/** The finite losses of one point, one per repetition that has not diverged. */
export function finiteLosses(point: LossPoint, { split, task, numTasks }: LossSelection): readonly number[] {
  const losses: number[] = [];
  for (let at = task; at < point[split].length; at += numTasks) {
    const loss = point[split][at];
    if (loss !== undefined && Number.isFinite(loss)) losses.push(loss);
  }
  return losses;
}

export function numReplicasOf(point: LossPoint, { split, numTasks }: LossSelection): number {
  return Math.floor(point[split].length / numTasks);
}

export function plotPointOf(point: LossPoint, selection: LossSelection): PlotPoint | null {
  const losses = finiteLosses(point, selection);
  if (losses.length === 0) return null;
  if (losses.length === 1) return { mean: losses[0] ?? Number.NaN, interval: null, n: 1 };
  const { mean, low, high, n } = tInterval(losses, LEVEL);
  return { mean, interval: Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null, n };
}

/** Lists of different lengths and steps, side by side by step; undefined where a series has no point. */
interface AlignedRow {
  readonly step: number;
  readonly points: readonly (LossPoint | undefined)[];
}

function aligned(series: readonly LossSeries[]): readonly AlignedRow[] {
  const rows: AlignedRow[] = [];
  const next = series.map(() => 0);
  for (;;) {
    const heads = series.map((one, s) => one.points[next[s] ?? 0]);
    const step = Math.min(...heads.map((head) => head?.step ?? Number.POSITIVE_INFINITY));
    if (!Number.isFinite(step)) return rows;
    const points = heads.map((head) => (head?.step === step ? head : undefined));
    points.forEach((point, s) => {
      if (point) next[s] = (next[s] ?? 0) + 1;
    });
    rows.push({ step, points });
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Rows of the chart, at most `maxPoints`. Thinned by largest triangles over all lines at once, so that every line keeps
 * its shape, its spikes and its ends, and all lines keep the same steps. Intervals are computed for kept rows only.
 */
export function plotRowsOf(
  series: readonly LossSeries[],
  selection: LossSelection,
  scale: ScaleKind,
  maxPoints: number,
): readonly PlotRow[] {
  const rows = aligned(series);
  return keptRows(rows, selection, scale, maxPoints).map((row) => ({
    step: row.step,
    points: row.points.map((point) => (point ? plotPointOf(point, selection) : null)),
  }));
}

function keptRows(
  rows: readonly AlignedRow[],
  selection: LossSelection,
  scale: ScaleKind,
  maxPoints: number,
): readonly AlignedRow[] {
  if (rows.length <= maxPoints) return rows;
  const height = (point: LossPoint | undefined) => {
    const mean = point ? meanOf(finiteLosses(point, selection)) : Number.NaN;
    return scale === 'log' ? Math.log(mean) : mean;
  };
  const lines = (rows[0]?.points ?? []).map((_, s) =>
    Float64Array.from(rows, (row) => height(row.points[s])),
  );
  const steps = rows.map((row) => row.step);
  return thinned(steps, lines, maxPoints).flatMap((at) => rows[at] ?? []);
}

/** Twice the area of the triangle a line spans over three places; 0 where it has a gap. */
function triangle(steps: readonly number[], line: Float64Array, a: number, b: number, end: Mean): number {
  const [xa, ya] = [steps[a] ?? 0, line[a] ?? Number.NaN];
  const [xb, yb] = [steps[b] ?? 0, line[b] ?? Number.NaN];
  const area = Math.abs((xb - xa) * (end.y - ya) - (end.x - xa) * (yb - ya));
  return Number.isFinite(area) ? area : 0;
}

interface Mean {
  readonly x: number;
  readonly y: number;
}

function bucketMean(steps: readonly number[], line: Float64Array, from: number, to: number): Mean {
  const finite = Array.from(line.subarray(from, to)).filter(Number.isFinite);
  return { x: meanOf(steps.slice(from, to)), y: meanOf(finite) };
}

/** Indices of the rows to keep: the first, the last, and of every bucket between the one with the largest triangles. */
export function thinned(
  steps: readonly number[],
  lines: readonly Float64Array[],
  maxPoints: number,
): readonly number[] {
  const numRows = steps.length;
  if (numRows <= maxPoints) return steps.map((_, at) => at);
  const edge = (bucket: number) => 1 + Math.floor((bucket * (numRows - 2)) / (maxPoints - 2));
  const kept = [0];
  for (let bucket = 0; bucket < maxPoints - 2; bucket++) {
    const [from, to] = [edge(bucket), edge(bucket + 1)];
    const end = Math.min(numRows, bucket === maxPoints - 3 ? numRows : edge(bucket + 2));
    kept.push(largest(steps, lines, kept.at(-1) ?? 0, from, to, end));
  }
  return [...kept, numRows - 1];
}

function largest(
  steps: readonly number[],
  lines: readonly Float64Array[],
  before: number,
  from: number,
  to: number,
  end: number,
): number {
  const ends = lines.map((line) => bucketMean(steps, line, to, end));
  let best = from;
  let bestArea = -1;
  for (let at = from; at < to; at++) {
    const areas = lines.map((line, s) => triangle(steps, line, before, at, ends[s] ?? { x: 0, y: 0 }));
    const area = areas.reduce((sum, one) => sum + one, 0);
    if (area > bestArea) [best, bestArea] = [at, area];
  }
  return best;
}

/** A y-axis: where it begins and ends, and where numbers stand. */
export interface Axis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

/** Bands wider than the means' own range by this share are cut at the edge rather than flattening the lines. */
const BAND_ROOM = 0.35;
const EMPTY_AXIS: Axis = { domain: [0.1, 1], ticks: [] };

/** The axis that shows every mean of the visible lines and what fits of their bands. */
export function lossAxis(
  rows: readonly PlotRow[],
  isVisible: (series: number) => boolean,
  scale: ScaleKind,
): Axis {
  const isLog = scale === 'log';
  const points = rows.flatMap((row) => row.points.filter((point, s) => point !== null && isVisible(s)));
  const drawable = points.flatMap((point) => (point && (!isLog || point.mean > 0) ? [point] : []));
  if (drawable.length === 0) return EMPTY_AXIS;
  const forth = isLog ? Math.log10 : (value: number) => value;
  const means = drawable.map((point) => forth(point.mean));
  const bands = drawable.flatMap((point) => (point.interval ?? []).map(forth)).filter(Number.isFinite);
  const [low, high] = roomy(extent(means), extent([...means, ...bands]));
  return isLog ? logAxis(10 ** low, 10 ** high) : linearAxis(low, high, extent(means)[0]);
}

function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function roomy(means: readonly [number, number], all: readonly [number, number]): readonly [number, number] {
  const room = BAND_ROOM * (means[1] - means[0] || Math.abs(means[0]) || 1);
  return [Math.max(all[0], means[0] - room), Math.min(all[1], means[1] + room)];
}

function linearAxis(low: number, high: number, lowestMean: number): Axis {
  const isFromZero = lowestMean >= 0 && low < 0.4 * high;
  const pad = 0.04 * (high - low || Math.abs(high) || 1);
  const domain = [isFromZero ? 0 : low - pad, high + pad] as const;
  return { domain, ticks: linearTicks(domain[0], domain[1], 4) };
}

function logAxis(low: number, high: number): Axis {
  const pad = Math.max(1.04, (high / low) ** 0.04);
  const domain = [low / pad, high * pad] as const;
  return { domain, ticks: logTicks(domain[0], domain[1], 4) };
}

/** `[low, high]` of a point's band, kept inside the axis; a log axis has no room for what is not positive. */
export function drawnBand(point: PlotPoint | null, { domain }: Axis): readonly [number, number] | null {
  if (!point?.interval) return null;
  const inside = (value: number) => Math.min(domain[1], Math.max(domain[0], value));
  return [inside(point.interval[0]), inside(point.interval[1])];
}

/** Every evaluated loss, one line per repetition; empty where it diverged. */
export function lossCsvRows(
  series: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] {
  const { split, task, numTasks } = selection;
  const rows: CsvRow[] = [['architecture', 'task', 'split', 'step', 'repetition', 'loss']];
  for (const { name, points } of series) {
    for (const point of points) {
      for (let replica = 0; replica < numReplicasOf(point, selection); replica++) {
        const loss = point[split][replica * numTasks + task] ?? Number.NaN;
        rows.push([name, taskName, split, point.step, replica + 1, Number.isFinite(loss) ? loss : '']);
      }
    }
  }
  return rows;
}

/** Repetitions of each series that have no finite loss at its last point. */
export function numDiverged(series: LossSeries, selection: LossSelection): number {
  const last = series.points.at(-1);
  return last ? numReplicasOf(last, selection) - finiteLosses(last, selection).length : 0;
}
