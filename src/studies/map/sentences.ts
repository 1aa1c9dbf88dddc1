/** Directed sentences that the first half of the set-ups suggested, and what the second half and other ways of comparing say of each. */
import { centralProbability, type Interval, LEVEL, standardDeviation } from '../../analysis/statistics.ts';
import { mean } from '../../core/lists.ts';
import { log1p } from '../../core/math.ts';
import { MIN_SET_UPS } from './bins.ts';
import type { Contestant } from './contestants.ts';
import { isWhere, type Where } from './levels.ts';
import { advantageIn, advantageOver, type SetUpReading } from './readings.ts';

export interface DirectedSentence {
  readonly where: Where;
  /** Said to be better than the other. */
  readonly one: Contestant;
  readonly other: Contestant;
  /** Smallest advantage that matters, as a log ratio; the sentence says that there is more. */
  readonly least: number;
}

const fewLabels: Where = { labels: ['300', '1000'] };
const manyLabels: Where = { labels: ['3000', '10000'] };

const logRatioOf = (gain: number): number => -log1p(-gain);

/** Written after the first half was trained and before the second; at most six. */
const directedSentences: readonly DirectedSentence[] = [
  { where: {}, one: 'sharedBottom', other: 'adattSp', least: logRatioOf(0.05) },
  { where: {}, one: 'crossStitch', other: 'adattSp', least: logRatioOf(0.03) },
  { where: fewLabels, one: 'singleTask', other: 'adattSp', least: logRatioOf(0.01) },
  { where: manyLabels, one: 'adattSp', other: 'ple', least: logRatioOf(0.01) },
  { where: manyLabels, one: 'adattSp', other: 'mmoe', least: logRatioOf(0.005) },
  { where: manyLabels, one: 'adattSp', other: 'adatt', least: logRatioOf(0.005) },
];

/** Set-ups from this key on confirm; those before it were explored. */
export const FIRST_CONFIRMING_KEY = 100;

export const isExplored = ({ key }: Pick<SetUpReading, 'key'>): boolean => key < FIRST_CONFIRMING_KEY;

export type SentenceStatus = 'confirmed' | 'notConfirmed' | 'notTested';

export interface TestedSentence {
  readonly sentence: DirectedSentence;
  readonly status: SentenceStatus;
  readonly explored: Interval;
  readonly confirming: Interval;
  /** One-sided, before correction; 1 where the sentence is not tested. */
  readonly p: number;
}

/** Holm's correction counts all sentences, tested or not. */
export function testedSentences(
  setUps: readonly SetUpReading[],
  sentences: readonly DirectedSentence[] = directedSentences,
): readonly TestedSentence[] {
  const found = sentences.map((sentence) => {
    const { where, one, other, least } = sentence;
    const about = setUps.filter(({ circumstances }) => isWhere(where, circumstances));
    const second = about.filter((setUp) => !isExplored(setUp));
    const confirming = advantageOver(second, one, other, LEVEL);
    const isTested = confirming.n >= MIN_SET_UPS;
    const advantages = second.map((setUp) => advantageIn(setUp, one, other));
    return {
      ...{ sentence, confirming, isTested },
      explored: advantageOver(about.filter(isExplored), one, other, LEVEL),
      p: isTested ? probabilityAbove(advantages, least) : 1,
    };
  });
  const confirmed = new Set(holmRejections(found.map(({ p }) => p)));
  return found.map(({ isTested, ...one }, index) => ({
    ...one,
    status: isTested ? (confirmed.has(index) ? 'confirmed' : 'notConfirmed') : 'notTested',
  }));
}

export const otherWays = ['equalParameters', 'equalExperts', 'weightDecay'] as const;
export type OtherWay = (typeof otherWays)[number];

export type OtherFindings = Readonly<Record<OtherWay, readonly Interval[]>>;

/** Advantages as log ratios. */
export const findingsIn = (setUps: readonly SetUpReading[]): readonly Interval[] =>
  directedSentences.map(({ where, one, other }) => {
    const about = setUps.filter(({ circumstances }) => isWhere(where, circumstances));
    return advantageOver(about, one, other, LEVEL);
  });

/** p of a one-sided t test that the mean is above `least`. */
export function probabilityAbove(values: readonly number[], least: number): number {
  const kept = values.filter(Number.isFinite);
  const degrees = kept.length - 1;
  const t = (mean(kept) - least) / (standardDeviation(kept) / Math.sqrt(kept.length));
  const central = centralProbability(Math.atan(Math.abs(t) / Math.sqrt(degrees)), degrees);
  return t > 0 ? (1 - central) / 2 : (1 + central) / 2;
}

export function holmRejections(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const first = order.findIndex(({ p }, rank) => !(p <= (1 - LEVEL) / (ps.length - rank)));
  return order.slice(0, first < 0 ? order.length : first).map(({ index }) => index);
}
