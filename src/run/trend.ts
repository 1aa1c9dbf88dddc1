/** Trend of a short training: how far a network is ahead of the reference after a few steps. */
import { MIN_REPLICAS } from '../analysis/pairs.ts';
import type { Interval } from '../analysis/statistics.ts';
import { verdictOf } from '../analysis/verdict.ts';
import { referenceOf } from '../experiment/comparison.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { reportedLossesIn } from './reportable.ts';
import type { Run } from './run.ts';
import { verdictRulesOf } from './summary.ts';

export const TREND_STEPS = 300;
export const TREND_REPLICAS = 5;

export interface Trend {
  readonly cardId: string;
  readonly numSteps: number;
  /** Over all tasks, with the verdict's interval for this pair alone; its ends are NaN below three repetitions. */
  readonly gain: Interval;
}

export function trendOf(pair: Experiment, { networks, knownLosses }: Run): Trend | null {
  const reference = referenceOf(pair);
  const card = pair.cards.find(({ id }) => id !== reference?.id);
  if (reference === null || card === undefined || knownLosses === null) return null;
  const reported = reportedLossesIn(pair, networks);
  const losses = { own: reported(card.id), other: reported(reference.id), nullLosses: knownLosses.test };
  const { gain } = verdictOf(losses, verdictRulesOf(pair, false)).overall;
  const { numSteps } = pair.training;
  const ends = gain.n < MIN_REPLICAS ? { low: Number.NaN, high: Number.NaN } : {};
  return { cardId: card.id, numSteps, gain: { ...gain, ...ends } };
}
