/**
 * A trend as a text of a link: digest of experiment and numbers, card, reference, steps, repetitions, those left
 * out, gain and its interval, such as `Xb3-kQ9_0aAb,B,A,300,5,0,.021,.004,.036`.
 */
import * as z from 'zod/mini';
import { MIN_REPLICAS } from '../../analysis/pairs.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { SETTING_SYNTAX } from '../../experiment/link/entries.ts';
import { shortNumberText } from '../../experiment/link/text.ts';
import type { Trend } from '../trend.ts';
import { digestOf } from './linkResult.ts';

const { separator } = SETTING_SYNTAX;

/** Null if there is nothing to send: every repetition diverged. */
export function linkTrendOf(
  experiment: Experiment,
  { cardId, against, numSteps, gain }: Trend,
): string | null {
  const { n, numLeftOut, mean, low, high } = gain;
  if (n === 0) return null;
  const shares = (Number.isNaN(low) ? [mean] : [mean, low, high]).map((one) => Number(one.toPrecision(4)));
  const written = [numSteps, n, numLeftOut, ...shares].map(shortNumberText);
  const numbers = [cardId, against, ...written].join(separator);
  return [digestOf(experiment, null, numbers), numbers].join(separator);
}

const countSchema = z.pipe(z.string().check(z.regex(/^\d{1,6}$/)), z.transform(Number));
// A share that was rounded may reach 1.
const shareSchema = z.pipe(
  z.string().check(z.regex(/^-?(\d+|\d*\.\d+)(e[-+]?\d{1,3})?$/), z.maxLength(20)),
  z.pipe(z.transform(Number), z.number().check(z.maximum(1))),
);
const idSchema = z.string().check(z.maxLength(1));

const trendSchema = z.pipe(
  z.tuple([idSchema, idSchema, countSchema, countSchema, countSchema, shareSchema], shareSchema),
  z.transform(
    ([cardId, against, numSteps, n, numLeftOut, mean, low = Number.NaN, high = Number.NaN]): Trend => {
      return { cardId, against, numSteps, gain: { mean, low, high, n, numLeftOut } };
    },
  ),
);

/** Null unless written for this experiment. Never throws. */
export function trendOfLink(written: string, experiment: Experiment): Trend | null {
  const at = written.indexOf(separator);
  const numbers = written.slice(at + 1);
  if (at < 0 || written.slice(0, at) !== digestOf(experiment, null, numbers)) return null;
  const parts = numbers.split(separator);
  const read = parts.length === 6 || parts.length === 8 ? trendSchema.safeParse(parts) : null;
  return read?.success === true && isPossible(read.data, experiment) ? read.data : null;
}

function isPossible({ cardId, against, numSteps, gain }: Trend, { cards, training }: Experiment): boolean {
  const { mean, low, high, n, numLeftOut } = gain;
  const areCards = [cardId, against].every((one) => cards.some(({ id }) => id === one)) && cardId !== against;
  const hasInterval = Number.isNaN(low) ? n < MIN_REPLICAS : n >= MIN_REPLICAS && low <= mean && mean <= high;
  const isPlanned = n + numLeftOut <= training.numReplicas && numSteps <= training.numSteps;
  return areCards && hasInterval && isPlanned && n > 0;
}
