/**
 * Edits of tasks, data and training that keep an experiment consistent. Pure: each returns a new experiment. Values are read
 * by their fields, so an edited experiment is always one that a link carries exactly. Cards are edited in `editCards.ts`.
 */
import { tableInfo } from '../data/sources/tableInfo.ts';
import type { Matrix } from '../data/types.ts';
import { architectureOf } from '../models/architectures.ts';
import type { ValuesOf } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { readFields } from '../core/schema/readFields.ts';
import type { TableSetup } from '../data/table/tableSetup.ts';
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
import { withChange } from './learningRate.ts';
import { defaultCorrelation, oppositeCorrelation, readCells, resizedMatrix, withCell } from './matrix.ts';
import { fittedOptions } from './options.ts';
import { changeStepField, trainingFields } from './trainingFields.ts';

/** Which of the two matrices of sample-dependent correlation. */
export type MatrixKey = 'correlation' | 'secondCorrelation';

/**
 * Adds default tasks or drops the last ones; matrices and per-task options of cards follow, and hidden features become as many as
 * the tasks need.
 */
export const setNumTasks = (experiment: Experiment, numTasks: number): Experiment => {
  const size = numTasksField.read(numTasks);
  const { tasks, data, cards } = experiment;
  const second = data.secondCorrelation;
  return {
    ...experiment,
    tasks: Array.from({ length: size }, (_, index) => withoutGone(tasks[index] ?? defaultTask(index), size)),
    data: {
      ...data,
      numFeatures: Math.max(data.numFeatures, size),
      correlation: resizedMatrix(data.correlation, defaultCorrelation(size)),
      secondCorrelation: second === null ? null : resizedMatrix(second, oppositeCorrelation(size)),
      table: data.table === null ? null : withNumTargets(data.table, size),
    },
    cards: cards.map((card) => fittedCard(card, size)),
  };
};

/** The task, after nothing where what it comes after is gone. */
const withoutGone = (task: TaskConfig, numTasks: number): TaskConfig =>
  task.after !== null && task.after >= numTasks ? { ...task, after: null } : task;

const withNumTargets = (table: TableSetup, numTasks: number): TableSetup => ({
  ...table,
  targets: Array.from({ length: numTasks }, (_, task) => table.targets[task] ?? null),
});

const fittedCard = (card: CardConfig, numTasks: number): CardConfig => {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) return card;
  return { ...card, options: fittedOptions(architecture.options, card.options, numTasks) };
};

/** Changes settings of the task at `index` (from 0). */
export const setTask = (experiment: Experiment, index: number, changed: Partial<TaskConfig>): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task, i) =>
    i === index ? readFields(taskFieldsAt(index), { ...task, ...changed }) : task,
  ),
});

/** Settings of the data that are fields. */
export type DataSettings = Omit<DataConfig, MatrixKey | 'table'>;

/** Changes settings of the data; matrices and the file have edits of their own. With another source the file is gone. */
export const setData = (experiment: Experiment, changed: Partial<DataSettings>): Experiment => {
  const { data } = experiment;
  const values = readFields(dataFields, { ...data, ...changed });
  const table = values.source === tableInfo.id ? data.table : null;
  return { ...experiment, data: { ...data, ...values, table } };
};

/** Sets the correlation of two tasks (indices from 0) in one of the matrices; the diagonal stays 1. */
export const setCorrelation = (
  experiment: Experiment,
  key: MatrixKey,
  { row, column, value }: { readonly row: number; readonly column: number; readonly value: number },
): Experiment => {
  const matrix = experiment.data[key];
  if (matrix === null) return experiment;
  return { ...experiment, data: { ...experiment.data, [key]: withCell(matrix, row, column, value) } };
};

/** Replaces a whole matrix, cell by cell; one of another size changes nothing. */
export const setMatrix = (experiment: Experiment, key: MatrixKey, matrix: Matrix): Experiment => {
  if (experiment.data[key] === null || matrix.length !== experiment.tasks.length) return experiment;
  return { ...experiment, data: { ...experiment.data, [key]: readCells(matrix) } };
};

/** Switches sample-dependent correlation on, at first with tasks 1 and 2 opposite where the extra feature is negative, or off. */
export const setSampleDependence = (experiment: Experiment, isOn: boolean): Experiment => {
  const current = experiment.data.secondCorrelation;
  const secondCorrelation = isOn ? (current ?? oppositeCorrelation(experiment.tasks.length)) : null;
  return { ...experiment, data: { ...experiment.data, secondCorrelation } };
};

/** Settings of training that are fields. */
export type TrainingSettings = ValuesOf<typeof trainingFields>;

/** Changes settings of training; learning-rate changes have edits of their own. */
export const setTraining = (experiment: Experiment, changed: Partial<TrainingSettings>): Experiment => {
  const { training } = experiment;
  const values = readFields(trainingFields, { ...training, ...changed });
  return { ...experiment, training: { ...training, ...values } };
};

const withChanges = (
  experiment: Experiment,
  learningRateChanges: readonly LearningRateChange[],
): Experiment => ({ ...experiment, training: { ...experiment.training, learningRateChanges } });

/** Records a change made while running. With as many changes as there may be at other steps, nothing changes. */
export const addLearningRateChange = (experiment: Experiment, change: LearningRateChange): Experiment => {
  const read = {
    step: changeStepField.read(change.step),
    value: trainingFields.learningRate.read(change.value),
  };
  const changes = withChange(experiment.training.learningRateChanges, read);
  return changes.length > limits.learningRateChanges ? experiment : withChanges(experiment, changes);
};

/** Back to one learning rate for the whole run. */
export const clearLearningRateChanges = (experiment: Experiment): Experiment => withChanges(experiment, []);

/** Changes how the cards are compared; rates are sorted, and a list of the wrong length is the default one. */
export const setComparison = (experiment: Experiment, changed: Partial<ComparisonConfig>): Experiment => ({
  ...experiment,
  comparison: readComparison({ ...experiment.comparison, ...changed }, () => {}),
});
