/** PLE with 0 shared experts, which is CGC without sharing, as every reader of its tables takes it. */
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../src/engine/network/plan.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { setComparison } from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import type { BudgetMode } from '../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { numSharedExperts } from '../../../src/models/options.ts';
import { readingOf } from '../core/schema/readingOf.ts';
import { topologyOf } from './topologies.ts';

/** Four tasks, so AdaTT-sp, the reference, has 4 experts per level. */
const experiment = setCardOptions({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple']) }, 'B', {
  numSharedExperts: 0,
});
const topology = topologyOf('ple', { numSharedExperts: 0 }, { numTasks: 4, inputDim: 32 });

it('is taken by form and link as it is written', () => {
  expect(readingOf(numSharedExperts, 0)).toEqual({ value: 0, problem: null });
  expect(linkOfAll(experiment)).toContain('B=ple,shared:0');
  expect(readLink(linkOfAll(experiment))).toMatchObject({ experiment, problems: [] });
});

it('is counted and packed with a gate over one expert per task', () => {
  const { costs } = budgetOf(setComparison(experiment, { budget: 'asConfigured' })).cards[1] ?? {};
  expect(costs?.experts).toEqual([4, 4]);
  expect(costs?.parameters).toMatchObject({
    experts: 4 * (33 * 32 + 33 * 16),
    gates: 4 * 33 + 4 * 33,
    towers: 4 * (17 * 16 + 17),
  });
  const cells = planOf(topology).parameters.flatMap(({ pieces }) => pieces);
  let numCells = 0;
  for (const { forEachCell } of cells) forEachCell(() => numCells++);
  expect(numCells).toBe(costs?.parameters.total);
});

describe('under a budget', () => {
  const optionsUnder = (budget: BudgetMode, reference: string, given = experiment) =>
    budgetOf(setComparison(given, { budget, reference })).cards;

  it('gets as many parameters as the reference', () => {
    const [, ple] = optionsUnder('equalParameters', 'A');
    expect(ple?.message).toBeNull();
    expect(Math.abs(ple?.excess ?? 1)).toBeLessThanOrEqual(0.02);
    expect(ple?.card.options['numSharedExperts']).toBe(0);
  });

  it('gets as many experts as the reference', () => {
    const eight = setCardOptions(experiment, 'A', { numTaskExperts: 2 });
    const [, ple] = optionsUnder('equalExperts', 'A', eight);
    expect(ple?.card.options).toMatchObject({ numTaskExperts: 2, numSharedExperts: 0 });
    expect(optionsUnder('equalExperts', 'A')[1]?.changed).toEqual([]);
  });

  it('never comes of PLE with shared experts: sharing is not what a budget may take away', () => {
    const shared = setCardOptions(experiment, 'B', { numSharedExperts: 1 });
    const [, ple] = optionsUnder('equalExperts', 'A', shared);
    expect(ple?.changed).toEqual([]);
    expect(ple?.message).toBe('No setting of PLE gives 4 experts per level, as the reference has.');
  });
});
