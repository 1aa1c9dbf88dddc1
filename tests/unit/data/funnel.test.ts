import { describe, expect, it } from 'vitest';
import { taskPathOf } from '../../../src/data/funnel.ts';
import { chanceGivenPath } from '../../../src/data/noiseDependence.ts';
import type { DataSetup, HeldOutData, SplitData, TaskSetup } from '../../../src/data/types.ts';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setData, setNumTasks, setTask } from '../../../src/experiment/edit.ts';
import type { Experiment, TaskConfig } from '../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { digestOf } from './digest.ts';
import { binaryTask, madeUpSourceOf, madeUpSources, replicaOf, setupOf } from './setup.ts';

const click: TaskSetup = { ...binaryTask, noise: 0.3, positiveRate: 0.4 };
const chain = [
  { ...click, labelFraction: 0.9 },
  { ...click, after: 0 },
  { ...click, after: 1, labelFraction: 0.8 },
];
const sizes = { numTrainRows: 2000, numValidationRows: 2000, numTestRows: 5000 };

const ofTask = (split: SplitData, values: Float32Array, task: number) =>
  values.subarray(task * split.numRows, (task + 1) * split.numRows);

/** Not by the matcher, which takes seconds for so many numbers. */
const areSame = (some: Float32Array, others: Float32Array): boolean =>
  some.length === others.length && some.every((value, at) => Object.is(value, others[at]));

describe.each([
  ['sharedFeatures', 0.6],
  ['synthetic', -0.6],
])('a funnel of %s', (source, by) => {
  const made = (tasks: readonly TaskSetup[], changes: Partial<DataSetup['data']> = {}) =>
    replicaOf(madeUpSourceOf(source), setupOf(tasks, { ...sizes, noiseUnit: 'share', ...changes }), 0);
  const funnel = made(chain);
  const free = made(chain.map((task) => ({ ...task, after: null })));

  it('hides labels where the task before is no or unknown, and changes no draw', () => {
    for (const name of ['train', 'validation'] as const) {
      const [shown, all] = [funnel[name], free[name]];
      expect(areSame(shown.inputs, all.inputs)).toBe(true);
      const isOpen = new Float32Array(shown.numRows).fill(1);
      for (const task of [0, 1, 2]) {
        const [mask, labels] = [ofTask(all, all.mask, task), ofTask(all, all.targets, task)];
        const expected = mask.map((is, row) => is * (isOpen[row] ?? 0));
        expect(ofTask(shown, shown.mask, task)).toEqual(expected);
        expect(ofTask(shown, shown.targets, task)).toEqual(
          expected.map((is, row) => is * (labels[row] ?? 0)),
        );
        expected.forEach((is, row) => {
          isOpen[row] = is * (labels[row] ?? 0);
        });
      }
    }
    const { truth, ...test } = funnel.test;
    expect(test).toEqual(free.test);
    expect([truth?.length, free.test.truth]).toEqual([3 * sizes.numTestRows, undefined]);
  });

  it('knows the probability of every test row, which labels follow in every range and whatever came before', () => {
    for (const task of [0, 1, 2]) expectCalibrated(funnel.test, task);
    const clicked = ofTask(funnel.test, funnel.test.targets, 0);
    for (const label of [0, 1]) expectCalibrated(funnel.test, 1, { isOf: (row) => clicked[row] === label });
  });

  it('lets noise depend on the noise before, and no probability if all are asked', () => {
    const dependent = made(chain, { noiseDependence: by });
    for (const name of ['train', 'validation', 'test'] as const) {
      const [own, other] = [dependent[name], funnel[name]];
      expect(areSame(own.inputs, other.inputs)).toBe(true);
      expect(areSame(ofTask(own, own.targets, 0), ofTask(other, other.targets, 0))).toBe(true);
    }
    const { test } = dependent;
    const [truth = new Float32Array(), truthThen] = [test.truth, funnel.test.truth];
    expect(truthThen && areSame(truth, truthThen)).toBe(true);
    expect(funnel.test.truthGivenPath).toBe(undefined);
    for (const task of [0, 1, 2]) expectCalibrated(test, task);
    const happened = (row: number, tasks: readonly number[]) =>
      tasks.every((task) => test.targets[task * test.numRows + row] === 1);
    const given = test.truthGivenPath ?? new Float32Array();
    expect(ofTask(test, given, 0)).toEqual(ofTask(test, truth, 0));
    for (const before of [[0], [0, 1]]) {
      const isOf = (row: number) => happened(row, before);
      expectCalibrated(test, before.length, { isOf, chances: given });
    }
    expect(() => expectCalibrated(test, 1, { isOf: (row) => happened(row, [0]) })).toThrow();
    // Labels that are learned from are those of the same process.
    const share = ({ numRows, targets, mask }: SplitData) =>
      targets.subarray(numRows, 2 * numRows).reduce((sum, label) => sum + label, 0) /
      mask.subarray(numRows, 2 * numRows).reduce((sum, is) => sum + is, 0);
    const asked = [...test.targets.subarray(0, test.numRows).keys()].filter((row) => happened(row, [0]));
    const expected = asked.reduce((sum, row) => sum + (ofTask(test, given, 1)[row] ?? 0), 0) / asked.length;
    for (const split of [dependent.train, dependent.validation])
      expect(Math.abs(share(split) - expected)).toBeLessThan(0.08);
  });

  it('has the floor of the labels that are there', () => {
    const { truth = new Float32Array(), targets, floor } = funnel.test;
    const loss = ofTask(funnel.test, truth, 1).reduce((sum, chance, row) => {
      const isYes = ofTask(funnel.test, targets, 1)[row] === 1;
      return sum - Math.log(isYes ? chance : 1 - chance) / sizes.numTestRows;
    }, 0);
    expect(floor[1]).toBeCloseTo(loss, 4);
    expect(funnel.validation.floor.every((value) => value > 0.1 && value < 0.7)).toBe(true);
  });
});

it('draws the bytes that it drew before noise could depend on noise', async () => {
  const digests = madeUpSources.map(async (source) => {
    const { train, validation, test } = replicaOf(source, setupOf(chain, { noiseUnit: 'share' }), 0);
    const splits = [train, validation, test].flatMap(({ inputs, targets, mask }) => [inputs, targets, mask]);
    return digestOf(...splits, test.truth ?? new Float32Array());
  });
  expect(await Promise.all(digests)).toMatchInlineSnapshot(`
    [
      "224789ee71fb8027e49595842830e22f929c6b28b8b1fba8c6a77c33ba81141d",
      "8d78b350c3d5f5e335916a83150d0f40c307031a694e1c4190b767f3e28a870f",
    ]
  `);
});

it('knows the probability given what came before', () => {
  // Sheppard 1899: of two even chances, both happen with 1/4 + asin(rho) / 2 pi.
  for (const rho of [-0.9, -0.3, 0, 0.5, 0.9]) {
    const both = 0.25 + Math.asin(rho) / (2 * Math.PI);
    expect(chanceGivenPath([0.5, 0.5], rho)).toBeCloseTo(2 * both, 7);
    // Of three, pairs that are two steps apart correlate by rho^2.
    const all = 0.125 + (2 * Math.asin(rho) + Math.asin(rho * rho)) / (4 * Math.PI);
    expect(chanceGivenPath([0.5, 0.5, 0.5], rho)).toBeCloseTo(all / both, 6);
  }
  expect(chanceGivenPath([0.03, 0.7], 0)).toBeCloseTo(0.7, 7);
  expect(chanceGivenPath([0.2, 1e-6, 0.4], 0)).toBeCloseTo(0.4, 7);
  // Bayes: given a conversion, a click is as much likelier as the other way round.
  const [click, conversion] = [0.02, 0.3];
  expect(chanceGivenPath([click, conversion], 0.8) / conversion).toBeCloseTo(
    chanceGivenPath([conversion, click], 0.8) / click,
    6,
  );
  expect(chanceGivenPath([1, 0.3], 0.8)).toBeCloseTo(0.3, 7);
  expect(chanceGivenPath([0, 0.3], 0.8)).toBeCloseTo(1, 3);
});

/** The share of yes in ten ranges of the true probability lies within four standard errors of the mean probability. */
function expectCalibrated(
  test: HeldOutData,
  task: number,
  {
    isOf = () => true,
    chances = test.truth ?? new Float32Array(),
  }: { readonly isOf?: (row: number) => boolean; readonly chances?: Float32Array } = {},
): void {
  const truth = ofTask(test, chances, task);
  const labels = ofTask(test, test.targets, task);
  const ranges = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, yes: 0, variance: 0 }));
  truth.forEach((chance, row) => {
    const range = ranges[Math.min(9, Math.floor(10 * chance))];
    if (range === undefined || !isOf(row)) return;
    range.count++;
    range.sum += chance;
    range.yes += labels[row] ?? 0;
    range.variance += chance * (1 - chance);
  });
  expect(ranges.filter(({ count }) => count > 60).length).toBeGreaterThan(4);
  for (const { sum, yes, variance } of ranges)
    expect(Math.abs(yes - sum)).toBeLessThanOrEqual(4 * Math.sqrt(variance) + 1);
}

describe('an experiment whose tasks come after each other', () => {
  const binary = [0, 1, 2].reduce<Experiment>(
    (edited, index) => setTask(edited, index, { kind: 'binary' }),
    setNumTasks(defaultExperiment(), 3),
  );
  const withTask = (index: number, changed: Partial<TaskConfig>) => setTask(binary, index, changed);
  const messagesOf = (experiment: Experiment) =>
    problemsOfExperiment(experiment).map(({ message }) => message);

  it('is carried by its link, and refused with the fix where it makes no sense', () => {
    const funnel = setTask(withTask(1, { after: 0 }), 2, { after: 1 });
    expect(messagesOf(funnel)).toEqual([]);
    expect(linkOfAll(setData(funnel, { noiseDependence: 0.6 }))).toContain('dep=.6');
    expect(linkOfAll(funnel)).not.toContain('dep');
    expect(linkOfAll(funnel)).toContain('t3=k:binary,after:2');
    expect(readLink(linkOfAll(funnel)).experiment).toEqual(funnel);
    expect(funnel.tasks.map((_, task) => taskPathOf(funnel.tasks, task))).toEqual([[0], [0, 1], [0, 1, 2]]);
    expect(messagesOf(withTask(0, { after: 2 }))).toEqual([
      'Task 1 comes after task 3, which is no earlier task. Let it come after an earlier one, or after nothing.',
    ]);
    expect(messagesOf(withTask(1, { after: 1 }))[0]).toContain('no earlier task');
    expect(messagesOf(setTask(funnel, 2, { kind: 'regression' }))).toEqual([
      'Task 3 comes after task 2, but is a regression, and only yes or no can come after a task. Make it binary, or let it come after nothing.',
    ]);
    expect(messagesOf(setTask(withTask(1, { after: 0 }), 0, { kind: 'regression' }))[0]).toContain(
      'Make task 1 binary',
    );
    expect(messagesOf(setData(funnel, { positives: 'exact' }))[0]).toContain('drawn row by row');
  });

  it('keeps its order when tasks are added and removed, and nothing that is gone', () => {
    const funnel = withTask(1, { after: 0 });
    const shrunk = setNumTasks(funnel, 2);
    expect(setNumTasks(shrunk, 3).tasks.map(({ after }) => after)).toEqual([null, 0, null]);
    expect(setNumTasks(withTask(0, { after: 2 }), 2).tasks[0]?.after).toBe(null);
  });
});
