import { expect, it } from 'vitest';
import { learningRateAt, readLearningRateChanges } from '../../../src/experiment/learningRate.ts';

const read = (given: unknown) => {
  const problems: string[] = [];
  return { changes: readLearningRateChanges(given, (problem) => problems.push(problem)), problems };
};

it('is the last change at or before the step', () => {
  const training = {
    learningRate: 0.1,
    learningRateChanges: [
      { step: 10, value: 0.2 },
      { step: 20, value: 0.3 },
    ],
  };
  expect([0, 9, 10, 19, 20, 1e6].map((step) => learningRateAt(training, step))).toEqual([
    0.1, 0.1, 0.2, 0.2, 0.3, 0.3,
  ]);
});

it('reads changes in any order and leaves out what is none', () => {
  const { changes, problems } = read([
    { step: 9, value: 0.5 },
    7,
    { step: 3 },
    { step: 'x', value: 1 },
    { step: 3, value: 99 },
  ]);
  expect(changes).toEqual([
    { step: 3, value: 10 },
    { step: 9, value: 0.5 },
  ]);
  expect(problems).toHaveLength(4);
  expect(problems[3]).toContain('Learning rate');
});

it('takes at most 16, and the last of several at one step', () => {
  const many = Array.from({ length: 20 }, (_, step) => ({ step, value: 1 }));
  expect(read(many).changes).toHaveLength(16);
  expect(read(many).problems).toEqual([
    'There can be at most 16 learning rate changes, but got 20; the first 16 are used.',
  ]);
  const twice = read([
    { step: 1, value: 1 },
    { step: 1, value: 2 },
  ]);
  expect(twice.changes).toEqual([{ step: 1, value: 2 }]);
  expect(twice.problems).toHaveLength(1);
});
