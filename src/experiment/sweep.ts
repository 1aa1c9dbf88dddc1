/**
 * One setting swept over a range: which settings can be, the values, the experiment at each, and what is left to do. A sweep
 * is resumed by what it has found: points that are there are not trained again. Knows no engine; whoever trains the
 * experiments gives the answers back.
 */
import type { SweepPoint } from '../analysis/sweep.ts';
import { repairOf } from '../data/correlation.ts';
import { squareOf } from '../data/linearAlgebra.ts';
import { architectureOf } from '../models/architectures.ts';
import type { Field, Fields } from '../schema/field.ts';
import type { Answer } from './answer.ts';
import { setData, setMatrix, setTask, setTraining } from './edit.ts';
import { setCardOptions } from './editCards.ts';
import type { Experiment } from './experiment.ts';
import { correlationField, dataFields, taskFields, trainingFields } from './fields.ts';

/** A setting that can be swept. */
export interface SweepAxis {
  /** Key of the setting; also what a command takes. */
  readonly id: string;
  /** Describes it: label, help, unit, range. */
  readonly field: Field<number>;
  /** The experiment with that value, read by the field, for every task or card that has the setting. */
  readonly experimentAt: (experiment: Experiment, value: number) => Experiment;
}

/** What to sweep. */
export interface SweepPlan {
  readonly axisId: string;
  /** Ascending, each once. */
  readonly values: readonly number[];
}

/** All pairs of tasks get the same correlation. */
const correlationAxis: SweepAxis = {
  id: 'correlation',
  field: correlationField,
  experimentAt: (experiment, value) => {
    const cell = correlationField.read(value).value;
    const matrix = squareOf(experiment.tasks.length, (row, column) => (row === column ? 1 : cell));
    return setMatrix(experiment, 'correlation', matrix);
  },
};

/** Settings that change nothing worth a figure, or not the experiment at all. */
const NOT_SWEPT: readonly string[] = ['seed', 'numReplicas', 'evalEvery'];

const numberFieldsOf = (fields: Fields): readonly (readonly [string, Field<number>])[] =>
  Object.entries(fields).filter(
    ([key, { kind }]) => (kind === 'integer' || kind === 'number') && !NOT_SWEPT.includes(key),
  );

const axesOf = (
  fields: Fields,
  changed: (experiment: Experiment, values: object) => Experiment,
): readonly SweepAxis[] =>
  numberFieldsOf(fields).map(([id, field]) => ({
    id,
    field,
    experimentAt: (experiment, value) => changed(experiment, { [id]: field.read(value).value }),
  }));

const everyTask = (experiment: Experiment, values: object): Experiment =>
  experiment.tasks.reduce((edited, _, index) => setTask(edited, index, values), experiment);

const cardsWith = ({ cards }: Experiment, key: string) =>
  cards.filter(({ architecture }) => Object.hasOwn(architectureOf(architecture)?.options ?? {}, key));

/** Counts among the options of the cards, a number for every card that has the option. */
const optionAxes = (experiment: Experiment): readonly SweepAxis[] => {
  const fields: Fields = Object.assign(
    {},
    ...experiment.cards.map(({ architecture }) => architectureOf(architecture)?.options ?? {}),
  );
  return numberFieldsOf(fields).map(([id, field]) => ({
    id,
    field,
    experimentAt: (given, value) =>
      cardsWith(given, id).reduce(
        (edited, card) => setCardOptions(edited, card.id, { [id]: field.read(value).value }),
        given,
      ),
  }));
};

/** Everything that can be swept: correlation first, then every numeric setting of tasks, data, training and cards. */
export const sweepAxes = (experiment: Experiment): readonly SweepAxis[] => [
  correlationAxis,
  ...axesOf(taskFields, everyTask),
  ...axesOf(dataFields, setData),
  ...axesOf(trainingFields, setTraining),
  ...optionAxes(experiment),
];

/** The axis of an id as it came from anywhere; undefined when there is none. */
export const sweepAxisOf = (experiment: Experiment, id: string): SweepAxis | undefined =>
  sweepAxes(experiment).find((axis) => axis.id === id);

/** The largest number of values of a sweep. */
const MAX_SWEEP_POINTS = 41;

/**
 * `numPoints` values from `from` to `to`, both included, evenly spaced (by ratio on a log scale above 0), as the field reads
 * them: whole numbers for counts, so there may be fewer.
 */
export const sweepValues = (
  { field }: SweepAxis,
  { from, to, numPoints }: { readonly from: number; readonly to: number; readonly numPoints: number },
): readonly number[] => {
  const [first, last] = [field.read(from).value, field.read(to).value];
  const count = Math.min(Math.max(Math.round(numPoints), 1), MAX_SWEEP_POINTS);
  const isByRatio = field.range?.scale === 'log' && first > 0 && last > 0;
  const at = (share: number) =>
    isByRatio ? first * (last / first) ** share : first + (last - first) * share;
  const values = Array.from({ length: count }, (_, index) =>
    count === 1 ? first : field.read(cleaned(at(index / (count - 1)))).value,
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
};

/** Without the last digits that arithmetic leaves: 0.1 rather than 0.09999999999999998. */
const cleaned = (value: number): number => Number(value.toPrecision(12));

/** Values still to be trained, in the order to train them. */
export const remainingValues = ({ values }: SweepPlan, points: readonly SweepPoint[]): readonly number[] =>
  values.filter((value) => points.every((point) => point.value !== value));

/** The user's experiment at a value; train its `trainedExperimentOf`. Undefined when the axis does not exist. */
export const sweptExperiment = (
  experiment: Experiment,
  { axisId }: SweepPlan,
  value: number,
): Experiment | undefined => sweepAxisOf(experiment, axisId)?.experimentAt(experiment, value);

/** What the answer at a value adds to the sweep. */
export const sweepPointOf = (value: number, { cards }: Answer): SweepPoint => ({
  value,
  gains: cards.flatMap(({ cardId, gains }) =>
    gains === null ? [] : [{ cardId, overall: gains.overall, perTask: gains.perTask }],
  ),
});

/** At this value the correlation that was asked for cannot exist and another one is trained, which the figure should say. */
export const isRepairedAt = (experiment: Experiment): boolean =>
  repairOf(experiment.data.correlation).isRepaired;
