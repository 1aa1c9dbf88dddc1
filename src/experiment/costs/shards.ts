/**
 * Cuts an experiment into shards that threads can train apart. Every network of every repetition is in exactly one shard. Pure;
 * knows no thread.
 */
import { groupedBy } from '../../core/lists.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { costOfStep } from './work.ts';

/** The part that one thread trains: experiments of some of the cards and of a range of the repetitions each. Never empty. */
export type Shard = readonly Experiment[];

/** One repetition of one card. */
interface Unit {
  readonly card: CardConfig;
  /** Counted from the first of the experiment. */
  readonly replica: number;
  readonly cost: number;
}

/**
 * Multiply-adds that take as long as drawing the batch of one repetition, which all its cards in a shard have in common. Measured
 * on WASM, as all costs.
 */
const BATCH_COST = 200_000;

/** Cost of a whole run, in multiply-adds, from which on a second thread saves more than it takes to tell it what to do. */
const WORTH_SHARING = 100_000_000;

/** Threads to train with on a machine of that many cores: one is left to the page where there are more than two. */
export const numThreadsOn = (numCores: number): number => (numCores > 2 ? numCores - 1 : numCores);

/**
 * Cuts at most `maxShards` shards, as equal in time as whole networks allow: all networks stand in a line, which is cut so that the
 * largest shard is as small as it can be. Any card may be the first, and neighbours are either the repetitions of a card, so that few
 * cards are cut, or the cards of a repetition, so that few batches are drawn and a card that is slower than its cost says slows all
 * threads alike. One shard when there is too little work to be worth a second thread.
 */
export function shardsOf(experiment: Experiment, maxShards: number): readonly Shard[] {
  const { cards, training } = experiment;
  const costs = cards.map((card) => ({ card, cost: costOfStep(card, experiment) }));
  const total = training.numReplicas * costs.reduce((sum, { cost }) => sum + cost, 0);
  if (maxShards < 2 || training.numSteps * total < WORTH_SHARING) return [[experiment]];
  const replicas = Array.from({ length: training.numReplicas }, (_, replica) => replica);
  const cuts = costs
    .flatMap((_, start) => {
      const turned = [...costs.slice(start), ...costs.slice(0, start)];
      return [
        turned.flatMap((ofCard) => replicas.map((replica) => ({ ...ofCard, replica }))),
        replicas.flatMap((replica) => turned.map((ofCard) => ({ ...ofCard, replica }))),
      ];
    })
    .map((line) => cutLine(line, maxShards));
  const best = cuts.reduce((least, cut) => (cut.largest < least.largest ? cut : least));
  return best.shards.map((units) => shardOf(units, experiment));
}

/** The shards of a line, and the cost of the largest, nearly. */
function cutLine(line: readonly Unit[], maxShards: number) {
  const costs = line.map(({ cost }) => BATCH_COST + cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  let tooLow = Math.max(...costs);
  let enough = total;
  // Halved until no shard of practical size would change.
  while (enough - tooLow > total / 10_000) {
    const limit = (tooLow + enough) / 2;
    if (filledTo(limit, line).length <= maxShards) enough = limit;
    else tooLow = limit;
  }
  return { largest: enough, shards: filledTo(enough, line) };
}

/** Goes along the line and begins a new shard where the next network would take the last one over `limit`. */
function filledTo(limit: number, line: readonly Unit[]): readonly (readonly Unit[])[] {
  const shards: Unit[][] = [];
  let cost = Number.POSITIVE_INFINITY;
  let replicas = new Set<number>();
  for (const unit of line) {
    cost += unit.cost + (replicas.has(unit.replica) ? 0 : BATCH_COST);
    if (cost > limit) {
      shards.push([]);
      cost = unit.cost + BATCH_COST;
      replicas = new Set();
    }
    shards.at(-1)?.push(unit);
    replicas.add(unit.replica);
  }
  return shards;
}

/** Repetitions with the same cards stand in one experiment, so none is in two: each has its rows and its batches once. */
function shardOf(units: readonly Unit[], { cards, training, ...rest }: Experiment): Shard {
  const byReplica = groupedBy(units, ({ replica }) => replica);
  const cardsOf = (replica: number) =>
    cards.filter(({ id }) => byReplica.get(replica)?.some(({ card }) => card.id === id));
  const inOrder = [...byReplica.keys()].toSorted((a, b) => a - b);
  // Repetitions with the same cards are neighbours in the part of the line that is a shard.
  const together = groupedBy(inOrder, (replica) => JSON.stringify(cardsOf(replica).map(({ id }) => id)));
  return [...together.values()].map((replicas) => {
    const [first = 0] = replicas;
    const firstReplica = (training.firstReplica ?? 0) + first;
    return {
      ...rest,
      cards: cardsOf(first),
      training: { ...training, firstReplica, numReplicas: replicas.length },
    };
  });
}
