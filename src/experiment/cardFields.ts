/** Settings of a card that do not depend on its architecture. Options of architectures are in `models/`. */
import type { Architecture } from '../models/architecture.ts';
import { architectures } from '../models/architectures.ts';
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

/** Settings of a card of any architecture, with the name and colour that card `id` of `architecture` gets by default. */
export const cardFieldsOf = (id: string, { label }: Pick<Architecture, 'label'>) => ({
  name: textField({ ...words.name, linkKey: 'n', defaultValue: label, maxLength: limits.nameLength }),
  color: integerField({
    ...words.color,
    linkKey: 'c',
    defaultValue: Math.max(cardIds.indexOf(id), 0),
    min: 0,
    max: limits.cards - 1,
  }),
  initialSeedOffset: integerField({
    ...words.initialSeedOffset,
    linkKey: 's',
    defaultValue: 0,
    min: 0,
    max: 999,
  }),
});
