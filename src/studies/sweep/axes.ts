import { lowestCommonCorrelation } from '../../data/correlation.ts';
import { squareOf } from '../../data/linearAlgebra.ts';
import { unusedSettingsOf } from '../../data/sources/sources.ts';
import { setData, setMatrix, setTask, setTraining } from '../../experiment/edit.ts';
import { setCardOptions } from '../../experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { correlationField, dataFields, taskFields } from '../../experiment/fields.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import { architectureOf } from '../../models/architectures.ts';
import type { Field, Fields } from '../../core/schema/field.ts';
import { holdsNumber, numberField, toDecimals } from '../../core/schema/numberFields.ts';
import { text } from '../../text/text.ts';

/** Part of an experiment that a swept setting belongs to. */
export type SweptPart = 'pairs' | 'weights' | 'tasks' | 'data' | 'training' | 'cards';

/** Two tasks, by their numbers. */
export type TaskPair = readonly [x: number, y: number];

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
  /** Tasks that are traded for each other along it; absent: none. */
  readonly pair?: TaskPair;
}

/** Both ends included. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
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

/** The loss weights of two tasks, whose sum stays: what the first gets of it, what is left for the other. */
const weightsAxis = ({ tasks }: Experiment, [x, y]: TaskPair): SweepAxis => {
  const field = numberField({
    linkKey: 'share',
    defaultValue: 0.5,
    min: 0.02,
    max: 0.98,
    step: 0.02,
    precision: toDecimals(3),
  })(text.sweep.front.share(tasks[x]?.name ?? '', tasks[y]?.name ?? ''));
  return {
    id: `weights${x + 1}-${y + 1}`,
    part: 'weights',
    field,
    usualRange: { from: 0.1, to: 0.9 },
    experimentAt: (experiment, value) => {
      const sum = weightOf(experiment, x) + weightOf(experiment, y) || 2;
      const lossWeight = taskFields.lossWeight.read(sum * field.read(value));
      const rest = taskFields.lossWeight.read(cleaned(sum - lossWeight));
      return setTask(setTask(experiment, x, { lossWeight }), y, { lossWeight: rest });
    },
    pair: [x, y],
  };
};

const weightOf = ({ tasks }: Experiment, task: number): number => tasks[task]?.lossWeight ?? 0;

/** The share that the first of two tasks gets of their loss weights; half where neither has any. */
export function shareOfPair(experiment: Experiment, [x, y]: TaskPair): number {
  const sum = weightOf(experiment, x) + weightOf(experiment, y);
  return sum === 0 ? 0.5 : weightOf(experiment, x) / sum;
}

const weightsAxes = (experiment: Experiment): readonly SweepAxis[] =>
  experiment.tasks.flatMap((_, y) =>
    Array.from({ length: y }, (_unused, x) => weightsAxis(experiment, [x, y])),
  );

/** Settings whose change would not make a figure worth drawing: one weight for all tasks weighs none of them. */
const NOT_SWEPT: readonly string[] = ['seed', 'numReplicas', 'evalEvery', 'lossWeight'];

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

/** Everything that can be swept: correlation and weights first, then every numeric setting of tasks, data, training and cards. */
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
  return [...(hasPairs ? [correlationAxis(experiment)] : []), ...weightsAxes(experiment), ...axes];
};

/** The axis of an id as it came from anywhere; undefined when there is none. */
export const sweepAxisOf = (experiment: Experiment, id: string): SweepAxis | undefined =>
  sweepAxes(experiment).find((axis) => axis.id === id);

/** The number without the last digits that arithmetic leaves: 0.1 rather than 0.09999999999999998. */
export const cleaned = (value: number): number => Number(value.toPrecision(12));
