/** Edits that keep an experiment consistent; fields read the values, so a link carries it exactly. */

import type { ValuesOf } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { readFields } from '../core/schema/readFields.ts';
import { tableInfo } from '../data/sources/tableInfo.ts';
import type { TableSetup } from '../data/table/tableSetup.ts';
import type { Matrix } from '../data/types.ts';
import { architectureOf } from '../models/architectures.ts';
import { readComparison } from './comparison.ts';
import { defaultTask } from './defaults.ts';
import type {
  CardConfig,
  ComparisonConfig,
  DataConfig,
  Experiment,
  LearningRateChange,
  TaskConfig,
} from './experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from './fields.ts';
import { withLearningRateChange } from './learningRate.ts';
import {
  defaultCorrelation,
  mirroredFromUpper,
  oppositeCorrelation,
  resizedMatrix,
  withMatrixCell,
} from './matrix.ts';
import { fittedOptions } from './options.ts';
import { changeStepField, trainingFields } from './trainingFields.ts';

export type MatrixKey = 'correlation' | 'secondCorrelation';

/** Resizes matrices and per-task options, and raises hidden features to what the tasks need. */
export const setNumTasks = (experiment: Experiment, numTasks: number): Experiment => {
  const size = numTasksField.read(numTasks);
  const { tasks, data, cards } = experiment;
  const second = data.secondCorrelation;
  return {
    ...experiment,
    tasks: Array.from({ length: size }, (_, index) =>
      withoutMissingParent(tasks[index] ?? defaultTask(index), size),
    ),
    data: {
      ...data,
      numFeatures: Math.max(data.numFeatures, size),
      correlation: resizedMatrix(data.correlation, defaultCorrelation(size)),
      secondCorrelation: second === null ? null : resizedMatrix(second, oppositeCorrelation(size)),
      table: data.table === null ? null : withNumTargets(data.table, size),
    },
    cards: cards.map((card) => cardFittedToTasks(card, size)),
  };
};

const withoutMissingParent = (task: TaskConfig, numTasks: number): TaskConfig =>
  task.after !== null && task.after >= numTasks ? { ...task, after: null } : task;

const withNumTargets = (table: TableSetup, numTasks: number): TableSetup => ({
  ...table,
  targets: Array.from({ length: numTasks }, (_, task) => table.targets[task] ?? null),
});

const cardFittedToTasks = (card: CardConfig, numTasks: number): CardConfig => {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) return card;
  return { ...card, options: fittedOptions(architecture.options, card.options, numTasks) };
};

export const setTask = (experiment: Experiment, index: number, changed: Partial<TaskConfig>): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task, i) =>
    i === index ? readFields(taskFieldsAt(index), { ...task, ...changed }) : task,
  ),
});

export type DataSettings = Omit<DataConfig, MatrixKey | 'table'>;

/** Changes settings of the data; another source removes the file. */
export const setData = (experiment: Experiment, changed: Partial<DataSettings>): Experiment => {
  const { data } = experiment;
  const values = readFields(dataFields, { ...data, ...changed });
  const table = values.source === tableInfo.id ? data.table : null;
  return { ...experiment, data: { ...data, ...values, table } };
};

/** Keeps the diagonal at 1. */
export const setCorrelation = (
  experiment: Experiment,
  key: MatrixKey,
  { row, column, value }: { readonly row: number; readonly column: number; readonly value: number },
): Experiment => {
  const matrix = experiment.data[key];
  if (matrix === null) return experiment;
  return { ...experiment, data: { ...experiment.data, [key]: withMatrixCell(matrix, row, column, value) } };
};

/** Ignores a matrix of another size. */
export const setMatrix = (experiment: Experiment, key: MatrixKey, matrix: Matrix): Experiment => {
  if (experiment.data[key] === null || matrix.length !== experiment.tasks.length) return experiment;
  return { ...experiment, data: { ...experiment.data, [key]: mirroredFromUpper(matrix) } };
};

/** Starts with tasks 1 and 2 opposite where the extra feature is negative. */
export const setSampleDependence = (experiment: Experiment, isOn: boolean): Experiment => {
  const current = experiment.data.secondCorrelation;
  const secondCorrelation = isOn ? (current ?? oppositeCorrelation(experiment.tasks.length)) : null;
  return { ...experiment, data: { ...experiment.data, secondCorrelation } };
};

export type TrainingSettings = ValuesOf<typeof trainingFields>;

export const setTraining = (experiment: Experiment, changed: Partial<TrainingSettings>): Experiment => {
  const { training } = experiment;
  const values = readFields(trainingFields, { ...training, ...changed });
  return { ...experiment, training: { ...training, ...values } };
};

const withLearningRateChanges = (
  experiment: Experiment,
  learningRateChanges: readonly LearningRateChange[],
): Experiment => ({ ...experiment, training: { ...experiment.training, learningRateChanges } });

export const addLearningRateChange = (experiment: Experiment, change: LearningRateChange): Experiment => {
  const read = {
    step: changeStepField.read(change.step),
    value: trainingFields.learningRate.read(change.value),
  };
  const changes = withLearningRateChange(experiment.training.learningRateChanges, read);
  return changes.length > limits.learningRateChanges
    ? experiment
    : withLearningRateChanges(experiment, changes);
};

export const clearLearningRateChanges = (experiment: Experiment): Experiment =>
  withLearningRateChanges(experiment, []);

export const setComparison = (experiment: Experiment, changed: Partial<ComparisonConfig>): Experiment => ({
  ...experiment,
  comparison: readComparison({ ...experiment.comparison, ...changed }, () => {}),
});
