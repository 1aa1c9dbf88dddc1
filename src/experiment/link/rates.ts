/** The learning rates to tune over, as a parameter of a link. */
import { defaultLearningRates, RATES_KEY } from '../comparison.ts';
import type { ComparisonConfig } from '../experiment.ts';
import { trainingFields } from '../trainingFields.ts';
import type { Bag, Entry } from './entries.ts';
import { shortNumber } from './text.ts';

const ratesText = (rates: readonly number[]): string => rates.map(shortNumber).join(',');

/** Rates that differ from the default ones. */
export const ratesEntry = ({ learningRates }: ComparisonConfig): readonly Entry[] =>
  ratesText(learningRates) === ratesText(defaultLearningRates) ? [] : [[RATES_KEY, ratesText(learningRates)]];

/** Numbers to be checked; undefined where the link says nothing. */
export const ratesIn = (bag: Bag): unknown =>
  bag
    .take(RATES_KEY)
    ?.split(',')
    .map((rate) => trainingFields.learningRate.fromText(rate));
