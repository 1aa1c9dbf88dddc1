/** Fields of tasks and data, from which form, link and validation are made. */

import { type FieldGroup, fieldsOf } from '../core/schema/field.ts';
import { limits, tableLimits } from '../core/schema/limits.ts';
import {
  integerField,
  numberField,
  roundedAboveZero,
  roundedToDecimals,
} from '../core/schema/numberFields.ts';
import { choiceField, indexField, textField } from '../core/schema/plainFields.ts';
import { sourceInfos } from '../data/sources/sources.ts';
import type { SourceSetup, TaskSetup } from '../data/types.ts';
import { text } from '../text/text.ts';

const { fields: words, choices, groups, noiseUnits } = text.experiment;

const MAX_ROWS = tableLimits.rows;
// Standardising the targets needs a few rows.
const MIN_ROWS = 10;
const MAX_FEATURES = 64;

export const numTasksField = integerField({ linkKey: 'tasks', defaultValue: 4, min: 1, max: limits.tasks })(
  words.numTasks,
);

export const correlationField = numberField({
  linkKey: 'corr',
  defaultValue: 0,
  min: -1,
  max: 1,
  step: 0.05,
  precision: roundedToDecimals(3),
})(words.correlation);

const taskNameField = (number: number) =>
  textField({
    linkKey: 'n',
    defaultValue: text.experiment.taskName(number),
    maxLength: limits.nameLength,
  });

export const taskFields = fieldsOf(words.task, {
  name: taskNameField(1),
  kind: choiceField({ linkKey: 'k', defaultValue: 'regression', choices: choices.kind }),
  noise: numberField({
    linkKey: 'noise',
    defaultValue: 0.25,
    min: 0,
    max: 10,
    step: 0.05,
    precision: roundedToDecimals(4),
  }),
  positiveRate: numberField({
    linkKey: 'pos',
    defaultValue: 0.5,
    min: 0.001,
    max: 0.999,
    step: 0.01,
    precision: roundedToDecimals(4),
  }),
  labelFraction: numberField({
    linkKey: 'lab',
    defaultValue: 1,
    min: 0.001,
    max: 1,
    step: 0.05,
    precision: roundedToDecimals(4),
  }),
  lossWeight: numberField({
    linkKey: 'w',
    defaultValue: 1,
    min: 0,
    max: 100,
    step: 0.1,
    // Rounds small weights up: with a weight of 0 a task would not be learned at all.
    precision: roundedAboveZero(3),
  }),
  after: indexField({
    linkKey: 'after',
    size: limits.tasks,
    none: choices.after,
    nameOf: text.experiment.taskName,
  }),
  featureSet: indexField({
    linkKey: 'set',
    size: limits.tasks,
    none: choices.featureSet,
    nameOf: text.experiment.featureSetName,
  }),
});

export const taskFieldsAt = (index: number): typeof taskFields => ({
  ...taskFields,
  name: taskNameField(index + 1)(words.task.name),
});

/** Fields as a form shows them: with the data's unit of noise and the tasks that this one may follow. */
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

const rowCountSpec = { min: MIN_ROWS, max: MAX_ROWS, step: 100, scale: 'log' } as const;

export const dataFields = fieldsOf(words.data, {
  source: choiceField<string>({
    linkKey: 'source',
    defaultValue: 'sharedFeatures',
    choices: Object.fromEntries(sourceInfos.map(({ id, label }) => [id, label])),
  }),
  recipe: choiceField({ linkKey: 'recipe', defaultValue: 'smooth', choices: choices.recipe }),
  inputDim: integerField({ linkKey: 'in', defaultValue: 32, min: 1, max: tableLimits.features }),
  numTrainRows: integerField({ ...rowCountSpec, linkKey: 'train', defaultValue: 10_000 }),
  numValidationRows: integerField({ ...rowCountSpec, linkKey: 'val', defaultValue: 1000 }),
  numTestRows: integerField({ ...rowCountSpec, linkKey: 'test', defaultValue: 4000 }),
  labelTemperature: numberField({
    linkKey: 'soft',
    defaultValue: 0.25,
    min: 0.01,
    max: 10,
    step: 0.05,
    scale: 'log',
    precision: roundedToDecimals(4),
  }),
  noiseDependence: numberField({
    linkKey: 'dep',
    defaultValue: 0,
    min: -0.9,
    max: 0.9,
    step: 0.1,
    precision: roundedToDecimals(3),
  }),
  noiseUnit: choiceField({ linkKey: 'unit', defaultValue: 'share', choices: choices.noiseUnit }),
  numFeatures: integerField({ linkKey: 'feat', defaultValue: 5, min: 1, max: MAX_FEATURES }),
  numCommonFeatures: integerField({ linkKey: 'common', defaultValue: 0, min: 0, max: MAX_FEATURES }),
  numGroups: integerField({ linkKey: 'groups', defaultValue: 0, min: 0, max: limits.groups }),
  switching: choiceField({ linkKey: 'switch', defaultValue: 'everyTask', choices: choices.switching }),
  positives: choiceField({ linkKey: 'count', defaultValue: 'expected', choices: choices.positives }),
  redraw: choiceField({
    linkKey: 'redraw',
    defaultValue: 'rows',
    choices: choices.redraw,
    retired: ['directions'],
  }),
  draw: integerField({ linkKey: 'draw', defaultValue: 0, min: 0, max: 9999 }),
  seed: integerField({ linkKey: 'seed', defaultValue: 1, min: 0, max: 999_999 }),
});

export const taskGroups: readonly FieldGroup<typeof taskFields>[] = [
  { label: groups.task, keys: ['name', 'kind', 'after', 'lossWeight'] },
  { label: groups.labels, keys: ['noise', 'positiveRate', 'labelFraction', 'featureSet'] },
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
      'noiseDependence',
      'positives',
      'switching',
    ],
  },
  { label: groups.draws, keys: ['redraw', 'draw', 'seed'] },
];
