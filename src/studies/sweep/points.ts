/** Points of a sweep: the gain over single-task of every architecture at each value, with tables of them. */
import type { Interval } from '../../analysis/statistics.ts';

export interface PointOfValue {
  readonly value: number;
}

export interface SweepGain {
  readonly cardId: string;
  readonly overall: Interval;
  readonly perTask: readonly Interval[];
  /** Reported test loss of the card's baseline per task, mean over replicas; NaN if all diverged. */
  readonly baselineLosses: readonly number[];
}

export interface SweepPoint extends PointOfValue {
  /** Excludes the baselines; in card order. */
  readonly gains: readonly SweepGain[];
  /** Label correlation, mean over all pairs of tasks; NaN if unknown or with a single task. */
  readonly measuredCorrelation: number;
}

/** Gains are NaN if every replica diverged. */
export interface SweepPlotPoint {
  readonly value: number;
  readonly gain: Interval;
}

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

/** Sorted by value; replaces a point of the same value. */
export function withPoint<P extends PointOfValue>(points: readonly P[], added: P): readonly P[] {
  return [...points.filter(({ value }) => value !== added.value), added].toSorted(
    (a, b) => a.value - b.value,
  );
}

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

/** A row per value, card and task, header first; overall gains come first, without a loss. */
export function sweepRows(
  points: readonly SweepPoint[],
  names: {
    readonly axis: string;
    readonly cardName: (id: string) => string;
    readonly tasks: readonly string[];
    /** Text in the task column. */
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
