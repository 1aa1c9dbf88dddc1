import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { cardsOf, defaultExperiment, defaultTask } from '../../../src/experiment/defaults.ts';
import {
  addLearningRateChange,
  clearLearningRateChanges,
  setCorrelation,
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
  setTraining,
} from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import { readExperiment } from '../../../src/experiment/read.ts';
import { arbitraryExperiment } from './arbitraries.ts';

describe('number of tasks', () => {
  it('grows and shrinks tasks and matrices and keeps what is there', () => {
    const named = setTask(
      setCorrelation(defaultExperiment(), 'correlation', { row: 0, column: 2, value: -0.4 }),
      1,
      {
        name: 'Clicks',
      },
    );
    const grown = setNumTasks(named, 5);
    expect(grown.tasks.map((task) => task.name)).toEqual(['Task 1', 'Clicks', 'Task 3', 'Task 4', 'Task 5']);
    expect(grown.data.correlation[2]).toEqual([-0.4, 0, 1, 0.9, 0]);
    expect(setNumTasks(grown, 4)).toEqual(named);
  });

  it('never needs more hidden features than there are', () => {
    for (let numTasks = 1; numTasks <= 8; numTasks++)
      expect(problemsOfExperiment(setNumTasks(defaultExperiment(), numTasks)), String(numTasks)).toEqual([]);
    expect([6, 5].map((size) => setNumTasks(defaultExperiment(), size).data.numFeatures)).toEqual([6, 5]);
  });

  it('fits lists of one value per task', () => {
    const listed = setCardOptions(defaultExperiment(), 'A', { numTaskExperts: [2, 1, 3] });
    const optionAt = (numTasks: number) => setNumTasks(listed, numTasks).cards[0]?.options['numTaskExperts'];
    expect(optionAt(5)).toEqual([2, 1, 3, 3, 3]);
    expect(optionAt(2)).toEqual([2, 1]);
    expect(optionAt(1)).toBe(2);
    expect(optionAt(3)).toEqual([2, 1, 3]);
  });

  it('stays within the limits', () => {
    expect(setNumTasks(defaultExperiment(), 99).tasks).toHaveLength(8);
    expect(setNumTasks(defaultExperiment(), 0).tasks).toHaveLength(1);
  });

  it('keeps any experiment one that reading leaves alone', () => {
    fc.assert(
      fc.property(arbitraryExperiment, fc.integer({ min: 1, max: 8 }), (before, numTasks) => {
        const experiment = setNumTasks(before, numTasks);
        expect(readExperiment(experiment)).toEqual({ experiment, problems: [] });
        expect(experiment.data.correlation).toHaveLength(numTasks);
      }),
      { numRuns: 30 },
    );
  });
});

describe('settings', () => {
  it('change alone and are clamped', () => {
    const before = defaultExperiment();
    expect(setTask(before, 1, { noise: 99 }).tasks[1]).toEqual({ ...defaultTask(1), noise: 10 });
    expect(setTask(before, 1, { noise: 99 }).tasks[0]).toEqual(before.tasks[0]);
    expect(setData(before, { inputDim: 0 })).toEqual({ ...before, data: { ...before.data, inputDim: 1 } });
    expect(setTraining(before, { batchSize: 64 }).training).toEqual({ ...before.training, batchSize: 64 });
  });

  it('of training keep the learning rate changes', () => {
    const changed = addLearningRateChange(defaultExperiment(), { step: 3, value: 0.1 });
    expect(setTraining(changed, { learningRate: 1 }).training.learningRateChanges).toHaveLength(1);
  });
});

describe('correlation', () => {
  it('is symmetric in both matrices', () => {
    const before = setSampleDependence(defaultExperiment(), true);
    expect(before.data.secondCorrelation?.[0]).toEqual([1, -0.9, 0, 0]);
    const after = setCorrelation(before, 'secondCorrelation', { row: 2, column: 0, value: 0.5 });
    expect(after.data.secondCorrelation).toEqual([
      [1, -0.9, 0.5, 0],
      [-0.9, 1, 0, 0],
      [0.5, 0, 1, -0.9],
      [0, 0, -0.9, 1],
    ]);
    expect(after.data.correlation).toEqual(before.data.correlation);
    expect(setSampleDependence(after, true)).toEqual(after);
    expect(setSampleDependence(after, false).data.secondCorrelation).toBeNull();
  });

  it('can be replaced as a whole by one of the right size', () => {
    const before = setNumTasks(defaultExperiment(), 2);
    const replaced = setMatrix(before, 'correlation', [
      [1, 1 / 3],
      [1 / 3, 1],
    ]);
    expect(replaced.data.correlation[0]).toEqual([1, 0.333]);
    expect(setMatrix(before, 'correlation', [[1]])).toEqual(before);
    expect(
      setMatrix(before, 'secondCorrelation', [
        [1, 0],
        [0, 1],
      ]),
    ).toEqual(before);
  });
});

describe('learning rate changes', () => {
  it('are stored as a link carries them, replace one another, and can be cleared', () => {
    const once = addLearningRateChange(defaultExperiment(), { step: 7, value: 0.00123456 });
    expect(once.training.learningRateChanges).toEqual([{ step: 7, value: 0.001235 }]);
    const twice = addLearningRateChange(once, { step: 7, value: 0.1 });
    expect(twice.training.learningRateChanges).toEqual([{ step: 7, value: 0.1 }]);
    expect(clearLearningRateChanges(twice)).toEqual(defaultExperiment());
  });

  it('stop at 16, except at a step that has one', () => {
    let experiment = defaultExperiment();
    for (let step = 0; step < 16; step++) experiment = addLearningRateChange(experiment, { step, value: 1 });
    expect(addLearningRateChange(experiment, { step: 16, value: 1 })).toBe(experiment);
    const replaced = addLearningRateChange(experiment, { step: 15, value: 2 });
    expect(replaced.training.learningRateChanges.at(-1)).toEqual({ step: 15, value: 2 });
  });
});

it('never changes the experiment it is given', () => {
  const before = { ...defaultExperiment(), cards: cardsOf(['adatt']) };
  const copy = structuredClone(before);
  setNumTasks(before, 8);
  setCorrelation(before, 'correlation', { row: 0, column: 1, value: 0 });
  addLearningRateChange(before, { step: 1, value: 1 });
  expect(before).toEqual(copy);
});
