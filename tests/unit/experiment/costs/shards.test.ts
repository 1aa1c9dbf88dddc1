import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numThreadsOn, type Shard, shardsOf } from '../../../../src/experiment/costs/shards.ts';
import { costOfStep } from '../../../../src/experiment/costs/stepCost.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { architectures } from '../../../../src/models/architectures.ts';
import { presetOfId } from '../../../../src/teach/presets/presets.ts';

interface Plan {
  readonly widths: readonly number[];
  readonly numReplicas: number;
  readonly firstReplica: number;
  readonly batchSize: number;
}

/** A card per width, of any architecture; long enough to be worth sharing. */
function experimentOf({ widths, ...training }: Plan): Experiment {
  const usual = defaultExperiment();
  const ids = architectures.map(({ id }) => id);
  const cards = cardsOf(widths.map((_, i) => ids[i % ids.length] ?? 'adattSp')).map((card, i) => ({
    ...card,
    options: { ...card.options, levelDims: [[widths[i] ?? 1]] },
  }));
  return { ...usual, cards, training: { ...usual.training, ...training, numSteps: 1_000_000 } };
}

const plans = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 8 }),
  numReplicas: fc.integer({ min: 1, max: 20 }),
  firstReplica: fc.integer({ min: 0, max: 40 }),
  batchSize: fc.integer({ min: 64, max: 512 }),
});

/** Every repetition of every card that is trained, such as `A 3`. */
const networksOf = (parts: Shard): readonly string[] =>
  parts.flatMap(({ cards, training: { firstReplica = 0, numReplicas } }) =>
    cards.flatMap(({ id }) => Array.from({ length: numReplicas }, (_, r) => `${id} ${firstReplica + r}`)),
  );

const costOfShard = (shard: Shard): number =>
  shard
    .flatMap((part) => part.cards.map((card) => part.training.numReplicas * costOfStep(card, part)))
    .reduce((sum, cost) => sum + cost, 0);

describe('shards', () => {
  it('hold every repetition of every card exactly once, and none is empty', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 32 }), (plan, maxShards) => {
        const experiment = experimentOf(plan);
        const shards = shardsOf(experiment, maxShards);
        expect(shards.length).toBeLessThanOrEqual(maxShards);
        expect(shards.flatMap(networksOf).toSorted()).toEqual([...networksOf([experiment])].toSorted());
        for (const shard of shards) expect(networksOf(shard).length).toBeGreaterThan(0);
      }),
    );
  });

  it('exceed an equal shard of the cost by one network of one repetition at most, and what batches cost', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 2, max: 8 }), (plan, maxShards) => {
        const experiment = experimentOf(plan);
        const largest = Math.max(...shardsOf(experiment, maxShards).map(costOfShard));
        const { cards } = experiment;
        const units = cards.map((card) => costOfStep(card, experiment));
        const batchCost = (1 + plan.numReplicas) * 200_000;
        const equal = costOfShard([experiment]) / maxShards;
        expect(largest).toBeLessThanOrEqual(equal + Math.max(...units) + batchCost);
      }),
    );
  });

  it('have each repetition in one experiment, with its rows and its batches', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 8 }), (plan, maxShards) => {
        for (const shard of shardsOf(experimentOf(plan), maxShards)) {
          const replicas = shard.flatMap(({ training: { firstReplica = 0, numReplicas } }) =>
            Array.from({ length: numReplicas }, (_, r) => firstReplica + r),
          );
          expect(new Set(replicas).size).toBe(replicas.length);
        }
      }),
    );
  });

  it('of two equal cards hold few repetitions each, of both', () => {
    const plan = { widths: [32], firstReplica: 0, batchSize: 256 };
    const namesWith = (numReplicas: number) => {
      const usual = experimentOf({ ...plan, numReplicas });
      const cards = usual.cards.flatMap((card) => [card, { ...card, id: 'B' }]);
      return shardsOf({ ...usual, cards }, 2).map(networksOf);
    };
    expect(namesWith(4)).toEqual([
      ['A 0', 'A 1', 'B 0', 'B 1'],
      ['A 2', 'A 3', 'B 2', 'B 3'],
    ]);
    expect(namesWith(3)).toEqual([
      ['A 0', 'B 0', 'A 1'],
      ['B 1', 'A 2', 'B 2'],
    ]);
  });

  it.each(['looselyRelated', 'figure3', 'groups'])(
    'of the preset %s take two threads the same time',
    (id) => {
      const preset = presetOfId(id);
      if (preset === undefined) throw new Error('The preset is gone.');
      const costs = shardsOf(trainedExperimentOf(preset.experiment), 2).map(costOfShard);
      expect(Math.min(...costs) / Math.max(...costs)).toBeGreaterThan(0.95);
    },
  );

  it('are one where a second thread would cost more than it saves', () => {
    const long = experimentOf({ widths: [32, 32], numReplicas: 5, firstReplica: 0, batchSize: 256 });
    const short = { ...long, training: { ...long.training, numReplicas: 1, numSteps: 1 } };
    expect(shardsOf(long, 2)).toHaveLength(2);
    expect(shardsOf(short, 2)).toEqual([[short]]);
    expect(shardsOf(long, 1)).toEqual([[long]]);
  });
});

it('leaves a core to the page where there are more than two', () => {
  expect([1, 2, 3, 8].map(numThreadsOn)).toEqual([1, 2, 2, 7]);
});
