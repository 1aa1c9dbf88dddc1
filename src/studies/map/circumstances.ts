/** Circumstances of a set-up, by which the map is drawn; an experiment has them only if it lies in the population. */

import type { Field } from '../../core/schema/field.ts';
import { featureBankOf } from '../../data/sources/sharedFeaturesInfo.ts';
import { matricesOf } from '../../data/sources/sourceSetup.ts';
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { dataFields, numTasksField, taskFields } from '../../experiment/fields.ts';
import { numTaskExperts as expertsField } from '../../models/options.ts';
import { formatNumber, formatShare } from '../../text/format.ts';
import { text } from '../../text/text.ts';

const words = text.map.outside;

export type Relation = 'alike' | 'pairs' | 'groups' | 'outsider' | 'rowDependent';

export interface Circumstances {
  readonly numTasks: number;
  readonly relation: Relation;
  readonly numLabels: number;
  readonly noise: number;
  readonly hasSparseTask: boolean;
  readonly numExperts: number;
  /** Size of the correlation within a set of tasks; null: no set has two. */
  readonly correlation: number | null;
  readonly shareOfCommonFeatures: number;
}

export type Placement =
  | { readonly isInside: true; readonly circumstances: Circumstances }
  | { readonly isInside: false; readonly reason: string };

/** Ranges from which `tests/studies/population` draws. */
export const populationRanges: Readonly<
  Record<'numTasks' | 'labels' | 'noise' | 'numExperts', readonly number[]>
> = { numTasks: [2, 4, 8], labels: [300, 30_000], noise: [0.1, 1], numExperts: [1, 2] };
const POSITIVE_RATE = 0.05;
const NUM_FEATURES = 8;

/** Settings without a circumstance of their own, which all set-ups leave at their defaults. */
const fixedData = [
  ...(['source', 'recipe', 'inputDim', 'noiseUnit', 'labelTemperature'] as const),
  ...(['noiseDependence', 'numGroups', 'switching', 'positives'] as const),
];
const fixedOfTasks = ['labelFraction', 'after', 'lossWeight'] as const;

export function circumstancesOf(experiment: Experiment): Placement {
  const { tasks, data } = experiment;
  const reason = otherSettingIn(experiment);
  if (reason !== null) return { isInside: false, reason };
  const relation = relationOf(experiment);
  const correlation = relation === null ? 'uneven' : correlationWithin(experiment);
  if (relation === null || correlation === 'uneven') return { isInside: false, reason: words.relation };
  return {
    isInside: true,
    circumstances: {
      ...{ numTasks: tasks.length, relation, correlation },
      numLabels: data.numTrainRows,
      noise: tasks[0]?.noise ?? 0,
      hasSparseTask: tasks.some(({ kind }) => kind === 'binary'),
      numExperts: numExpertsOf(experiment) ?? 0,
      shareOfCommonFeatures: data.numCommonFeatures / data.numFeatures,
    },
  };
}

/** Reason why the experiment is outside the population, as a sentence; null if no setting puts it there. */
function otherSettingIn({ tasks, data, cards }: Experiment): string | null {
  const { numTasks, labels, noise, numExperts } = populationRanges;
  const changed = [
    ...fixedData.flatMap((key) => (data[key] === dataFields[key].defaultValue ? [] : [dataFields[key]])),
    ...fixedOfTasks.flatMap((key) =>
      tasks.every((task) => task[key] === taskFields[key].defaultValue) ? [] : [taskFields[key]],
    ),
  ].map((field) => [field, shownDefaultOf(field), false] as const);
  const hasOneNoise = new Set(tasks.map((task) => task.noise)).size === 1;
  const rates = tasks.flatMap(({ kind, positiveRate }) => (kind === 'binary' ? [positiveRate] : []));
  const hasOneBinary = rates.length <= 1 && rates.every((rate) => rate === POSITIVE_RATE);
  const [first] = [
    ...changed,
    [numTasksField, listText(numTasks), numTasks.includes(tasks.length)] as const,
    [dataFields.numFeatures, String(NUM_FEATURES), data.numFeatures === NUM_FEATURES] as const,
    [dataFields.numCommonFeatures, listText(common), common.includes(data.numCommonFeatures)] as const,
    [dataFields.numTrainRows, rangeText(labels), isWithin(labels, data.numTrainRows)] as const,
    [taskFields.noise, words.ofAllTasks(rangeText(noise)), hasOneNoise] as const,
    [taskFields.noise, rangeText(noise), isWithin(noise, tasks[0]?.noise ?? 0)] as const,
    [taskFields.kind, words.oneBinary(formatShare(POSITIVE_RATE)), hasOneBinary] as const,
    [expertsField, listText(numExperts), numExperts.includes(numExpertsOf({ cards }) ?? 0)] as const,
  ].filter(([, , isAsDrawn]) => !isAsDrawn);
  return first === undefined ? null : words.setting(first[0].label, first[1]);
}

const common: readonly number[] = [0, NUM_FEATURES / 2];

const shownDefaultOf = (field: Pick<Field<unknown>, 'choices' | 'defaultValue'>): string =>
  field.choices?.find(({ value }) => value === field.defaultValue)?.label ?? String(field.defaultValue);

export const listText = (values: readonly number[]): string => values.join(', ');

export const rangeText = (ends: readonly number[]): string => ends.map(formatNumber).join('–');

const isWithin = ([low = 0, high = 0]: readonly number[], value: number): boolean =>
  value >= low && value <= high;

function numExpertsOf({ cards }: Pick<Experiment, 'cards'>): number | null {
  const counts = new Set(
    cards
      .filter(({ architecture }) => architecture === 'adattSp')
      .flatMap(({ options }) => options['numTaskExperts']),
  );
  const [count] = counts;
  return counts.size === 1 && typeof count === 'number' ? count : null;
}

/** Number of the set of each task: tasks of a set read the same hidden features. */
const setsOfTasks = (experiment: Experiment): readonly string[] =>
  featureBankOf(experiment).ofTask.map(String);

function relationOf(experiment: Experiment): Relation | null {
  const sets = setsOfTasks(experiment);
  const sizes = [...new Set(sets)]
    .map((set) => sets.filter((other) => other === set).length)
    .toSorted((a, b) => b - a);
  const [largest = 0, second = 0] = sizes;
  if (sizes.length === 1) return experiment.data.secondCorrelation === null ? 'alike' : 'rowDependent';
  if (experiment.data.secondCorrelation !== null) return null;
  if (sizes.length === 2 && second === 1) return 'outsider';
  if (sizes.every((size) => size === 2)) return 'pairs';
  const isGroups = sizes.length === 3 && sizes.at(-1) === 1 && second > 1 && second === largest - 1;
  return isGroups ? 'groups' : null;
}

/** The same for all pairs of a set, 0 between sets; null: no set has two tasks. */
function correlationWithin(experiment: Experiment): number | null | 'uneven' {
  const sets = setsOfTasks(experiment);
  const within = new Set<number>();
  const between = new Set<number>();
  for (const matrix of matricesOf(experiment.data)) {
    for (const [row, column, size] of sizesOfPairs(matrix))
      (sets[row] === sets[column] ? within : between).add(size);
  }
  const [size = null] = within;
  return within.size > 1 || [...between].some((value) => value !== 0) ? 'uneven' : size;
}

const sizesOfPairs = (matrix: Matrix): readonly (readonly [row: number, column: number, size: number])[] =>
  matrix.flatMap((cells, row) =>
    cells.slice(0, row).map((cell, column) => [row, column, Math.abs(cell)] as const),
  );
