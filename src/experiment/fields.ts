/**
 * Every setting of tasks and data, described once: form, link and file validation are all made from these tables. Knows nothing of
 * how they are drawn or stored. Training is in `trainingFields.ts`, cards in `cardFields.ts`, options of architectures in `models/`.
 */
import { sourceInfos } from '../data/sources/sources.ts';
import type { SourceSetup, TaskSetup } from '../data/types.ts';
import type { FieldGroup } from '../schema/field.ts';
import { limits, tableLimits } from '../schema/limits.ts';
import { integerField, numberField, toDecimals, toDecimalsAboveZero } from '../schema/numberFields.ts';
import { placeField } from '../schema/placeField.ts';
import { choiceField, textField } from '../schema/plainFields.ts';
import { text } from '../text/text.ts';

const { fields: words, choices, groups, noiseUnits } = text.experiment;

const MAX_ROWS = tableLimits.rows;
/** Standardising the targets needs a few rows. */
const MIN_ROWS = 10;
const MAX_FEATURES = 64;

/** How many tasks there are; the list of tasks and the matrices follow it. */
export const numTasksField = integerField({
  ...words.numTasks,
  linkKey: 'tasks',
  defaultValue: 4,
  min: 1,
  max: limits.tasks,
});

/** One cell of a correlation matrix. */
export const correlationField = numberField({
  ...words.correlation,
  linkKey: 'corr',
  defaultValue: 0,
  min: -1,
  max: 1,
  step: 0.05,
  precision: toDecimals(3),
});

const taskNameField = (number: number) =>
  textField({
    ...words.task.name,
    linkKey: 'n',
    defaultValue: text.experiment.taskName(number),
    maxLength: limits.nameLength,
  });

/** Settings of one task, see `TaskConfig`. `taskFieldsAt` knows the name it gets by default. */
export const taskFields = {
  name: taskNameField(1),
  kind: choiceField({
    ...words.task.kind,
    linkKey: 'k',
    defaultValue: 'regression',
    choices: choices.kind,
  }),
  noise: numberField({
    ...words.task.noise,
    linkKey: 'noise',
    defaultValue: 0.25,
    min: 0,
    max: 10,
    step: 0.05,
    precision: toDecimals(4),
  }),
  positiveRate: numberField({
    ...words.task.positiveRate,
    linkKey: 'pos',
    defaultValue: 0.5,
    min: 0.001,
    max: 0.999,
    step: 0.01,
    precision: toDecimals(4),
  }),
  labelFraction: numberField({
    ...words.task.labelFraction,
    linkKey: 'lab',
    defaultValue: 1,
    min: 0.001,
    max: 1,
    step: 0.05,
    precision: toDecimals(4),
  }),
  lossWeight: numberField({
    ...words.task.lossWeight,
    linkKey: 'w',
    defaultValue: 1,
    min: 0,
    max: 100,
    step: 0.1,
    // With a weight of 0 a task is not learned at all, which nobody means by a small one.
    precision: toDecimalsAboveZero(3),
  }),
  after: placeField({
    ...words.task.after,
    linkKey: 'after',
    size: limits.tasks,
    none: choices.after,
    nameOf: text.experiment.taskName,
  }),
};

/** Settings of the task at `index`, counted from 0. */
export const taskFieldsAt = (index: number): typeof taskFields => ({
  ...taskFields,
  name: taskNameField(index + 1),
});

/** The same as a form shows them, with the unit of the noise of these data, and the tasks that this one may come after. */
export const shownTaskFields = (
  index: number,
  { noiseUnit }: Pick<SourceSetup, 'noiseUnit'>,
  tasks: readonly (Pick<TaskSetup, 'kind' | 'after'> & { readonly name: string })[],
) => {
  const { after, noise, ...fields } = taskFieldsAt(index);
  const isOffered = (place: number) =>
    place === tasks[index]?.after || (place < index && tasks[place]?.kind === 'binary');
  const choices = (after.choices ?? []).flatMap((choice, number) => {
    if (number === 0) return [choice];
    return isOffered(number - 1) ? [{ ...choice, label: tasks[number - 1]?.name ?? choice.label }] : [];
  });
  const unit = noiseUnits[noiseUnit];
  return { ...fields, noise: { ...noise, unit }, after: { ...after, choices } };
};

const rowsField = (spec: { readonly label: string; readonly help: string; readonly unit: string }) => ({
  ...spec,
  min: MIN_ROWS,
  max: MAX_ROWS,
  step: 100,
  scale: 'log' as const,
});

/** Settings of the data, see `DataConfig`; its matrices are not fields. */
export const dataFields = {
  source: choiceField<string>({
    ...words.data.source,
    linkKey: 'source',
    defaultValue: 'sharedFeatures',
    choices: Object.fromEntries(sourceInfos.map(({ id, label }) => [id, label])),
  }),
  recipe: choiceField({
    ...words.data.recipe,
    linkKey: 'recipe',
    defaultValue: 'smooth',
    choices: choices.recipe,
  }),
  inputDim: integerField({
    ...words.data.inputDim,
    linkKey: 'in',
    defaultValue: 32,
    min: 1,
    max: tableLimits.features,
  }),
  numTrainRows: integerField({
    ...rowsField(words.data.numTrainRows),
    linkKey: 'train',
    defaultValue: 10_000,
  }),
  numValidationRows: integerField({
    ...rowsField(words.data.numValidationRows),
    linkKey: 'val',
    defaultValue: 1000,
  }),
  numTestRows: integerField({ ...rowsField(words.data.numTestRows), linkKey: 'test', defaultValue: 4000 }),
  labelTemperature: numberField({
    ...words.data.labelTemperature,
    linkKey: 'soft',
    defaultValue: 0.25,
    min: 0.01,
    max: 10,
    step: 0.05,
    scale: 'log',
    precision: toDecimals(4),
  }),
  noiseUnit: choiceField({
    ...words.data.noiseUnit,
    linkKey: 'unit',
    defaultValue: 'share',
    choices: choices.noiseUnit,
  }),
  numFeatures: integerField({
    ...words.data.numFeatures,
    linkKey: 'feat',
    defaultValue: 5,
    min: 1,
    max: MAX_FEATURES,
  }),
  numCommonFeatures: integerField({
    ...words.data.numCommonFeatures,
    linkKey: 'common',
    defaultValue: 0,
    min: 0,
    max: MAX_FEATURES,
  }),
  numGroups: integerField({
    ...words.data.numGroups,
    linkKey: 'groups',
    defaultValue: 0,
    min: 0,
    max: limits.groups,
  }),
  switching: choiceField({
    ...words.data.switching,
    linkKey: 'switch',
    defaultValue: 'everyTask',
    choices: choices.switching,
  }),
  positives: choiceField({
    ...words.data.positives,
    linkKey: 'count',
    defaultValue: 'expected',
    choices: choices.positives,
  }),
  redraw: choiceField({
    ...words.data.redraw,
    linkKey: 'redraw',
    defaultValue: 'rows',
    choices: choices.redraw,
  }),
  draw: integerField({ ...words.data.draw, linkKey: 'draw', defaultValue: 0, min: 0, max: 9999 }),
  seed: integerField({ ...words.data.seed, linkKey: 'seed', defaultValue: 1, min: 0, max: 999_999 }),
};

export const taskGroups: readonly FieldGroup<typeof taskFields>[] = [
  { label: groups.task, keys: ['name', 'kind', 'after', 'lossWeight'] },
  { label: groups.labels, keys: ['noise', 'positiveRate', 'labelFraction'] },
];

export const dataGroups: readonly FieldGroup<typeof dataFields>[] = [
  { label: groups.rows, keys: ['numTrainRows', 'numValidationRows', 'numTestRows'] },
  {
    label: groups.recipe,
    keys: [
      'source',
      'recipe',
      'inputDim',
      'numFeatures',
      'numCommonFeatures',
      'numGroups',
      'noiseUnit',
      'labelTemperature',
      'positives',
      'switching',
    ],
  },
  { label: groups.draws, keys: ['redraw', 'draw', 'seed'] },
];
