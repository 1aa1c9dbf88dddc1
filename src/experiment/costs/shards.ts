/** Splits an experiment into shards for threads, each network of each repetition in exactly one. */
import { groupedBy } from '../../core/lists.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { costOfStep } from './stepCost.ts';

/** Some cards and a range of repetitions per experiment; never empty. */
export type Shard = readonly Experiment[];

interface ShardUnit {
  readonly card: CardConfig;
  /** Index of the repetition, counted from the experiment's first. */
  readonly replica: number;
  readonly cost: number;
}

// Cost of drawing a batch, once per repetition and shard, in multiply-adds. Measured on WASM.
const BATCH_COST = 200_000;

// Multiply-adds from which a second thread saves more than it costs.
const MIN_WORK_TO_SHARE = 100_000_000;

export const numThreadsOn = (numCores: number): number => (numCores > 2 ? numCores - 1 : numCores);

/**
 * Cuts a line of networks so that the largest shard is smallest; one shard if a second thread would
 * not pay. The line is ordered by card, which cuts few cards, or by repetition, which draws few
 * batches and spreads an unexpectedly slow card over all threads; it may start at any card.
 */
export function shardsOf(experiment: Experiment, maxShards: number): readonly Shard[] {
  const { cards, training } = experiment;
  const costs = cards.map((card) => ({ card, cost: costOfStep(card, experiment) }));
  const total = training.numReplicas * costs.reduce((sum, { cost }) => sum + cost, 0);
  if (maxShards < 2 || training.numSteps * total < MIN_WORK_TO_SHARE) return [[experiment]];
  const replicas = Array.from({ length: training.numReplicas }, (_, replica) => replica);
  const cuts = costs
    .flatMap((_, start) => {
      const turned = [...costs.slice(start), ...costs.slice(0, start)];
      return [
        turned.flatMap((ofCard) => replicas.map((replica) => ({ ...ofCard, replica }))),
        replicas.flatMap((replica) => turned.map((ofCard) => ({ ...ofCard, replica }))),
      ];
    })
    .map((line) => splitLineEvenly(line, maxShards));
  const best = cuts.reduce((least, cut) => (cut.largest < least.largest ? cut : least));
  return best.shards.map((units) => shardOf(units, experiment));
}

function splitLineEvenly(line: readonly ShardUnit[], maxShards: number) {
  const costs = line.map(({ cost }) => BATCH_COST + cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  let tooLow = Math.max(...costs);
  let enough = total;
  // Bisects until the shards hardly change.
  while (enough - tooLow > total / 10_000) {
    const limit = (tooLow + enough) / 2;
    if (shardsUpTo(limit, line).length <= maxShards) enough = limit;
    else tooLow = limit;
  }
  return { largest: enough, shards: shardsUpTo(enough, line) };
}

function shardsUpTo(limit: number, line: readonly ShardUnit[]): readonly (readonly ShardUnit[])[] {
  const shards: ShardUnit[][] = [];
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

// Repetitions with the same cards form one experiment, so each repetition draws its rows and batches once.
function shardOf(units: readonly ShardUnit[], { cards, training, ...rest }: Experiment): Shard {
  const byReplica = groupedBy(units, ({ replica }) => replica);
  const cardsOf = (replica: number) =>
    cards.filter(({ id }) => byReplica.get(replica)?.some(({ card }) => card.id === id));
  const inOrder = [...byReplica.keys()].toSorted((a, b) => a - b);
  // Repetitions with the same cards stand together in the part of the line that becomes a shard.
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
