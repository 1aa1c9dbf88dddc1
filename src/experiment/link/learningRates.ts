/** Learning rates in a link: changes in a run, and those to tune over; part of `link.ts`. */
import { defaultLearningRates, RATES_KEY } from '../comparison.ts';
import type { ComparisonConfig, TrainingConfig } from '../experiment.ts';
import { changeStepField, trainingFields } from '../trainingFields.ts';
import { type Entry, entriesIn, joined, SETTING_SIGNS, type UnreadEntries } from './entries.ts';
import { shortNumber } from './text.ts';

const CHANGES_KEY = changeStepField.linkKey;
const { fromText } = trainingFields.learningRate;

export const changesEntry = ({ learningRateChanges }: TrainingConfig): readonly Entry[] => {
  const written = learningRateChanges.map(
    ({ step, value }) => [shortNumber(step), shortNumber(value)] as const,
  );
  return written.length === 0 ? [] : [[CHANGES_KEY, joined(written, SETTING_SIGNS)]];
};

/** Unvalidated changes. */
export const changesIn = (unread: UnreadEntries): unknown =>
  entriesIn(unread.take(CHANGES_KEY) ?? '', SETTING_SIGNS).map(([step, value]) => ({
    step: changeStepField.fromText(step),
    value: fromText(value),
  }));

const ratesText = (rates: readonly number[]): string => rates.map(shortNumber).join(',');

export const ratesEntry = ({ learningRates }: ComparisonConfig): readonly Entry[] =>
  ratesText(learningRates) === ratesText(defaultLearningRates) ? [] : [[RATES_KEY, ratesText(learningRates)]];

/** Unvalidated rates. */
export const ratesIn = (unread: UnreadEntries): unknown => unread.take(RATES_KEY)?.split(',').map(fromText);
