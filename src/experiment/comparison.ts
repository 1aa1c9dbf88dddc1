/** Settings of how cards are compared: the reference of verdicts and the learning rates to tune over. */

import { fieldsOf, type ReportProblem } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { numberField, roundedToDecimals } from '../core/schema/numberFields.ts';
import { booleanField, choiceField } from '../core/schema/plainFields.ts';
import { defaultValuesOf, ownPropertyOf, readFields } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import type { Architecture } from '../models/architecture.ts';
import { architectureOf } from '../models/architectures.ts';
import { text } from '../text/text.ts';
import { cardIds } from './cardIds.ts';
import type { CardConfig, ComparisonConfig, Experiment } from './experiment.ts';
import { trainingFields } from './trainingFields.ts';

const { fields: words, choices } = text.comparison;

export const comparisonFields = fieldsOf(words, {
  reference: choiceField<string>({
    linkKey: 'ref',
    defaultValue: 'auto',
    choices: {
      auto: choices.reference.auto,
      ...Object.fromEntries(cardIds.map((id) => [id, choices.reference.card(id)])),
    },
  }),
  reportingRule: choiceField({
    linkKey: 'report',
    defaultValue: 'bestValidation',
    choices: choices.reportingRule,
  }),
  margin: numberField({
    linkKey: 'margin',
    defaultValue: 0.03,
    min: 0.001,
    max: 0.5,
    step: 0.01,
    precision: roundedToDecimals(3),
  }),
  budget: choiceField({ linkKey: 'budget', defaultValue: 'equalParameters', choices: choices.budget }),
  isTuned: booleanField({ linkKey: 'tune', defaultValue: false }),
});

export const defaultLearningRates: readonly number[] = [0.001, 0.003, 0.01];

export const RATES_KEY = 'rates';

export const defaultComparison = (): ComparisonConfig => ({
  ...defaultValuesOf(comparisonFields),
  learningRates: defaultLearningRates,
});

export const readComparison = (given: unknown, report: ReportProblem): ComparisonConfig => ({
  ...readFields(comparisonFields, given, report, ['learningRates']),
  learningRates: readLearningRates(ownPropertyOf(given, 'learningRates'), report),
});

/** Ascending, without duplicates; a malformed list becomes the default one. */
export const readLearningRates = (given: unknown, report: ReportProblem): readonly number[] => {
  if (given === undefined) return defaultLearningRates;
  const isList = Array.isArray(given) && given.every((rate) => Number.isFinite(rate));
  const max = limits.tunedLearningRates;
  if (!isList || given.length === 0 || given.length > max) {
    report(text.experiment.read.learningRates(max, shownValue(given)));
    return defaultLearningRates;
  }
  const rates = given.map((rate: unknown) => trainingFields.learningRate.read(rate, report));
  return [...new Set(rates)].toSorted((a, b) => a - b);
};

type ArchitectureRole = Architecture['role'];

const cardWithRole = (cards: readonly CardConfig[], role: ArchitectureRole): CardConfig | undefined =>
  cards.find(({ architecture }) => architectureOf(architecture)?.role === role);

/** Chosen card, else the first AdaTT, else the first card. */
export const referenceOf = ({
  cards,
  comparison,
}: Pick<Experiment, 'cards' | 'comparison'>): CardConfig | null =>
  cards.find(({ id }) => id === comparison.reference) ?? cardWithRole(cards, 'subject') ?? cards[0] ?? null;
