/** Fields of a card that do not depend on its architecture; options of architectures are in `models/`. */

import { type Field, fieldsOf, type ValuesOf } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { integerField, numberField, roundedToDecimals } from '../core/schema/numberFields.ts';
import { choiceField, textField } from '../core/schema/plainFields.ts';
import { isFunnel } from '../data/funnel.ts';
import type { Architecture } from '../models/architecture.ts';
import { architectures } from '../models/architectures.ts';
import { text } from '../text/text.ts';
import { cardIds } from './cardIds.ts';
import { trainingFields } from './trainingFields.ts';

const { card: words } = text.experiment.fields;

export const architectureField = choiceField<string>({
  linkKey: '',
  defaultValue: 'adattSp',
  choices: Object.fromEntries(architectures.map(({ id, label }) => [id, label])),
})(words.architecture);

const weightRange = { min: 0, max: 100, step: 0.1, precision: roundedToDecimals(3) };

/** Null: that of the training. */
const ownField = (field: Field<number>): Field<number | null> => ({
  ...field,
  defaultValue: null,
  read: (value, report) => (value === null ? null : field.read(value, report)),
  toText: (value) => (value === null ? '' : field.toText(value)),
});

const ownTrainingFields = {
  ownLearningRate: ownField(trainingFields.learningRate),
  ownWeightDecay: ownField(trainingFields.weightDecay),
  ownDropout: ownField(trainingFields.dropout),
};

const commonCardFields = fieldsOf(words, {
  initialSeedOffset: integerField({ linkKey: 's', defaultValue: 0, min: 0, max: 999 }),
  weighting: choiceField({ linkKey: 'weights', defaultValue: 'fixed', choices: words.weighting.choices }),
  elementwiseGates: choiceField({
    linkKey: 'scale',
    defaultValue: 'none',
    choices: words.elementwiseGates.choices,
  }),
  /** See `derived/objective.ts`. Choices are equal if no task follows another. */
  objective: choiceField({ linkKey: 'obj', defaultValue: 'conditional', choices: words.objective.choices }),
  clip: numberField({
    linkKey: 'clip',
    defaultValue: 0.05,
    min: 0.001,
    max: 1,
    step: 0.01,
    precision: roundedToDecimals(4),
  }),
  lambdaC: numberField({ linkKey: 'lc', defaultValue: 1, ...weightRange }),
  lambdaG: numberField({ linkKey: 'lg', defaultValue: 1, ...weightRange }),
});

// Form, link, files and differences iterate over these fields.
export const trainedCardFields = { ...commonCardFields, ...ownTrainingFields };

type TrainedSetting = keyof typeof trainedCardFields;

/** Own settings of training are used only where a card has them. */
export function usedCardSettings(
  { objective, ...card }: Pick<CardSettings, 'objective' | keyof typeof ownTrainingFields>,
  tasks: Parameters<typeof isFunnel>[0],
): readonly TrainedSetting[] {
  const isPropensity = isFunnel(tasks) && objective === 'inversePropensity';
  const unused = new Set<TrainedSetting>([
    ...(isFunnel(tasks) ? [] : (['objective'] as const)),
    ...(isPropensity ? [] : (['clip', 'lambdaC', 'lambdaG'] as const)),
    ...(['ownLearningRate', 'ownWeightDecay', 'ownDropout'] as const).filter((key) => card[key] === null),
  ]);
  return (Object.keys(trainedCardFields) as TrainedSetting[]).filter((key) => !unused.has(key));
}

/** Equal for cards that minimise the same losses; empty for conditional losses. */
export function objectiveKeyOf(card: CardSettings, tasks: Parameters<typeof isFunnel>[0]): string {
  if (card.objective === 'conditional' || !isFunnel(tasks)) return '';
  const used = usedCardSettings(card, tasks);
  return (['objective', 'clip', 'lambdaC', 'lambdaG'] as const)
    .flatMap((key) => (used.includes(key) ? [card[key]] : []))
    .join(' ');
}

export const cardFieldsOf = (id: string, { label }: Pick<Architecture, 'label'>) => ({
  name: textField({ linkKey: 'n', defaultValue: label, maxLength: limits.nameLength })(words.name),
  color: integerField({
    linkKey: 'c',
    defaultValue: Math.max(cardIds.indexOf(id), 0),
    min: 0,
    max: limits.cards - 1,
  })(words.color),
  ...trainedCardFields,
});

export type CardSettings = ValuesOf<ReturnType<typeof cardFieldsOf>>;
