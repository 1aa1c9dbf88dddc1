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
    choices: [
      { value: 'auto', label: choices.reference.auto },
      ...cardIds.map((id) => ({ value: id, label: choices.reference.card(id) })),
    ],
  }),
  reportingRule: choiceField({
    ...words.reportingRule,
    linkKey: 'report',
    defaultValue: 'bestValidation',
    choices: [
      { value: 'bestValidation', label: choices.reportingRule.bestValidation },
      { value: 'finalStep', label: choices.reportingRule.finalStep },
    ],
  }),
  budget: choiceField({
    ...words.budget,
    linkKey: 'budget',
    defaultValue: 'asConfigured',
    choices: [
      { value: 'asConfigured', label: choices.budget.asConfigured },
      { value: 'equalParameters', label: choices.budget.equalParameters },
      { value: 'equalExperts', label: choices.budget.equalExperts },
    ],
  }),
  isTuned: booleanField({ ...words.isTuned, linkKey: 'tune', defaultValue: false }),
};
