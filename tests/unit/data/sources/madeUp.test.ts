/** What holds of every source that makes rows of nothing but a seed. */
import { describe, expect, it, vi } from 'vitest';
import { initialTensor } from '../../../../src/core/init.ts';
import type { SourceSetup, TaskSetup } from '../../../../src/data/types.ts';
import { digestOf } from '../digest.ts';
import {
  binaryTask,
  equalCorrelation,
  madeUpSourceOf,
  madeUpSources,
  regressionTask,
  replicaOf,
  setupOf,
  symmetric,
  targetsOf,
} from '../setup.ts';

// Stored values: a change of any of them changes every experiment behind every link.
it.each<[string, readonly Partial<SourceSetup>[], readonly string[]]>([
  [
    'synthetic',
    // The second matrix becomes -0.5 on the way.
    [
      {},
      { recipe: 'rough', correlation: equalCorrelation(3, -0.8) },
      { secondCorrelation: equalCorrelation(3, -0.2) },
    ],
    [
      '5c78d590565ed28e1334e56c2df628492fec41b6d0dd832a54959ac970c83872',
      '5fda084f695c5da47e90c5cebf71a863dfe1bc4955c11662fff628ca6e01cf2e',
      '5bc22b5055f7f1c6f8cdd32736cd2ff1115c97dea48036be7ce89ca4687700f3',
    ],
  ],
  [
    'sharedFeatures',
    [
      {},
      { recipe: 'rough', correlation: equalCorrelation(3, -0.8) },
      { correlation: symmetric(0.8, 0.2, 0.2), numFeatures: 5, numCommonFeatures: 3 },
      { secondCorrelation: equalCorrelation(3, -0.2) },
    ],
    [
      '0d706baa441cb5c3610a438e2dde42b3886e2c8de8927d40560c5b95e14bbd74',
      'b11c6d742022884263f53e1b9976a1e2e12d5c3c9bbbaf9e96eb4677d568a0f9',
      '72e060a8c8c0eb7955554a8734d259674a308a6e69de5eead6f4f3807c26ccf9',
      '9c552fd8e95e00ddcd5c3764956f991c7a925a0d16aa26dc8542325f9cc1cb5d',
    ],
  ],
])('%s makes the same bytes on every machine', async (id, changes, digests) => {
  const tasks = [regressionTask, { ...binaryTask, labelFraction: 0.5 }, regressionTask];
  const made = changes.map((one) => {
    const { train, validation, test } = replicaOf(madeUpSourceOf(id), setupOf(tasks, one), 1);
    const splits = [train, validation, test];
    return digestOf(...splits.flatMap(({ inputs, targets, mask }) => [inputs, targets, mask]));
  });
  expect(await Promise.all(made)).toEqual(digests);
});

describe.each(madeUpSources)('$id', (source) => {
  const made = (tasks: readonly TaskSetup[], changes: Partial<SourceSetup> = {}, replica = 0) =>
    replicaOf(source, setupOf(tasks, changes), replica);
  const two = [regressionTask, regressionTask];
  const base = made(two);

  it('depends on no function that engines compute differently', () => {
    const names = 'sin cos tan exp expm1 log log1p pow hypot cbrt random'.split(' ') as 'sin'[];
    const spies = names.map((name) => vi.spyOn(Math, name));
    made([regressionTask, binaryTask, regressionTask], { correlation: equalCorrelation(3, -0.8) });
    initialTensor({ name: 'weight', shape: [2, 2], initBound: 1 }, { seed: 1, replica: 0 });
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
    for (const spy of spies) spy.mockRestore();
  });

  it("keeps a task's rows when another task's noise, kind or labels change", () => {
    const changed = made([regressionTask, { ...binaryTask, noise: 3, labelFraction: 0.3 }]);
    expect(changed.train.inputs).toEqual(base.train.inputs);
    for (const split of ['train', 'validation', 'test'] as const)
      expect(targetsOf(changed[split], 0)).toEqual(targetsOf(base[split], 0));
  });

  it('keeps the tasks before when one is appended', () => {
    const three = made([...two, regressionTask]);
    expect(three.test.inputs).toEqual(base.test.inputs);
    for (const task of [0, 1]) expect(targetsOf(three.train, task)).toEqual(targetsOf(base.train, task));
  });

  it('keeps held-out inputs and the first training inputs when training rows are added', () => {
    const more = made(two, { numTrainRows: 300 });
    expect(more.test.inputs).toEqual(base.test.inputs);
    expect(more.train.inputs.subarray(0, base.train.inputs.length)).toEqual(base.train.inputs);
  });

  it('draws other rows and tasks per replica and seed, and no row for two splits', () => {
    for (const other of [made(two, {}, 1), made(two, { seed: 2 })]) {
      expect(other.train.inputs).not.toEqual(base.train.inputs);
      expect(targetsOf(other.train, 0)).not.toEqual(targetsOf(base.train, 0));
    }
    for (const { inputs } of [base.train, base.validation])
      expect(base.test.inputs.subarray(0, 8)).not.toEqual(inputs.subarray(0, 8));
  });

  it('gives training targets mean 0 and variance 1', () => {
    for (const task of [0, 1]) {
      const targets = targetsOf(made(two, { numTrainRows: 5000 }, 3).train, task);
      expect(targets.reduce((sum, value) => sum + value, 0) / 5000).toBeCloseTo(0, 6);
      expect(targets.reduce((sum, value) => sum + value * value, 0) / 5000).toBeCloseTo(1, 6);
    }
  });

  it('refuses a matrix of another size or without numbers', () => {
    for (const changes of [
      { correlation: equalCorrelation(3, 0) },
      { secondCorrelation: [[1, 0]] },
      { correlation: symmetric(Number.NaN) },
    ])
      expect(source.problemsOf(setupOf(two, changes))).toHaveLength(1);
  });
});
