import { describe, expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { budgetOf } from '../../../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { setComparison, setData, setNumTasks } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import type { BudgetMode, Experiment } from '../../../../src/experiment/experiment.ts';
import type { Options } from '../../../../src/experiment/options.ts';
import { architectures } from '../../../../src/models/architectures.ts';
import { namedTensorsOf } from '../../../../src/models/namedTensors.ts';
import { threeTasks } from '../threeTasks.ts';

/** Scenario 3: five tasks, PLE with 2 specific and 2 shared experts, AdaTT-sp with 2, MMoE with 8. */
const fair = (mode: BudgetMode): Experiment => {
  const base = setNumTasks({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple', 'mmoe']) }, 5);
  const sized = setCardOptions(setCardOptions(base, 'A', { numTaskExperts: 2 }), 'B', {
    numTaskExperts: 2,
    numSharedExperts: 2,
  });
  return setComparison(setCardOptions(sized, 'C', { numExperts: 8 }), { budget: mode });
};

const optionsOf = (experiment: Experiment, index: number): Options =>
  budgetOf(experiment).cards[index]?.card.options ?? {};

/** Numbers that the executor really learns: every cell of a packed tensor that some checkpoint tensor fills. */
const numLearned = (experiment: Experiment, index: number): number => {
  const card = budgetOf(experiment).cards[index]?.card;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null) throw new Error('The card cannot be built.');
  const tensors = namedTensorsOf(topology);
  const isLearned = (name: string) => tensors.find((tensor) => tensor.name === name)?.part !== 'untrained';
  let count = 0;
  for (const { pieces } of planOf(topology).parameters) {
    for (const piece of pieces) if (isLearned(piece.tensor)) piece.forEachCell(() => count++);
  }
  return count;
};

describe('as configured', () => {
  it('gives the counts of a hand calculation, split by part', () => {
    const { cards, isUneven } = budgetOf(fair('asConfigured'));
    const [adattSp, ple, mmoe] = cards.map((card) => card.costs);
    // 10 experts of 33*32 and 33*16; 5 gates of 33*10 at each level, natives 5*2 at each; towers 17*16 + 17.
    expect(adattSp?.parameters).toEqual({
      experts: 10 * (33 * 32 + 33 * 16),
      gates: 2 * 5 * 33 * 10 + 2 * 10,
      towers: 5 * (17 * 16 + 17),
      total: 15_840 + 3_320 + 1_445,
    });
    // 12 experts; task gates see 4, the shared one of level 0 sees 12.
    expect(ple?.parameters.gates).toBe(33 * (5 * 4 + 12) + 33 * 5 * 4);
    // 8 experts of two layers; 5 gates of 8 on the input.
    expect(mmoe?.parameters).toEqual({ experts: 12_672, gates: 1_320, towers: 1_445, total: 15_437 });
    expect(mmoe?.multiplyAdds).toEqual({
      experts: 8 * (32 * 32 + 32 * 16),
      gates: 5 * 32 * 8 + 5 * 8 * 16,
      towers: 5 * (16 * 16 + 16),
      total: 12_288 + 1_920 + 1_360,
    });
    expect(cards.map(({ changed, message }) => [changed, message])).toEqual(cards.map(() => [[], null]));
    expect(isUneven).toBe(true);
  });

  it('warns only above 5 % apart', () => {
    const even = setComparison({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'adattSp']) }, {});
    expect(budgetOf(even).isUneven).toBe(false);
    expect(budgetOf({ ...even, cards: [] })).toMatchObject({ referenceId: null, cards: [], isUneven: false });
  });
});

describe('equal parameters', () => {
  it('brings all within 2 % of the reference by widths alone and marks what changed', () => {
    const { cards, isUneven, referenceId } = budgetOf(fair('equalParameters'));
    expect(referenceId).toBe('A');
    expect(isUneven).toBe(false);
    expect(cards.map(({ changed }) => changed)).toEqual([[], ['levelDims'], ['levelDims']]);
    for (const { excess } of cards) expect(Math.abs(excess ?? 1)).toBeLessThanOrEqual(0.02);
  });

  it('says why not when the fewest weights are too many', () => {
    const base = threeTasks(['sharedBottom', 'mmoe']);
    const tiny = setCardOptions(base, 'A', { levelDims: [[1]], towerDims: [1] });
    const large = setCardOptions(tiny, 'B', { numExperts: 72 });
    const given = setComparison(large, { budget: 'equalParameters', reference: 'A' });
    expect(budgetOf(given).cards[1]?.message).toMatch(
      /^MMoE cannot have as many parameters as the reference \(45\); the fewest its widths allow are 9,660\.$/,
    );
    const back = budgetOf(setComparison(given, { reference: 'B' })).cards[0];
    expect(back?.message).toBeNull();
    expect(Math.abs(back?.excess ?? 1)).toBeLessThanOrEqual(0.02);
  });

  it('holds for 100 random configurations: at most 2 % left over or a message, and counts equal the tensors', () => {
    let numNear = 0;
    let numCards = 0;
    for (let draw = 0; draw < 100; draw++) {
      const experiment = randomExperiment(draw);
      const budget = budgetOf(experiment);
      for (const [index, { excess, message, costs }] of budget.cards.entries()) {
        numCards++;
        if (message?.includes('the nearest its widths allow')) numNear++;
        if (message === null) expect(Math.abs(excess ?? 1)).toBeLessThanOrEqual(0.02);
        else expect(Math.abs(excess ?? 0)).toBeGreaterThan(0.02);
        expect(costs?.parameters.total).toBe(numLearned(experiment, index));
      }
    }
    expect(numCards).toBe(300);
    // Otherwise the fewest are still more than the reference, as of many gated experts, or the most still fewer.
    expect(numNear).toBeLessThan(numCards / 50);
  });
});

describe('equal experts per level', () => {
  it('gives every card the reference’s number, with the fewest changes', () => {
    const experiment = fair('equalExperts');
    const { cards } = budgetOf(experiment);
    expect(cards.map(({ costs }) => costs?.experts)).toEqual([[10, 10], [10, 10], [10]]);
    expect(cards.map(({ changed }) => changed)).toEqual([
      [],
      ['numTaskExperts', 'numSharedExperts'],
      ['numExperts'],
    ]);
    expect(optionsOf(experiment, 2)['numExperts']).toBe(10);
  });

  it('says so where the number is fixed, or cannot be reached', () => {
    const base = { ...defaultExperiment(), cards: cardsOf(['mmoe', 'singleTask', 'ple']) };
    const given = setComparison(setCardOptions(base, 'A', { numExperts: 1 }), {
      budget: 'equalExperts',
      reference: 'A',
    });
    const [, singleTask, ple] = budgetOf(given).cards;
    expect(singleTask?.message).toBe(
      'No setting of Single-task gives 1 expert per level, as the reference has.',
    );
    expect(ple?.message).toBe('No setting of PLE gives 1 expert per level, as the reference has.');
    expect(ple?.changed).toEqual([]);
  });

  it('leaves a linear model as it is, and says that it has one size', () => {
    const base = { ...defaultExperiment(), cards: cardsOf(['mmoe', 'linear']) };
    const of = (budget: 'equalExperts' | 'equalParameters') =>
      budgetOf(setComparison(base, { budget, reference: 'A' })).cards[1];
    expect(of('equalExperts')).toMatchObject({ message: null, changed: [] });
    const { message, costs } = of('equalParameters') ?? {};
    expect(message).toMatch(
      /^Linear has no widths to change: it has [\d,]+ parameters, the reference [\d,]+\.$/,
    );
    expect(costs?.experts).toEqual([]);
    expect(costs?.parameters.total).toBe(base.tasks.length * (base.data.inputDim + 1));
  });

  it('keeps a list of one count per task where it can', () => {
    const base = threeTasks(['mmoe', 'adatt']);
    const listed = setCardOptions(setCardOptions(base, 'A', { numExperts: 9 }), 'B', {
      numTaskExperts: [1, 2, 3],
    });
    const { cards } = budgetOf(setComparison(listed, { budget: 'equalExperts', reference: 'A' }));
    expect(cards[1]?.card.options).toMatchObject({ numTaskExperts: [1, 2, 3], numSharedExperts: 3 });
  });
});

/** Three architectures on random tasks, widths and counts; the first is the reference. */
function randomExperiment(draw: number): Experiment {
  const { integerBelow } = createStream('budget', draw);
  const between = (low: number, high: number) => low + integerBelow(high - low + 1);
  const widths = (count: number) => Array.from({ length: count }, () => between(1, draw % 4 === 0 ? 8 : 96));
  const ids = Array.from({ length: 3 }, () => architectures[integerBelow(architectures.length)]?.id ?? '');
  const base = setNumTasks({ ...defaultExperiment(), cards: cardsOf(ids) }, between(1, 8));
  const inputs = setData(base, { inputDim: between(8, 64) });
  const sized = inputs.cards.reduce((experiment, { id, architecture }) => {
    const options = {
      levelDims: Array.from({ length: between(1, 3) }, () => widths(between(1, 2))),
      towerDims: widths(between(1, 2)),
      numTaskExperts: between(1, 4),
      numSharedExperts: between(1, 3),
      numExperts: between(1, 12),
    };
    const known = Object.keys(
      architectures.find((candidate) => candidate.id === architecture)?.options ?? {},
    );
    return setCardOptions(
      experiment,
      id,
      Object.fromEntries(Object.entries(options).filter(([key]) => known.includes(key))),
    );
  }, inputs);
  return setComparison(sized, { budget: 'equalParameters', reference: 'A' });
}
