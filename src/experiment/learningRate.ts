/** Learning rate over a run, the initial one and its changes, and what a card has of its own. */
import type { ReportProblem } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { ownPropertyOf, readFields } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { text } from '../text/text.ts';
import type { CardConfig, LearningRateChange, TrainingConfig } from './experiment.ts';
import { changeStepField, trainingFields } from './trainingFields.ts';

const words = text.experiment.read;

export type TunedSettings = Pick<TrainingConfig, 'learningRate' | 'weightDecay' | 'dropout'>;

/** As the card is trained: with its own settings where it has them. */
export const tunedSettingsOf = (card: CardConfig, training: TunedSettings): TunedSettings => ({
  learningRate: card.learningRate ?? card.ownLearningRate ?? training.learningRate,
  weightDecay: card.ownWeightDecay ?? training.weightDecay,
  dropout: card.ownDropout ?? training.dropout,
});

/** `step` counts from 0. */
export const learningRateAt = (
  { learningRate, learningRateChanges }: Pick<TrainingConfig, 'learningRate' | 'learningRateChanges'>,
  step: number,
): number => learningRateChanges.findLast((change) => change.step <= step)?.value ?? learningRate;

export const withLearningRateChange = (
  changes: readonly LearningRateChange[],
  added: LearningRateChange,
): readonly LearningRateChange[] =>
  [...changes.filter((change) => change.step !== added.step), added].toSorted((a, b) => a.step - b.step);

const learningRateChangeFields = { step: changeStepField, value: trainingFields.learningRate };

// Drops a malformed change, since one at the wrong step would be worse than none.
const readLearningRateChange = (given: unknown, report: ReportProblem): readonly LearningRateChange[] => {
  if (Number.isFinite(ownPropertyOf(given, 'step')) && Number.isFinite(ownPropertyOf(given, 'value')))
    return [readFields(learningRateChangeFields, given, report)];
  report(words.learningRateChange(shownValue(given)));
  return [];
};

export const readOptionalList = (
  given: unknown,
  what: string,
  report: ReportProblem,
): readonly unknown[] | undefined => {
  if (given !== undefined && !Array.isArray(given)) report(words.notAList(what, shownValue(given)));
  return Array.isArray(given) ? given : undefined;
};

/** Reads changes: sorted, one per step. Never throws. */
export const readLearningRateChanges = (
  given: unknown,
  report: ReportProblem,
): readonly LearningRateChange[] => {
  const list = readOptionalList(given, words.learningRateChanges, report) ?? [];
  const max = limits.learningRateChanges;
  if (list.length > max) report(words.tooManyLearningRateChanges(max, list.length));
  const changes = list.slice(0, max).flatMap((change) => readLearningRateChange(change, report));
  return changes.reduce<readonly LearningRateChange[]>((taken, change) => {
    if (taken.some(({ step }) => step === change.step))
      report(words.duplicateLearningRateChange(change.step));
    return withLearningRateChange(taken, change);
  }, []);
};
