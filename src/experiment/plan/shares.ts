/**
 * Cuts an experiment into shares that threads can train apart. Every network of every repetition is in exactly one share. Pure;
 * knows no thread.
 */
import { groupedBy } from '../../core/groupedBy.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { costOfStep } from './work.ts';

/** What one thread trains: experiments of some of the cards and of a range of the repetitions each. Never empty. */
export type Share = readonly Experiment[];

/** Some repetitions of one card. */
interface Run {
  readonly card: CardConfig;
  /** Counted from the first repetition of the experiment. */
  readonly first: number;
  readonly count: number;
}

/**
 * Multiply-adds that take as long as what a step costs for every piece of a card, whatever its size: what a batch takes, and
 * the calls. Measured on WASM, as all costs. Because of it cards are kept whole where the balance allows.
 */
const CALL_COST = 250_000;

/** Cost of a whole run, in multiply-adds, from which on a second thread saves more than it takes to tell it what to do. */
const WORTH_SHARING = 100_000_000;

/** Threads to train with on a machine of that many cores: one is left to the page where there are more than two. */
export const numThreadsOn = (numCores: number): number => (numCores > 2 ? numCores - 1 : numCores);

/**
 * At most `maxShares` shares, as equal in time as whole networks allow: the cards' repetitions stand in a line, which is cut so
 * that the largest share is as small as it can be, whichever card the line begins with. One share when there is too little work
 * to be worth a second thread.
 */
export function sharesOf(experiment: Experiment, maxShares: number): readonly Share[] {
  const { cards, training } = experiment;
  const line = cards.map((card) => ({ card, cost: costOfStep(card, experiment) }));
  const total = training.numReplicas * line.reduce((sum, { cost }) => sum + cost, 0);
  if (maxShares < 2 || training.numSteps * total < WORTH_SHARING) return [[experiment]];
  const cuts = line.map((_, start) => {
    const turned = [...line.slice(start), ...line.slice(0, start)];
    return cutLine(turned, training.numReplicas, maxShares);
  });
  const best = cuts.reduce((least, cut) => (cut.largest < least.largest ? cut : least));
  return best.shares.map((runs) => shareOf(runs, experiment));
}

/** A card as it stands in the line, and what a step of one of its repetitions costs. */
interface InLine {
  readonly card: CardConfig;
  readonly cost: number;
}

/** The shares of a line, and the cost of the largest, nearly. */
function cutLine(line: readonly InLine[], numReplicas: number, maxShares: number) {
  const largestUnit = CALL_COST + Math.max(...line.map(({ cost }) => cost));
  let tooLow = 0;
  let enough = line.reduce((sum, { cost }) => sum + CALL_COST + numReplicas * cost, 0);
  // Halved until no share of practical size would change.
  for (let i = 0; i < 40; i++) {
    const limit = (tooLow + enough) / 2;
    if (limit >= largestUnit && filledTo(limit, line, numReplicas).length <= maxShares) enough = limit;
    else tooLow = limit;
  }
  return { largest: enough, shares: filledTo(enough, line, numReplicas) };
}

/** Goes along the line and begins a new share when the next repetition would take the last one over `limit`. */
function filledTo(limit: number, line: readonly InLine[], numReplicas: number): readonly (readonly Run[])[] {
  const shares: Run[][] = [[]];
  let room = limit;
  for (const { card, cost } of line) {
    for (let first = 0; first < numReplicas; ) {
      if (room < CALL_COST + cost) {
        shares.push([]);
        room = limit;
      }
      const fitting = cost === 0 ? numReplicas : Math.max(1, Math.floor((room - CALL_COST) / cost));
      const count = Math.min(fitting, numReplicas - first);
      shares.at(-1)?.push({ card, first, count });
      room -= CALL_COST + count * cost;
      first += count;
    }
  }
  return shares;
}

/** Cards with the same repetitions are trained on the same data, so they stand in one experiment. */
function shareOf(runs: readonly Run[], experiment: Experiment): Share {
  const byRange = groupedBy(runs, ({ first, count }) => `${first} ${count}`);
  return [...byRange.values()].flatMap((together) => {
    const [run] = together;
    if (run === undefined) return [];
    const firstReplica = (experiment.training.firstReplica ?? 0) + run.first;
    const training = { ...experiment.training, firstReplica, numReplicas: run.count };
    return [{ ...experiment, cards: together.map(({ card }) => card), training }];
  });
}
