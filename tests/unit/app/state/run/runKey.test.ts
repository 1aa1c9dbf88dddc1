import { describe, expect, it } from 'vitest';
import { isStale, runKeyOf } from '../../../../../app/state/run/runKey.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setComparison, setTask, setTraining } from '../../../../../src/experiment/edit.ts';
import { setCard, setCardOptions } from '../../../../../src/experiment/editCards.ts';

const experiment = setComparison(defaultExperiment(), { budget: 'asConfigured' });

describe('isStale', () => {
  it('does not care for names and colours', () => {
    const renamed = setCard(setTask(experiment, 0, { name: 'Clicks' }), 'A', { name: 'Mine', color: 5 });
    expect(isStale(experiment, renamed)).toBe(false);
  });

  it('sees everything a run depends on', () => {
    expect(isStale(experiment, setTraining(experiment, { batchSize: 64 }))).toBe(true);
    expect(isStale(experiment, setTask(experiment, 1, { noise: 0.5 }))).toBe(true);
    expect(isStale(experiment, setCardOptions(experiment, 'A', { levelDims: [[8]] }))).toBe(true);
  });

  it('sees what of the comparison is trained, and nothing else of it', () => {
    const rates = { learningRates: [0.001] };
    expect(
      isStale(experiment, setComparison(experiment, { reference: 'B', reportingRule: 'finalStep' })),
    ).toBe(false);
    expect(isStale(experiment, setComparison(experiment, rates))).toBe(false);
    expect(isStale(experiment, setComparison(experiment, { isTuned: true }))).toBe(true);
    const even = setComparison(experiment, { budget: 'equalParameters' });
    expect(isStale(experiment, even)).toBe(true);
    expect(isStale(even, setComparison(even, { reference: 'B' }))).toBe(true);
  });

  it('is never true before a run', () => {
    expect(isStale(null, experiment)).toBe(false);
  });
});

describe('runKeyOf', () => {
  it('does not depend on the order in which an object was put together', () => {
    const { tasks, data, cards, training } = experiment;
    const turned = {
      training: Object.fromEntries(Object.entries(training).reverse()),
      cards,
      data: Object.fromEntries(Object.entries(data).reverse()),
      tasks,
      comparison: experiment.comparison,
    };
    expect(runKeyOf(turned as unknown as typeof experiment)).toBe(runKeyOf(experiment));
  });
});
