/** Settings of how cards are compared, described once like those of `fields.ts`; its learning rates are not a field. */
import { booleanField, choiceField } from '../schema/plainFields.ts';
import { text } from '../text/text.ts';
import { cardIds } from './cardFields.ts';

const { fields: words, choices } = text.comparison;

/** Settings of the comparison, see `ComparisonConfig`. */
export const comparisonFields = {
  reference: choiceField<string>({
    ...words.reference,
    linkKey: 'ref',
    defaultValue: 'auto',
    choices: {
      auto: choices.reference.auto,
      ...Object.fromEntries(cardIds.map((id) => [id, choices.reference.card(id)])),
    },
  }),
  reportingRule: choiceField({
    ...words.reportingRule,
    linkKey: 'report',
    defaultValue: 'bestValidation',
    choices: choices.reportingRule,
  }),
  budget: choiceField({
    ...words.budget,
    linkKey: 'budget',
    defaultValue: 'asConfigured',
    choices: choices.budget,
  }),
  isTuned: booleanField({ ...words.isTuned, linkKey: 'tune', defaultValue: false }),
};
