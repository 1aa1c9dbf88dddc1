/** Settings of a card that do not depend on its architecture. Options of architectures are in `models/`. */
import { isFunnel } from '../data/funnel.ts';
import type { Architecture } from '../models/architecture.ts';
import { architectures } from '../models/architectures.ts';
import type { ValuesOf } from '../schema/field.ts';
import { limits } from '../schema/limits.ts';
import { integerField, numberField, toDecimals } from '../schema/numberFields.ts';
import { choiceField, textField } from '../schema/plainFields.ts';
import { text } from '../text/text.ts';
import { cardIds } from './cardIds.ts';

const words = text.experiment.fields.card;

/** Which architecture a card is; in a link it stands first, without a key. */
export const architectureField = choiceField<string>({
  ...words.architecture,
  linkKey: '',
  defaultValue: 'adattSp',
  choices: Object.fromEntries(architectures.map(({ id, label }) => [id, label])),
});

const weightRange = { min: 0, max: 100, step: 0.1, precision: toDecimals(3) };

/** Settings that change what is trained. A new one is its lines here and its words: form, link, files and differences iterate them. */
export const trainedCardFields = {
  /** Other initial weights on the same data and batches. */
  initialSeedOffset: integerField({
    ...words.initialSeedOffset,
    linkKey: 's',
    defaultValue: 0,
    min: 0,
    max: 999,
  }),
  /** The rule of the weights that losses have in what is minimised. */
  weighting: choiceField({
    ...words.weighting,
    linkKey: 'weights',
    defaultValue: 'fixed',
    choices: text.experiment.choices.weighting,
  }),
  /** The places where numbers are scaled by factors of their own. */
  elementwiseGates: choiceField({
    ...words.elementwiseGates,
    linkKey: 'scale',
    defaultValue: 'none',
    choices: text.experiment.choices.elementwiseGates,
  }),
  /** The losses that are minimised; see `derived/objective.ts`. Without tasks that come after others all are one. */
  objective: choiceField({
    ...words.objective,
    linkKey: 'obj',
    defaultValue: 'conditional',
    choices: text.experiment.choices.objective,
  }),
  clip: numberField({
    ...words.clip,
    linkKey: 'clip',
    defaultValue: 0.05,
    min: 0.001,
    max: 1,
    step: 0.01,
    precision: toDecimals(4),
  }),
  lambdaC: numberField({ ...words.lambdaC, linkKey: 'lc', defaultValue: 1, ...weightRange }),
  lambdaG: numberField({ ...words.lambdaG, linkKey: 'lg', defaultValue: 1, ...weightRange }),
};

type TrainedSetting = keyof typeof trainedCardFields;

/** The settings of `trainedCardFields` that mean something for a card of these tasks. */
export function usedCardSettings(
  { objective }: Pick<CardSettings, 'objective'>,
  tasks: Parameters<typeof isFunnel>[0],
): readonly TrainedSetting[] {
  const isUsed: Readonly<Record<TrainedSetting, boolean>> = {
    initialSeedOffset: true,
    weighting: true,
    elementwiseGates: true,
    objective: isFunnel(tasks),
    clip: isFunnel(tasks) && objective === 'inversePropensity',
    lambdaC: isFunnel(tasks) && objective === 'inversePropensity',
    lambdaG: isFunnel(tasks) && objective === 'inversePropensity',
  };
  return (Object.keys(trainedCardFields) as TrainedSetting[]).filter((key) => isUsed[key]);
}

/** Settings of a card of any architecture, with the name and colour that card `id` of `architecture` gets by default. */
export const cardFieldsOf = (id: string, { label }: Pick<Architecture, 'label'>) => ({
  name: textField({ ...words.name, linkKey: 'n', defaultValue: label, maxLength: limits.nameLength }),
  /** Index into the palette of architecture colours. */
  color: integerField({
    ...words.color,
    linkKey: 'c',
    defaultValue: Math.max(cardIds.indexOf(id), 0),
    min: 0,
    max: limits.cards - 1,
  }),
  ...trainedCardFields,
});

export type CardSettings = ValuesOf<ReturnType<typeof cardFieldsOf>>;
