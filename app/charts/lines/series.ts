/** Lines of a chart from loss points: means, intervals, fewer points. Knows no chart library. */
import { ofTask } from '../../../src/analysis/pairs.ts';
import { farReplicas } from '../../../src/analysis/robust.ts';
import { LEVEL, tInterval } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { LossPoint } from '../../../src/run/produced/evaluation.ts';
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { meanOf, thinned } from '../base/thinning.ts';

/** One architecture's curve. Replace `points` when they change, never mutate them. */
export interface LossSeries extends SeriesStyle {
  /** Increasing steps. */
  readonly points: readonly LossPoint[];
}

/** The one of a point's three loss lists that is drawn. */
export type Split = 'train' | 'validation' | 'test';

/** Selects some of a point's numbers. */
export interface LossSelection {
  readonly split: Split;
  readonly task: number;
  readonly numTasks: number;
  /** Overlap of the repetitions, as in `effectiveNumber`; absent: 0. */
  readonly overlap?: number;
}

export type ScaleKind = 'linear' | 'log';

/** Million multiply-adds of a step of one repetition, by id of the series. */
export type StepWork = ReadonlyMap<string, number>;

/** A line has no more points than this, however wide the chart. */
const MAX_POINTS = 400;
/** Thinning below this would show. */
const MIN_POINTS = 200;

/** The most points that a line has in a chart of `width` pixels. */
export const maxPointsOf = (width: number): number => Math.min(MAX_POINTS, Math.max(MIN_POINTS, width));

/** One architecture at one step. */
export interface PlotPoint {
  readonly mean: number;
  /** 95 % t interval of the mean; null with fewer than two finite replicas. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Finite replicas. */
  readonly n: number;
  /** A difference of losses, in percent; else a loss. */
  readonly isPercent?: boolean;
}

/** All architectures at one step, in the order of the series; null where one has nothing finite to show. */
export interface PlotRow {
  readonly step: number;
  readonly points: readonly (PlotPoint | null)[];
}

/** The finite losses of one point, one per replica that has not diverged. */
export function finiteLosses(point: LossPoint, { split, task, numTasks }: LossSelection): readonly number[] {
  const losses: number[] = [];
  for (let at = task; at < point[split].length; at += numTasks) {
    const loss = point[split][at];
    if (loss !== undefined && Number.isFinite(loss)) losses.push(loss);
  }
  return losses;
}

/** A replica whose loss at the last step is far from that of the others. */
export interface FarMark {
  /** Index of the series. */
  readonly series: number;
  readonly step: number;
  readonly loss: number;
}

/** Far replicas at the last point of every series. */
export function farMarksOf(series: readonly LossSeries[], selection: LossSelection): readonly FarMark[] {
  return series.flatMap(({ points }, s) => {
    const last = points.at(-1);
    if (last === undefined) return [];
    const losses = ofTask(last[selection.split], selection.task, selection.numTasks);
    return farReplicas(losses).flatMap((isFar, replica) =>
      isFar ? [{ series: s, step: last.step, loss: losses[replica] ?? Number.NaN }] : [],
    );
  });
}

export function numReplicasAt(point: LossPoint, { split, numTasks }: LossSelection): number {
  return Math.floor(point[split].length / numTasks);
}

export function plotPointOf(point: LossPoint, selection: LossSelection): PlotPoint | null {
  return plotPointOfValues(finiteLosses(point, selection), selection.overlap);
}

/** The mean over replicas; those that are not finite are left out. */
export function plotPointOfValues(values: readonly number[], overlap = 0): PlotPoint | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  if (finite.length === 1) return { mean: finite[0] ?? Number.NaN, interval: null, n: 1 };
  const { mean, low, high, n } = tInterval(finite, LEVEL, overlap);
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

/** The same lines over what training took until then. */
export const overWork = <Series extends LossSeries>(
  series: readonly Series[],
  work: StepWork,
): readonly Series[] =>
  series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, step: point.step * (work.get(one.id) ?? Number.NaN) })),
  }));

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

/** Every evaluated loss, one line per replica; empty where it diverged. */
export function lossCsvRows(
  series: readonly LossSeries[],
  selection: LossSelection,
  taskName: string,
): readonly CsvRow[] {
  const { split, task, numTasks } = selection;
  const rows: CsvRow[] = [text.charts.lossColumns];
  for (const { name, points } of series) {
    for (const point of points) {
      for (let replica = 0; replica < numReplicasAt(point, selection); replica++) {
        const loss = point[split][replica * numTasks + task] ?? Number.NaN;
        rows.push([name, taskName, split, point.step, replica + 1, Number.isFinite(loss) ? loss : '']);
      }
    }
  }
  return rows;
}

/** Narrower charts name the measure alone. */
const NOTE_WIDTH = 320;

/** The measure of a chart of losses, `width` pixels wide, with its number of replicas and its bands. */
export function noteOf(
  measure: string,
  shown: readonly LossSeries[],
  selection: LossSelection,
  width: number,
): string {
  const last = shown.flatMap((one) => one.points.at(-1) ?? [])[0];
  return last && width >= NOTE_WIDTH
    ? text.charts.lineNote(measure, numReplicasAt(last, selection))
    : measure;
}

/** Replicas of each series that have no finite loss at its last point. */
export function numDiverged(series: LossSeries, selection: LossSelection): number {
  const last = series.points.at(-1);
  return last ? numReplicasAt(last, selection) - finiteLosses(last, selection).length : 0;
}
