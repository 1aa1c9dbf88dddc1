/** Settings of the comparison as a form needs them and nothing else does: apart, so that the first paint goes without. */
import type { Field } from '../core/schema/field.ts';
import { text } from '../text/text.ts';
import { comparisonFields, defaultLearningRates, RATES_KEY, readLearningRates } from './comparison.ts';
import type { Experiment } from './experiment.ts';

/** The rates to tune over, as one line of the form: `0.001, 0.003, 0.01`. */
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

/** The choice of the reference among the cards there are, under their names. */
export const referenceFieldOf = ({ cards }: Pick<Experiment, 'cards'>): Field<string> => {
  const nameOf = new Map(cards.map(({ id, name }) => [id, text.app.architectures.name(id, name)]));
  const choices = comparisonFields.reference.choices ?? [];
  return {
    ...comparisonFields.reference,
    choices: choices.flatMap(({ value, label }) => {
      const name = value === 'auto' ? label : nameOf.get(value);
      return name === undefined ? [] : [{ value, label: name }];
    }),
    // Of a card that is gone nothing is left to choose.
    toText: (value) => (nameOf.has(value) ? value : 'auto'),
  };
};
