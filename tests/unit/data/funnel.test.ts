import { describe, expect, it } from 'vitest';
import { taskPathOf } from '../../../src/data/funnel.ts';
import type { DataSetup, HeldOutData, SplitData, TaskSetup } from '../../../src/data/types.ts';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setData, setNumTasks, setTask } from '../../../src/experiment/edit.ts';
import type { Experiment, TaskConfig } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { madeUpSourceOf, madeUpSources, replicaOf, setupOf } from './setup.ts';

const click: TaskSetup = {
  kind: 'binary',
  noise: 0.3,
  positiveRate: 0.4,
  labelFraction: 1,
  after: null,
};
const chain = [
  { ...click, labelFraction: 0.9 },
  { ...click, after: 0 },
  { ...click, after: 1, labelFraction: 0.8 },
];
const sizes = { numTrainRows: 2000, numValidationRows: 2000, numTestRows: 8000 };

const ofTask = (split: SplitData, values: Float32Array, task: number) =>
  values.subarray(task * split.numRows, (task + 1) * split.numRows);

describe.each(madeUpSources.map(({ id }) => id))('a funnel of %s', (source) => {
  const made = (tasks: readonly TaskSetup[], changes: Partial<DataSetup['data']> = {}) =>
    replicaOf(madeUpSourceOf(source), setupOf(tasks, { ...sizes, noiseUnit: 'share', ...changes }), 0);
  const funnel = made(chain);
  const free = made(chain.map((task) => ({ ...task, after: null })));

  it('hides labels where the task before is no or unknown, and changes no draw', () => {
    for (const name of ['train', 'validation'] as const) {
      const [shown, all] = [funnel[name], free[name]];
      expect(shown.inputs).toEqual(all.inputs);
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
    for (const task of [0, 1, 2]) expectCalibrated(funnel.test, task, () => true);
    const clicked = ofTask(funnel.test, funnel.test.targets, 0);
    for (const label of [0, 1]) expectCalibrated(funnel.test, 1, (row) => clicked[row] === label);
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

/** The share of yes in ten ranges of the true probability lies within four standard errors of the mean probability. */
function expectCalibrated(test: HeldOutData, task: number, isOf: (row: number) => boolean): void {
  const truth = ofTask(test, test.truth ?? new Float32Array(), task);
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
  expect(ranges.filter(({ count }) => count > 100).length).toBeGreaterThan(4);
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
    expect(linkOf(funnel)).toContain('t3=k:binary,after:2');
    expect(readLink(linkOf(funnel)).experiment).toEqual(funnel);
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
