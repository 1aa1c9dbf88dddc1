/** Settings that can be swept, with their usual ranges and values. */

import type { Field, Fields } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { clampInteger, holdsNumber, numberField, roundedToDecimals } from '../../core/schema/numberFields.ts';
import { lowestCommonCorrelation } from '../../data/correlation.ts';
import { squareMatrixOf } from '../../data/linearAlgebra.ts';
import { unusedSettingsOf } from '../../data/sources/sources.ts';
import { setData, setMatrix, setTask, setTraining } from '../../experiment/edit.ts';
import { setCardOptions } from '../../experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { correlationField, dataFields, taskFields } from '../../experiment/fields.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import { architectureOf } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';

export type SweptPart = 'pairs' | 'weights' | 'tasks' | 'data' | 'training' | 'cards';

export type TaskPair = readonly [x: number, y: number];

export interface SweepAxis {
  /** Id of the setting, also used on the command line. */
  readonly id: string;
  readonly part: SweptPart;
  readonly field: Field<number>;
  readonly usualRange: SweepRange;
  /** Sets the parsed value for every task or card with the setting. */
  readonly experimentAt: (experiment: Experiment, value: number) => Experiment;
  readonly pair?: TaskPair;
}

/** Range, including both ends. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
}

// Sets the correlation of all task pairs in all rows: a second correlation matrix becomes equal to the first.
const correlationAxis = ({ tasks }: Experiment): SweepAxis => ({
  id: 'correlation',
  part: 'pairs',
  field: correlationField,
  usualRange: {
    // Correlations have three decimals; rounding up keeps them possible.
    from: Math.ceil(lowestCommonCorrelation(tasks.length) * 1000) / 1000,
    to: 1,
  },
  experimentAt: (experiment, value) => {
    const cell = correlationField.read(value);
    const matrix = squareMatrixOf(experiment.tasks.length, (row, column) => (row === column ? 1 : cell));
    return setMatrix(setMatrix(experiment, 'correlation', matrix), 'secondCorrelation', matrix);
  },
});

// The sum of the two loss weights is kept; the swept value is the share of the first.
const weightsAxis = ({ tasks }: Experiment, [x, y]: TaskPair): SweepAxis => {
  const field = numberField({
    linkKey: 'share',
    defaultValue: 0.5,
    min: 0.02,
    max: 0.98,
    step: 0.02,
    precision: roundedToDecimals(3),
  })(text.sweep.front.share(tasks[x]?.name ?? '', tasks[y]?.name ?? ''));
  return {
    id: `weights${x + 1}-${y + 1}`,
    part: 'weights',
    field,
    usualRange: { from: 0.1, to: 0.9 },
    experimentAt: (experiment, value) => {
      const sum = weightOf(experiment, x) + weightOf(experiment, y) || 2;
      const lossWeight = taskFields.lossWeight.read(sum * field.read(value));
      const rest = taskFields.lossWeight.read(withoutRoundingError(sum - lossWeight));
      return setTask(setTask(experiment, x, { lossWeight }), y, { lossWeight: rest });
    },
    pair: [x, y],
  };
};

const weightOf = ({ tasks }: Experiment, task: number): number => tasks[task]?.lossWeight ?? 0;

/** Share of the first task in both loss weights; half if both are 0. */
export function shareOfPair(experiment: Experiment, [x, y]: TaskPair): number {
  const sum = weightOf(experiment, x) + weightOf(experiment, y);
  return sum === 0 ? 0.5 : weightOf(experiment, x) / sum;
}

const weightsAxes = (experiment: Experiment): readonly SweepAxis[] =>
  experiment.tasks.flatMap((_, y) =>
    Array.from({ length: y }, (_unused, x) => weightsAxis(experiment, [x, y])),
  );

// No figure is worth drawing for these; an equal weight for all tasks weighs none.
const NOT_SWEPT: readonly string[] = ['seed', 'numReplicas', 'evalEvery', 'lossWeight'];

const meaninglessSettings = ({ tasks, data, comparison }: Experiment): readonly string[] => [
  ...unusedSettingsOf({ tasks, data }),
  ...(tasks.some(({ kind }) => kind === 'binary') ? [] : ['positiveRate']),
  ...(comparison.isTuned ? ['learningRate'] : []),
];

interface SweptTable {
  readonly part: SweptPart;
  readonly fields: Fields;
  /** The default range lies around these. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: (experiment: Experiment, values: Readonly<Record<string, number>>) => Experiment;
}

const axesOfTable = ({ part, fields, values, changed }: SweptTable): readonly SweepAxis[] =>
  numberFieldsOf(fields).map(([id, field]) => ({
    id,
    part,
    field,
    usualRange: rangeAround(field, field.read(values[id])),
    experimentAt: (experiment, value) => changed(experiment, { [id]: field.read(value) }),
  }));

const numberFieldsOf = (fields: Fields): readonly (readonly [string, Field<number>])[] =>
  Object.entries(fields).filter((entry): entry is [string, Field<number>] => holdsNumber(entry[1]));

/** Half to twice the value; on a log scale a quarter to four times; for 0 a few steps upwards. */
const rangeAround = ({ range, read }: Field<number>, value: number): SweepRange => {
  const factor = range?.scale === 'log' ? 4 : 2;
  const isZero = value === 0;
  return {
    from: read(withoutRoundingError(value / factor)),
    to: read(isZero ? 10 * (range?.step ?? 1) : withoutRoundingError(value * factor)),
  };
};

const withTaskValues = (experiment: Experiment, values: object): Experiment =>
  experiment.tasks.reduce((edited, _, index) => setTask(edited, index, values), experiment);

const architectureOptionsOf = ({ architecture }: CardConfig): Fields =>
  architectureOf(architecture)?.options ?? {};

const withCardValues = (experiment: Experiment, values: Readonly<Record<string, number>>): Experiment =>
  experiment.cards
    .filter((card) => Object.keys(values).every((key) => Object.hasOwn(architectureOptionsOf(card), key)))
    .reduce((edited, { id }) => setCardOptions(edited, id, values), experiment);

/** Correlation and weights first, then numeric settings of tasks, data, training and cards. */
export const sweepAxes = (experiment: Experiment): readonly SweepAxis[] => {
  const { tasks, data, training, cards } = experiment;
  const tables: readonly SweptTable[] = [
    { part: 'tasks', fields: taskFields, values: { ...tasks[0] }, changed: withTaskValues },
    { part: 'data', fields: dataFields, values: { ...data }, changed: setData },
    { part: 'training', fields: trainingFields, values: { ...training }, changed: setTraining },
    {
      part: 'cards',
      fields: Object.assign({}, ...cards.map(architectureOptionsOf)),
      values: Object.assign({}, ...cards.map(({ options }) => options)),
      changed: withCardValues,
    },
  ];
  const left = [...NOT_SWEPT, ...meaninglessSettings(experiment)];
  const axes = tables.flatMap(axesOfTable).filter(({ id }) => !left.includes(id));
  const hasPairs = tasks.length > 1 && !left.includes('correlation');
  return [...(hasPairs ? [correlationAxis(experiment)] : []), ...weightsAxes(experiment), ...axes];
};

export const sweepAxisOf = (experiment: Experiment, id: string): SweepAxis | undefined =>
  sweepAxes(experiment).find((axis) => axis.id === id);

/** Drops rounding errors: 0.1 rather than 0.09999999999999998. */
const withoutRoundingError = (value: number): number => Number(value.toPrecision(12));

/** At most `numPoints` values, evenly spaced (by ratio on a log scale) and rounded as the field parses them. */
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
    count === 1 ? first : field.read(withoutRoundingError(at(index / (count - 1)))),
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
};

export const shownSweepValue = ({ field }: SweepAxis, value: number): string =>
  field.toText(value).replaceAll('-', '−');
