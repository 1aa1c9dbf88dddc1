/** Two more architectures, registered for this file alone: whatever asks the registry takes them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { integerField } from '../../../src/core/schema/numberFields.ts';
import { startCpu } from '../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { createTrainer } from '../../../src/engine/train/trainer.ts';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { setComparison } from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import type { BudgetMode, Experiment } from '../../../src/experiment/experiment.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { expertNames } from '../../../src/models/names.ts';
import { ple } from '../../../src/models/ple.ts';
import { indicesBelow, withTowers } from '../../../src/models/rows.ts';
import { smallExperiment } from '../engine/train/trainerCases.ts';
import { threeTasks } from '../experiment/threeTasks.ts';
import { freeTensorsAtEnd } from '../ownTensors.ts';

const options = {
  width: integerField({
    linkKey: 'width',
    meaning: 'expertWidth',
    defaultValue: 4,
    min: 1,
    max: 256,
  })({ label: 'Width', help: 'Units of the only layer.' }),
  temperature: integerField({
    linkKey: 'temperature',
    defaultValue: 7,
    min: 1,
    max: 9,
  })({ label: 'Temperature', help: 'No number of experts.' }),
};

/** A tower each on the sum of so many layers. */
const aardvark: Architecture<typeof options> = {
  id: 'aardvark',
  label: 'Aardvark',
  options,
  problemsOf: () => [],
  topologyOf: ({ width, temperature }, context) => {
    const experts = indicesBelow(temperature).map((expert) => ({
      owner: 'shared' as const,
      reads: 0,
      layers: expertNames(0, expert, 1),
    }));
    const native = { kind: 'fixed', experts: indicesBelow(temperature) } as const;
    const units = indicesBelow(context.numTasks).map((task) => ({ owner: task, gate: null, native }));
    return withTowers([{ dims: [width], experts, units }], [4], context);
  },
};

const newcomers: readonly Architecture[] = [aardvark, { ...ple, id: 'zebra', label: 'Zebra' }];

const registry = architectures as Architecture[];
beforeAll(() => void registry.push(...newcomers));
afterAll(() => void registry.splice(-newcomers.length));

freeTensorsAtEnd();

beforeAll(async () => {
  await startCpu();
  registerOperations();
});

const ofTwo = (budget: BudgetMode): Experiment =>
  setComparison(threeTasks(['adattSp', 'aardvark']), { budget, reference: 'A' });

it('train beside all others, a card each, though a page has room for eight', async () => {
  const experiment = smallExperiment(1);
  expect(new Set(experiment.cards.map(({ architecture }) => architecture)).size).toBe(architectures.length);
  expect(problemsOfExperiment(experiment)).toEqual([]);
  const trainer = await createTrainer(experiment, null);
  trainer.trainStep(0.01);
  const evaluations = await trainer.evaluate();
  trainer.dispose();
  expect(evaluations.map(({ cardId }) => cardId)).toEqual(experiment.cards.map(({ id }) => id));
  for (const { loss } of evaluations) expect(loss.test.every(Number.isFinite)).toBe(true);
});

it('get the parameters of the reference by an option that means a width, whatever its form', () => {
  const budget = budgetOf(ofTwo('equalParameters'));
  expect(budget.cards[1]?.changed).toEqual(['width']);
  expect(Math.abs(budget.cards[1]?.excess ?? 1)).toBeLessThanOrEqual(0.02);
});

it('keep an option that means no number of experts, although their number follows from it', () => {
  const [, aardvark] = budgetOf(ofTwo('equalExperts')).cards;
  expect(aardvark?.changed).toEqual([]);
  expect(aardvark?.message).toContain('No setting of Aardvark gives 3 experts per level');
  const zebra = setComparison(setCardOptions(threeTasks(['adattSp', 'zebra']), 'A', { numTaskExperts: 2 }), {
    budget: 'equalExperts',
    reference: 'A',
  });
  expect(budgetOf(zebra).cards[1]?.card.options).toMatchObject({ numTaskExperts: 1, numSharedExperts: 3 });
});
