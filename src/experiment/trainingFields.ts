/** Fields of training; see `fields.ts`. */
import { type FieldGroup, fieldsOf } from '../core/schema/field.ts';
import {
  integerField,
  numberField,
  roundedToDecimals,
  roundedToSignificant,
} from '../core/schema/numberFields.ts';
import { choiceField } from '../core/schema/plainFields.ts';
import { text } from '../text/text.ts';

const { fields: words, choices, groups } = text.experiment;

const MAX_STEPS = 100_000;

export const trainingFields = fieldsOf(words.training, {
  numReplicas: integerField({ linkKey: 'reps', defaultValue: 5, min: 1, max: 100 }),
  batchSize: integerField({ linkKey: 'batch', defaultValue: 128, min: 1, max: 1024 }),
  learningRate: numberField({
    linkKey: 'lr',
    defaultValue: 0.003,
    min: 1e-6,
    max: 10,
    step: 0.001,
    scale: 'log',
    precision: roundedToSignificant(4),
  }),
  /** Share of the learning rate by which each step shrinks weights, as in AdamW. */
  weightDecay: numberField({
    linkKey: 'wd',
    defaultValue: 0,
    min: 0,
    max: 10,
    step: 0.01,
    precision: roundedToSignificant(4),
  }),
  /** Share of hidden outputs of experts and towers dropped per step. */
  dropout: numberField({
    linkKey: 'drop',
    defaultValue: 0,
    min: 0,
    max: 0.9,
    step: 0.1,
    precision: roundedToDecimals(3),
  }),
  numSteps: integerField({
    linkKey: 'steps',
    defaultValue: 2000,
    min: 1,
    max: MAX_STEPS,
    step: 100,
    scale: 'log',
  }),
  evalEvery: integerField({ linkKey: 'eval', defaultValue: 50, min: 1, max: 10_000, step: 10, scale: 'log' }),
  /** Evaluations without improvement before a stop; 0: never. */
  stopEarly: integerField({ linkKey: 'patience', defaultValue: 0, min: 0, max: 1000 }),
  backend: choiceField({ linkKey: 'backend', defaultValue: 'auto', choices: choices.backend }),
});

export const changeStepField = integerField({ linkKey: 'lrs', defaultValue: 0, min: 0, max: MAX_STEPS })(
  words.learningRateChangeStep,
);

export const trainingGroups: readonly FieldGroup<typeof trainingFields>[] = [
  { label: groups.run, keys: ['numReplicas', 'numSteps', 'evalEvery', 'stopEarly', 'backend'] },
  { label: groups.optimiser, keys: ['learningRate', 'batchSize', 'weightDecay', 'dropout'] },
];
