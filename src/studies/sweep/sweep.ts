/** A study of one setting over a range: the gain over single-task of every architecture at each value. */
import * as z from 'zod/mini';
import { gainsOverBaseline } from '../../analysis/pairs.ts';
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import { groupedBy } from '../../core/lists.ts';
import { limits } from '../../core/schema/limits.ts';
import { integerField } from '../../core/schema/numberFields.ts';
import { lowestCommonCorrelation, repairedCorrelation } from '../../data/correlation.ts';
import { meanOfPairs } from '../../data/labelCorrelation.ts';
import { problemsOfExperiment } from '../../experiment/costs/checks.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { architectureOf } from '../../models/architectures.ts';
import { baselineOf, summaryOf } from '../../run/summary.ts';
import { text } from '../../text/text.ts';
import { intervalSchema, listSchema, numberSchema, studyReader } from '../savedStudy.ts';
import type { Study, StudyPoint, TrainedStudyRun } from '../study.ts';
import { type SweepAxis, shownSweepValue, sweepAxisOf } from './axes.ts';

/** A setting of whole numbers may have fewer values in its range. */
export const numPointsField = integerField({
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
})(text.sweep.numPoints);

interface SweepGain {
  readonly cardId: string;
  readonly overall: Interval;
  readonly perTask: readonly Interval[];
  /** Reported test loss of the card's baseline per task, mean over replicas; NaN if all diverged. */
  readonly baselineLosses: readonly number[];
}

/** A key is a value of the axis. */
export interface SweepPoint extends StudyPoint {
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

export interface Sweep extends Study<SweepPoint> {
  readonly kind: 'sweep';
  readonly axis: SweepAxis;
  /** Ascending and unique. Points may have others, of an earlier range. */
  readonly values: readonly number[];
  readonly leftOutIds: readonly string[];
}

export const sweepOf = (
  experiment: Experiment,
  axis: SweepAxis,
  values: readonly number[],
  leftOutIds: readonly string[] = [],
): Sweep => ({
  kind: 'sweep',
  experiment,
  axis,
  values,
  leftOutIds,
  settings: { axisId: axis.id, values, leftOutIds },
  identity: [axis.id, axis.experimentAt(experiment, axis.field.defaultValue)],
  rounds: [values],
  experimentAt: (value) => axis.experimentAt(experiment, value),
  words: text.sweep.status,
  labelOf: (value) => text.sweep.status.setting(axis.field.label, shownSweepValue(axis, value)),
  pointOf: sweepPointOf,
});

const sweepSettingsSchema = z.object({
  axisId: z.string(),
  values: listSchema(z.number(), limits.sweepPoints),
  leftOutIds: listSchema(z.string(), limits.cards),
});

const sweepGainSchema = z.object({
  cardId: z.string(),
  overall: intervalSchema,
  perTask: listSchema(intervalSchema, limits.tasks),
  baselineLosses: listSchema(numberSchema, limits.tasks),
});

export const readSweep = studyReader<Sweep, SweepPoint, z.output<typeof sweepSettingsSchema>>({
  kind: 'sweep',
  settings: sweepSettingsSchema,
  point: z.object({
    key: z.number(),
    gains: listSchema(sweepGainSchema, limits.cards),
    measuredCorrelation: numberSchema,
  }),
  studyOf: (experiment, { axisId, values, leftOutIds }) => {
    const axis = sweepAxisOf(experiment, axisId);
    const isPossible = axis !== undefined && values.every((value) => axis.field.read(value) === value);
    return isPossible ? sweepOf(experiment, axis, values, leftOutIds) : null;
  },
  fits: ({ axis }, { key }) => axis.field.read(key) === key,
});

// Intervals are not corrected for the number of points: a sweep shows a shape and gives no verdict.
const POINTWISE_LEVELS = { overall: LEVEL, perTask: LEVEL };

function sweepPointOf(
  key: number,
  experiment: Experiment,
  { run }: Pick<TrainedStudyRun, 'run'>,
): SweepPoint | null {
  const summary = summaryOf(experiment, run);
  if (summary === null) return null;
  const gains = summary.cards.flatMap((card) => {
    const { cardId, gains, reported, tasks } = card;
    const baseline = baselineOf(summary, card);
    if (gains === null || baseline === undefined) return [];
    const { overlap } = summary.rules;
    const alone = gainsOverBaseline(
      baseline.reported.losses,
      reported.losses,
      tasks.length,
      POINTWISE_LEVELS,
      overlap,
    );
    return [
      {
        cardId,
        overall: alone.overall.gain,
        perTask: alone.tasks.map(({ gain }) => gain),
        baselineLosses: baseline.tasks.map(({ loss }) => loss.mean),
      },
    ];
  });
  return { key, gains, measuredCorrelation: meanOfPairs(run.measuredCorrelation ?? []) };
}

export function sweepLine(
  points: readonly SweepPoint[],
  cardId: string,
  task: number | null,
): readonly SweepPlotPoint[] {
  return points.flatMap(({ key, gains }) => {
    const found = gains.find((gain) => gain.cardId === cardId);
    const gain = task === null ? found?.overall : found?.perTask[task];
    return gain === undefined ? [] : [{ value: key, gain }];
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
  const rows = points.flatMap(({ key, gains, measuredCorrelation }) =>
    gains.flatMap(({ cardId, overall, perTask, baselineLosses }) => {
      const row = (task: string, gain: Interval, loss = Number.NaN) => [
        key,
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

/** A sentence per problem, with the values concerned; empty if every point can be trained. */
export const problemsOfSweep = ({ experiment, axis, values, experimentAt }: Sweep): readonly string[] => {
  const hasGain = experiment.cards.some(
    ({ architecture }) => architectureOf(architecture)?.role !== 'baseline',
  );
  if (!hasGain) return [text.sweep.checks.noArchitecture];
  const found = values.flatMap((value) =>
    problemsOfExperiment(experimentAt(value, [])).map(({ message }) => ({ message, value })),
  );
  return [...groupedBy(found, ({ message }) => message)].map(([message, ones]) =>
    text.sweep.checks.atValues(
      message,
      ones.map(({ value }) => shownSweepValue(axis, value)),
    ),
  );
};

/** Names the values at which no such tasks exist, where the nearest possible ones are trained. */
export const repairOfSweep = ({ experiment, axis, values, experimentAt }: Sweep): string | null => {
  // Other axes do not change the correlation, which is checked where it was entered.
  const repaired =
    axis.part === 'pairs' ? values.filter((value) => isRepairedAt(experimentAt(value, []))) : [];
  if (repaired.length === 0) return null;
  const { length } = experiment.tasks;
  const shown = (value: number) => shownSweepValue(axis, value);
  const lowest = shown(Number(lowestCommonCorrelation(length).toFixed(3)));
  return text.sweep.checks.repaired(length, lowest, repaired.map(shown));
};

export const isRepairedAt = ({ data: { correlation, secondCorrelation } }: Experiment): boolean =>
  [correlation, secondCorrelation].some(
    (matrix) => matrix !== null && repairedCorrelation(matrix).isRepaired,
  );
