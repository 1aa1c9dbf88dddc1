/** Points of a sweep: the gain over single-task of every architecture at each value. Knows neither axes nor experiments. */
import type { Interval } from '../../analysis/statistics.ts';

/** Anything found at one value of what is swept. */
export interface PointOfValue {
  readonly value: number;
}

/** The gains of one architecture at one value. */
export interface SweepGain {
  readonly cardId: string;
  readonly overall: Interval;
  readonly perTask: readonly Interval[];
  /** Losses that the gains are of: reported test loss of the card's baseline per task, mean over replicas; NaN: all diverged. */
  readonly baselineLosses: readonly number[];
}

/** Everything found at one value of what is swept. */
export interface SweepPoint extends PointOfValue {
  /** Gains of every card but baselines, in order. */
  readonly gains: readonly SweepGain[];
  /** Measured label correlation, mean over all pairs of tasks; NaN: unknown, or a single task. */
  readonly measuredCorrelation: number;
}

/** A point of a line with its band; gains are NaN where every replica diverged. */
export interface SweepPlotPoint {
  readonly value: number;
  readonly gain: Interval;
}

/** Columns of `sweepRows` after that of the swept value. */
const SWEEP_COLUMNS = [
  'architecture',
  'task',
  'gain',
  'low',
  'high',
  'repetitions',
  'diverged',
  'single-task loss',
  'measured label correlation',
] as const;

/** The points with one more, by value; one of the same value is replaced. */
export function withPoint<P extends PointOfValue>(points: readonly P[], added: P): readonly P[] {
  return [...points.filter(({ value }) => value !== added.value), added].toSorted(
    (a, b) => a.value - b.value,
  );
}

/** The line of one card: overall, or on one task. */
export function sweepLine(
  points: readonly SweepPoint[],
  cardId: string,
  task: number | null,
): readonly SweepPlotPoint[] {
  return points.flatMap(({ value, gains }) => {
    const found = gains.find((gain) => gain.cardId === cardId);
    const gain = task === null ? found?.overall : found?.perTask[task];
    return gain === undefined ? [] : [{ value, gain }];
  });
}

/** A row per value, card and task, with a header; the overall gain comes first, without a loss it could be of. */
export function sweepRows(
  points: readonly SweepPoint[],
  names: {
    readonly axis: string;
    readonly cardName: (id: string) => string;
    readonly tasks: readonly string[];
    /** Stands where a task does. */
    readonly overall: string;
  },
): readonly (readonly (string | number)[])[] {
  const cell = (value: number) => (Number.isNaN(value) ? '' : value);
  const cells = ({ mean, low, high, n, numLeftOut }: Interval) => [mean, low, high, n, numLeftOut].map(cell);
  const rows = points.flatMap(({ value, gains, measuredCorrelation }) =>
    gains.flatMap(({ cardId, overall, perTask, baselineLosses }) => {
      const row = (task: string, gain: Interval, loss = Number.NaN) => [
        value,
        names.cardName(cardId),
        task,
        ...cells(gain),
        cell(loss),
        cell(measuredCorrelation),
      ];
      return [
        row(names.overall, overall),
        ...perTask.map((gain, task) => row(names.tasks[task] ?? '', gain, baselineLosses[task])),
      ];
    }),
  );
  return [[names.axis, ...SWEEP_COLUMNS], ...rows];
}
