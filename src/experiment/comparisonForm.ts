/** Fields of the comparison that only the form needs, apart so that the first paint does not load them. */
import type { Field } from '../core/schema/field.ts';
import { text } from '../text/text.ts';
import { comparisonFields, defaultLearningRates, RATES_KEY, readLearningRates } from './comparison.ts';
import type { Experiment } from './experiment.ts';

export const learningRatesField: Field<readonly number[]> = {
  ...text.comparison.fields.learningRates,
  kind: 'text',
  linkKey: RATES_KEY,
  meaning: 'other',
  unit: null,
  range: null,
  choices: null,
  defaultValue: defaultLearningRates,
  read: (value, report) => {
    const problems: string[] = [];
    const rates = readLearningRates(value, (problem) => problems.push(problem));
    if (problems.length > 0) report?.(problems.join(' '));
    return rates;
  },
  toText: (rates) => rates.join(', '),
  fromText: (written) => written.split(/[,;\s]+/).flatMap((rate) => (rate === '' ? [] : [Number(rate)])),
};

export const referenceFieldOf = ({ cards }: Pick<Experiment, 'cards'>): Field<string> => {
  const nameOf = new Map(cards.map(({ id, name }) => [id, text.app.architectures.name(id, name)]));
  const choices = comparisonFields.reference.choices ?? [];
  return {
    ...comparisonFields.reference,
    choices: choices.flatMap(({ value, label }) => {
      const name = value === 'auto' ? label : nameOf.get(value);
      return name === undefined ? [] : [{ value, label: name }];
    }),
    // A reference whose card is gone is shown as `auto`.
    toText: (value) => (nameOf.has(value) ? value : 'auto'),
  };
};
