/** Settings of a card that do not depend on its architecture. Options of architectures are in `models/`. */
import type { Architecture } from '../models/architecture.ts';
import { architectures } from '../models/architectures.ts';
import type { ValuesOf } from '../schema/field.ts';
import { limits } from '../schema/limits.ts';
import { integerField } from '../schema/numberFields.ts';
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
};

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
