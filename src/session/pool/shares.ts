/**
 * Cuts an experiment into shares that threads can train apart. Every network of every repetition is in exactly one share. Pure;
 * knows no thread.
 */
import { groupedBy } from '../../core/groupedBy.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { workOfStep } from '../../experiment/plan/work.ts';

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
 * Multiply-adds that take as long as what a step of a card costs apart from its arithmetic, however many repetitions it has.
 * Because of them cards are kept whole where the balance allows.
 */
const CALL_WORK = 500_000;

/** Multiply-adds of a whole run from which on a second thread saves more than it costs to tell it what to do. */
const WORTH_SHARING = 50_000_000;

/**
 * At most `maxShares` shares, as equal as whole networks allow: the cards' repetitions stand in a line, which is cut so that
 * the largest share is as small as it can be. One share when there is too little work to be worth a second thread.
 */
export function sharesOf(experiment: Experiment, maxShares: number): readonly Share[] {
  const { cards, training } = experiment;
  const works = cards.map((card) => workOfStep([card], experiment) / training.numReplicas);
  const total = works.reduce((sum, work) => sum + training.numReplicas * work, 0);
  if (maxShares < 2 || training.numSteps * total < WORTH_SHARING) return [[experiment]];
  const filled = (limit: number) => filledTo(limit, cards, works, training.numReplicas);
  let tooLow = 0;
  let enough = total + cards.length * CALL_WORK;
  // Halved until no share of practical size would change.
  for (let i = 0; i < 40; i++) {
    const limit = (tooLow + enough) / 2;
    const largestUnit = CALL_WORK + Math.max(...works);
    if (limit >= largestUnit && filled(limit).length <= maxShares) enough = limit;
    else tooLow = limit;
  }
  return filled(enough).map((runs) => shareOf(runs, experiment));
}

/** Goes along the line and begins a new share when the next repetition would take the last one over `limit`. */
function filledTo(
  limit: number,
  cards: readonly CardConfig[],
  works: readonly number[],
  numReplicas: number,
): readonly (readonly Run[])[] {
  const shares: Run[][] = [[]];
  let room = limit;
  for (const [index, card] of cards.entries()) {
    const work = works[index] ?? 0;
    for (let first = 0; first < numReplicas; ) {
      if (room < CALL_WORK + work) {
        shares.push([]);
        room = limit;
      }
      const fitting = work === 0 ? numReplicas : Math.max(1, Math.floor((room - CALL_WORK) / work));
      const count = Math.min(fitting, numReplicas - first);
      shares.at(-1)?.push({ card, first, count });
      room -= CALL_WORK + count * work;
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
