/**
 * A trend as a text of a link: digest of experiment and numbers, card, steps, repetitions, those left out, gain and
 * its interval, such as `Xb3-kQ9_0aAb,B,300,5,0,.021,.004,.036`.
 */
import { MIN_REPLICAS } from '../../analysis/pairs.ts';
import { referenceOf } from '../../experiment/comparison.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { SETTING_SYNTAX } from '../../experiment/link/entries.ts';
import { shortNumberText } from '../../experiment/link/text.ts';
import type { Trend } from '../trend.ts';
import { digestOf } from './linkResult.ts';

const { separator } = SETTING_SYNTAX;
const none = Number.NaN;

/** Null if there is nothing to send: every repetition diverged. */
export function linkTrendOf(experiment: Experiment, trend: Trend): string | null {
  const { n, numLeftOut, mean, low, high } = trend.gain;
  if (n === 0) return null;
  const shares = (Number.isNaN(low) ? [mean] : [mean, low, high]).map((one) => Number(one.toPrecision(4)));
  const written = [trend.numSteps, n, numLeftOut, ...shares].map(shortNumberText);
  const numbers = [trend.cardId, ...written].join(separator);
  return [digestOf(experiment, null, numbers), numbers].join(separator);
}

/** Null unless written for this experiment. Never throws. */
export function trendOfLink(written: string, experiment: Experiment): Trend | null {
  const [digest, ...numbers] = written.split(separator);
  if (digest !== digestOf(experiment, null, numbers.join(separator))) return null;
  const [cardId = '', ...rest] = numbers;
  const [numSteps = 0, n = 0, numLeftOut = 0, mean = none, low = none, high = none] = rest.map(Number);
  const trend = { cardId, numSteps, gain: { mean, low, high, n, numLeftOut } };
  return isPossible(trend, experiment) ? trend : null;
}

function isPossible({ cardId, numSteps, gain }: Trend, experiment: Experiment): boolean {
  const { cards, training } = experiment;
  const { mean, low, high, n, numLeftOut } = gain;
  const isRival = cardId !== referenceOf(experiment)?.id && cards.some(({ id }) => id === cardId);
  const hasInterval = Number.isNaN(low) ? n < MIN_REPLICAS : n >= MIN_REPLICAS && low <= mean && mean <= high;
  const isCounted =
    [n, numLeftOut, numSteps].every((count) => Number.isInteger(count) && count >= 0) && n > 0;
  const isPlanned = n + numLeftOut <= training.numReplicas && numSteps <= training.numSteps;
  return isRival && hasInterval && isCounted && isPlanned && Number.isFinite(mean) && mean <= 1;
}
