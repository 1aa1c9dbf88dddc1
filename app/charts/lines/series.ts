/** Turns loss points into lines of a chart: means, intervals, fewer points. */
import { gainOf, pairedGain, pairedRatios, valuesOfTask } from '../../../src/analysis/pairs.ts';
import type { LossPoint } from '../../../src/analysis/produced/evaluation.ts';
import { outlierReplicas } from '../../../src/analysis/robust.ts';
import { type Interval, LEVEL, tInterval } from '../../../src/analysis/statistics.ts';
import { mean } from '../../../src/core/lists.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';

/** Replace `points` when they change, never mutate them. */
export interface LossSeries extends SeriesStyle {
  /** Increasing steps. */
  readonly points: readonly LossPoint[];
}

export type Split = 'train' | 'validation' | 'test';

export interface LossSelection {
  readonly split: Split;
  readonly task: number;
  readonly numTasks: number;
  /** Overlap of the repetitions, as in `effectiveSampleSize`; default 0. */
  readonly overlap?: number;
}

export type ScaleKind = 'linear' | 'log';

export type StepWork = ReadonlyMap<string, number>;

const MAX_POINTS = 400;
// Fewer would show the thinning.
const MIN_POINTS = 200;

export const maxPointsOf = (width: number): number => Math.min(MAX_POINTS, Math.max(MIN_POINTS, width));

export interface PlotPoint {
  readonly mean: number;
  /** 95 % t interval; null with fewer than two finite replicas. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly n: number;
  readonly isPercent?: boolean;
}

/** Points of all series at one x; null where a series has no finite value. */
export interface PlotRow {
  /** Step, million multiply-adds, or value of the swept setting. */
  readonly x: number;
  readonly points: readonly (PlotPoint | null)[];
}

/** One per replica; NaN if it diverged. */
export const lossesOf = (point: LossPoint, { split, task, numTasks }: LossSelection): readonly number[] =>
  valuesOfTask(point[split], task, numTasks);

export interface FarMark {
  readonly series: number;
  readonly step: number;
  readonly loss: number;
}

export function farMarksOf(series: readonly LossSeries[], selection: LossSelection): readonly FarMark[] {
  return series.flatMap(({ points, isOverlay = false }, s) => {
    const last = points.at(-1);
    if (last === undefined || isOverlay) return [];
    const losses = lossesOf(last, selection);
    return outlierReplicas(losses).flatMap((isFar, replica) =>
      isFar ? [{ series: s, step: last.step, loss: losses[replica] ?? Number.NaN }] : [],
    );
  });
}

export const plotPointOf = (point: LossPoint, selection: LossSelection): PlotPoint | null =>
  meanPointOf(lossesOf(point, selection), selection.overlap);

export const meanPointOf = (values: readonly number[], overlap = 0): PlotPoint | null =>
  pointOfInterval(tInterval(values, LEVEL, overlap));

export function pointOfInterval({ mean: centre, low, high, n }: Interval): PlotPoint | null {
  if (!Number.isFinite(centre)) return null;
  return { mean: centre, interval: Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null, n };
}

export const seriesOverWork = <Series extends LossSeries>(
  series: readonly Series[],
  work: StepWork,
): readonly Series[] =>
  series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, step: point.step * (work.get(one.id) ?? Number.NaN) })),
  }));

export interface StepValues {
  readonly step: number;
  readonly values: readonly number[];
}

interface LineAccessors<Point> {
  readonly valuesOf: (point: Point) => readonly number[];
  readonly pointOf: (values: readonly number[]) => PlotPoint | null;
  readonly heightOf?: (value: number) => number;
}

/** Thins rows to `maxPoints` over all lines at once: each keeps its spikes and ends, all share their steps. */
export function plotRowsOf<Point extends { readonly step: number }>(
  lines: readonly { readonly points: readonly Point[] }[],
  { valuesOf, pointOf, heightOf = (height) => height }: LineAccessors<Point>,
  maxPoints: number,
): readonly PlotRow[] {
  const byStep = lines.map(({ points }) => new Map(points.map((point) => [point.step, point])));
  const steps = [...new Set(byStep.flatMap((points) => [...points.keys()]))].toSorted((a, b) => a - b);
  const valuesAt = (points: ReadonlyMap<number, Point>, step: number): readonly number[] => {
    const point = points.get(step);
    return point === undefined ? [] : valuesOf(point);
  };
  const heights = byStep.map((points) =>
    Float64Array.from(steps, (step) => heightOf(mean(valuesAt(points, step).filter(Number.isFinite)))),
  );
  return thinnedIndices(steps, heights, maxPoints).map((at) => {
    const x = steps[at] ?? 0;
    return { x, points: byStep.map((points) => pointOf(valuesAt(points, x))) };
  });
}

export const lossRowsOf = (
  series: readonly LossSeries[],
  selection: LossSelection,
  scale: ScaleKind,
  maxPoints: number,
): readonly PlotRow[] =>
  plotRowsOf(
    series,
    {
      valuesOf: (point) => lossesOf(point, selection),
      pointOf: (losses) => meanPointOf(losses, selection.overlap),
      heightOf: (loss) => (scale === 'log' ? Math.log(loss) : loss),
    },
    maxPoints,
  );

export const replicaRows = (before: CsvRow, { step, values }: StepValues): readonly CsvRow[] =>
  values.map((value, replica) => [...before, step, replica + 1, Number.isFinite(value) ? value : '']);

/** One row per loss and replica; empty if it diverged. */
export const lossCsvRows = (
  series: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] => [
  text.charts.lossColumns,
  ...series.flatMap(({ name, points }) =>
    points.flatMap((point) =>
      replicaRows([name, taskName, selection.split], {
        step: point.step,
        values: lossesOf(point, selection),
      }),
    ),
  ),
];

const NOTE_WIDTH = 320;

export function lossNoteOf(
  measure: string,
  shown: readonly LossSeries[],
  selection: LossSelection,
  width: number,
): string {
  const last = shown.flatMap((one) => one.points.at(-1) ?? [])[0];
  return last && width >= NOTE_WIDTH
    ? text.charts.lineNote(measure, lossesOf(last, selection).length)
    : measure;
}

function triangleArea(
  steps: readonly number[],
  line: Float64Array,
  a: number,
  b: number,
  end: BucketMean,
): number {
  const [xa, ya] = [steps[a] ?? 0, line[a] ?? Number.NaN];
  const [xb, yb] = [steps[b] ?? 0, line[b] ?? Number.NaN];
  const area = Math.abs((xb - xa) * (end.y - ya) - (end.x - xa) * (yb - ya));
  return Number.isFinite(area) ? area : 0;
}

interface BucketMean {
  readonly x: number;
  readonly y: number;
}

function bucketMean(steps: readonly number[], line: Float64Array, from: number, to: number): BucketMean {
  const finite = Array.from(line.subarray(from, to)).filter(Number.isFinite);
  return { x: mean(steps.slice(from, to)), y: mean(finite) };
}

export function thinnedIndices(
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
    const ends = lines.map((line) => bucketMean(steps, line, to, end));
    const before = kept.at(-1) ?? 0;
    let best = from;
    let bestArea = -1;
    for (let at = from; at < to; at++) {
      const areas = lines.map((line, s) => triangleArea(steps, line, before, at, ends[s] ?? { x: 0, y: 0 }));
      const area = areas.reduce((sum, one) => sum + one, 0);
      if (area > bestArea) [best, bestArea] = [at, area];
    }
    kept.push(best);
  }
  return [...kept, numRows - 1];
}

const PERCENT = 100;

/** Log ratios `[R]` at the steps of the reference, positive where the rival is better; empty where it was not evaluated. */
function logRatiosOf(
  rival: LossSeries,
  reference: LossSeries,
  selection: LossSelection,
): readonly StepValues[] {
  const others = new Map(rival.points.map((point) => [point.step, point]));
  return reference.points.map((point) => {
    const other = others.get(point.step);
    const ratios = other && pairedRatios(lossesOf(other, selection), lossesOf(point, selection), 1);
    return { step: point.step, values: ratios?.perTask[0] ?? [] };
  });
}

export const differenceRowsOf = (
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  maxPoints: number,
): readonly PlotRow[] =>
  plotRowsOf(
    rivals.map((rival) => ({ points: logRatiosOf(rival, reference, selection) })),
    {
      valuesOf: ({ values }) => values,
      pointOf: (ratios) => ratioPointOf(ratios, selection.overlap),
      heightOf: (ratio) => -Math.expm1(-ratio),
    },
    maxPoints,
  );

function ratioPointOf(ratios: readonly number[], overlap = 0): PlotPoint | null {
  const gain = gainOf(ratios, LEVEL, overlap);
  const [mean, low, high] = [PERCENT * gain.mean, PERCENT * gain.low, PERCENT * gain.high];
  const point = pointOfInterval({ ...gain, mean, low, high });
  return point && { ...point, isPercent: true };
}

export function differenceCsvRows(
  reference: LossSeries,
  rivals: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] {
  const lines = rivals.map((rival) => ({
    name: rival.name,
    points: logRatiosOf(rival, reference, selection),
  }));
  const rows = reference.points.flatMap(({ step }, at) =>
    lines.flatMap(({ name, points }) =>
      replicaRows([name, reference.name, taskName, selection.split], {
        step,
        values: pairedGain(points[at]?.values ?? [], LEVEL).perReplica,
      }),
    ),
  );
  return [['architecture', 'against', 'task', 'split', 'step', 'repetition', 'gain'], ...rows];
}
