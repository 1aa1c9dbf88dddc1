/**
 * What a run has produced: losses, newest gates and divergences per card. Plain data that is replaced, never changed, so
 * that charts can tell what is new. Knows no React; the run controller holds it.
 */
import type { GateSnapshot, LossPoint } from '../../src/index.ts';
import { withPoint } from './lossHistory.ts';

export interface Divergence {
  readonly replica: number;
  readonly step: number;
}

export interface CardResults {
  /** In order of steps. */
  readonly points: readonly LossPoint[];
  /** Null before the first evaluation. */
  readonly gates: GateSnapshot | null;
  readonly diverged: readonly Divergence[];
}

/** By id of the card. */
export type RunResults = ReadonlyMap<string, CardResults>;

export const noResults: RunResults = new Map();

const nothingYet: CardResults = { points: [], gates: null, diverged: [] };

/** Those of a card, empty ones if there are none. */
export const resultsOf = (results: RunResults, cardId: string): CardResults =>
  results.get(cardId) ?? nothingYet;

const withCard = (results: RunResults, cardId: string, part: Partial<CardResults>): RunResults =>
  new Map(results).set(cardId, { ...resultsOf(results, cardId), ...part });

export const withEvaluation = (
  results: RunResults,
  cardId: string,
  { loss, gates }: { readonly loss: LossPoint; readonly gates: GateSnapshot },
): RunResults =>
  withCard(results, cardId, { points: withPoint(resultsOf(results, cardId).points, loss), gates });

/** A replica diverges once; a second report of it replaces the first. */
export const withDivergence = (
  results: RunResults,
  cardId: string,
  { replica, step }: Divergence,
): RunResults => {
  const others = resultsOf(results, cardId).diverged.filter((known) => known.replica !== replica);
  return withCard(results, cardId, { diverged: [...others, { replica, step }] });
};
