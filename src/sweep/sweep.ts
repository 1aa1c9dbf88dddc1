/**
 * One setting swept over a range: which settings can be, the values, the experiment at each, and what is left to do. A sweep
 * is resumed by what it has found: points that are there are not trained again. Knows no engine; whoever trains the
 * experiments gives the same numbers again.
 */

import { gainsOver } from '../analysis/pairs.ts';
import { LEVEL } from '../analysis/statistics.ts';
import { lowestCommonCorrelation, repairOf } from '../data/correlation.ts';
import { meanOfPairs } from '../data/labelCorrelation.ts';
import { squareOf } from '../data/linearAlgebra.ts';
import { unusedSettingsOf } from '../data/sources/sources.ts';
import type { Matrix } from '../data/types.ts';
import { setData, setMatrix, setTask, setTraining } from '../experiment/edit.ts';
import { setCardOptions } from '../experiment/editCards.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { correlationField, dataFields, taskFields } from '../experiment/fields.ts';
import { trainingFields } from '../experiment/trainingFields.ts';
import { architectureOf } from '../models/architectures.ts';
import type { RunSummary } from '../run/summary.ts';
import type { Field, Fields } from '../schema/field.ts';
import { limits } from '../schema/limits.ts';
import { clampInteger, holdsNumber, integerField } from '../schema/numberFields.ts';
import { text } from '../text/text.ts';
import type { PointOfValue, SweepPoint } from './points.ts';

/** How many values are asked for; a setting of whole numbers may have fewer in its range. */
export const numPointsField = integerField({
  ...text.sweep.numPoints,
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
});

/** Part of an experiment that a swept setting belongs to. */
export type SweptPart = 'pairs' | 'tasks' | 'data' | 'training' | 'cards';

/** A setting that can be swept. */
export interface SweepAxis {
  /** Key of the setting; also what a command takes. */
  readonly id: string;
  readonly part: SweptPart;
  /** Describes it: label, help, unit, range. */
  readonly field: Field<number>;
  /** Where a sweep of this experiment begins and ends by default. */
  readonly usualRange: SweepRange;
  /** The experiment with that value, read by the field, for every task or card that has the setting. */
  readonly experimentAt: (experiment: Experiment, value: number) => Experiment;
}

/** Both ends included. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
}

/** A setting and its values to sweep. */
export interface SweepPlan {
  readonly axisId: string;
  /** Ascending, each once. */
  readonly values: readonly number[];
}

/** All pairs of tasks get the same correlation in all rows: where it depends on the sample, both matrices are that one. */
const correlationAxis = ({ tasks }: Experiment): SweepAxis => ({
  id: 'correlation',
  part: 'pairs',
  field: correlationField,
  usualRange: {
    // Correlations have three decimals: rounded up, so that such tasks surely exist.
    from: Math.ceil(lowestCommonCorrelation(tasks.length) * 1000) / 1000,
    to: 1,
  },
  experimentAt: (experiment, value) => {
    const cell = correlationField.read(value);
    const matrix = squareOf(experiment.tasks.length, (row, column) => (row === column ? 1 : cell));
    return setMatrix(setMatrix(experiment, 'correlation', matrix), 'secondCorrelation', matrix);
  },
});

/** Settings whose change would not make a figure worth drawing. */
const NOT_SWEPT: readonly string[] = ['seed', 'numReplicas', 'evalEvery'];

/** Settings without a meaning in this experiment. */
const withoutMeaning = ({ tasks, data, comparison }: Experiment): readonly string[] => [
  ...unusedSettingsOf({ tasks, data }),
  ...(tasks.some(({ kind }) => kind === 'binary') ? [] : ['positiveRate']),
  ...(comparison.isTuned ? ['learningRate'] : []),
];

/** A table of settings, each of which may be swept. */
interface SweptTable {
  readonly part: SweptPart;
  readonly fields: Fields;
  /** The current values: a sweep goes to both sides of them by default. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: (experiment: Experiment, values: Readonly<Record<string, number>>) => Experiment;
}

const axesOf = ({ part, fields, values, changed }: SweptTable): readonly SweepAxis[] =>
  numberFieldsOf(fields).map(([id, field]) => ({
    id,
    part,
    field,
    usualRange: rangeAround(field, field.read(values[id])),
    experimentAt: (experiment, value) => changed(experiment, { [id]: field.read(value) }),
  }));

const numberFieldsOf = (fields: Fields): readonly (readonly [string, Field<number>])[] =>
  Object.entries(fields).filter((entry): entry is [string, Field<number>] => holdsNumber(entry[1]));

/** Range from half to twice the value, on a log scale from a quarter to four times; from 0 some steps upwards. */
const rangeAround = ({ range, read }: Field<number>, value: number): SweepRange => {
  const factor = range?.scale === 'log' ? 4 : 2;
  const isZero = value === 0;
  return {
    from: read(cleaned(value / factor)),
    to: read(isZero ? 10 * (range?.step ?? 1) : cleaned(value * factor)),
  };
};

const everyTask = (experiment: Experiment, values: object): Experiment =>
  experiment.tasks.reduce((edited, _, index) => setTask(edited, index, values), experiment);

const optionsOf = ({ architecture }: CardConfig): Fields => architectureOf(architecture)?.options ?? {};

/** A number for every card that has the option. */
const everyCard = (experiment: Experiment, values: Readonly<Record<string, number>>): Experiment =>
  experiment.cards
    .filter((card) => Object.keys(values).every((key) => Object.hasOwn(optionsOf(card), key)))
    .reduce((edited, { id }) => setCardOptions(edited, id, values), experiment);

/** Everything that can be swept: correlation first, then every numeric setting of tasks, data, training and cards. */
export const sweepAxes = (experiment: Experiment): readonly SweepAxis[] => {
  const { tasks, data, training, cards } = experiment;
  const tables: readonly SweptTable[] = [
    { part: 'tasks', fields: taskFields, values: { ...tasks[0] }, changed: everyTask },
    { part: 'data', fields: dataFields, values: { ...data }, changed: setData },
    { part: 'training', fields: trainingFields, values: { ...training }, changed: setTraining },
    {
      part: 'cards',
      fields: Object.assign({}, ...cards.map(optionsOf)),
      values: Object.assign({}, ...cards.map(({ options }) => options)),
      changed: everyCard,
    },
  ];
  const left = [...NOT_SWEPT, ...withoutMeaning(experiment)];
  const axes = tables.flatMap(axesOf).filter(({ id }) => !left.includes(id));
  const hasPairs = tasks.length > 1 && !left.includes('correlation');
  return hasPairs ? [correlationAxis(experiment), ...axes] : axes;
};

/** The axis of an id as it came from anywhere; undefined when there is none. */
export const sweepAxisOf = (experiment: Experiment, id: string): SweepAxis | undefined =>
  sweepAxes(experiment).find((axis) => axis.id === id);

/**
 * `numPoints` values from `from` to `to`, both included, evenly spaced (by ratio on a log scale above 0), as the field reads
 * them: whole numbers for counts, so there may be fewer.
 */
export const sweepValues = (
  { field }: SweepAxis,
  { from, to, numPoints }: SweepRange & { readonly numPoints: number },
): readonly number[] => {
  const [first, last] = [field.read(from), field.read(to)];
  const count = clampInteger(numPoints, 1, limits.sweepPoints);
  const isByRatio = field.range?.scale === 'log' && first > 0 && last > 0;
  const at = (share: number) =>
    isByRatio ? first * (last / first) ** share : first + (last - first) * share;
  const values = Array.from({ length: count }, (_, index) =>
    count === 1 ? first : field.read(cleaned(at(index / (count - 1)))),
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
};

/** The number without the last digits that arithmetic leaves: 0.1 rather than 0.09999999999999998. */
const cleaned = (value: number): number => Number(value.toPrecision(12));

/** A value as texts say it, with a true minus sign. */
export const shownSweepValue = ({ field }: SweepAxis, value: number): string =>
  field.toText(value).replaceAll('-', '−');

/** Values still to be trained, in the order to train them. */
export const remainingValues = ({ values }: SweepPlan, points: readonly PointOfValue[]): readonly number[] =>
  values.filter((value) => points.every((point) => point.value !== value));

/** Every point of every line has the interval it would have alone: a sweep looks for a shape, it gives no verdict. */
const POINTWISE = { overall: LEVEL, perTask: LEVEL };

/** The point that the summary at a value adds to the sweep. */
export const sweepPointOf = (
  value: number,
  { cards, baseline, rules: { overlap } }: RunSummary,
  measuredCorrelation: Matrix,
): SweepPoint => ({
  value,
  measuredCorrelation: meanOfPairs(measuredCorrelation),
  baselineLosses: baseline.tasks.map(({ loss }) => loss.mean),
  gains: cards.flatMap(({ cardId, gains, reported, tasks }) => {
    if (gains === null) return [];
    const alone = gainsOver(baseline.reported.losses, reported.losses, tasks.length, POINTWISE, overlap);
    return [{ cardId, overall: alone.overall.gain, perTask: alone.tasks.map(({ gain }) => gain) }];
  }),
});

/** A correlation that was asked for cannot exist and another one is trained, which the figure should say. */
export const isRepairedAt = ({ data: { correlation, secondCorrelation } }: Experiment): boolean =>
  [correlation, secondCorrelation].some((matrix) => matrix !== null && repairOf(matrix).isRepaired);
