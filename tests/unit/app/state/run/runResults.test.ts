import { describe, expect, it } from 'vitest';
import {
  noResults,
  resultsOf,
  withDivergence,
  withEvaluation,
} from '../../../../../app/state/run/runResults.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setNumTasks, setTraining } from '../../../../../src/experiment/edit.ts';

const evaluation = {
  loss: { step: 0, train: [1], validation: [1], test: [1], auc: [1] },
  gates: { step: 0, levels: [] },
};
const knownLosses = { validation: [1], test: [1], floor: [0] };
const experiment = setTraining(setNumTasks(defaultExperiment(), 1), {
  numReplicas: 1,
  numSteps: 4999,
  evalEvery: 1,
});

const evaluationAt = (step: number, loss: number) => ({
  loss: { step, train: [loss], validation: [loss], test: [loss], auc: [loss] },
  gates: { step, levels: [] },
});

describe('results of a run', () => {
  it('are empty for a card nothing is known of', () => {
    expect(resultsOf(noResults, 'A')).toMatchObject({ history: [], diverged: [] });
  });

  it('keep each card for itself and leave the results before alone', () => {
    const first = withEvaluation(noResults, 'A', evaluation, { experiment, knownLosses });
    const second = withEvaluation(first, 'B', evaluation, { experiment, knownLosses });
    expect(resultsOf(second, 'A')).toBe(resultsOf(first, 'A'));
    expect(first.has('B')).toBe(false);
  });

  it('keep the best evaluation of a run that is too long to keep whole', () => {
    const lossAt = (step: number) => Math.abs(step - 4997);
    const results = Array.from({ length: 5000 }, (_, step) => step).reduce(
      (sofar, step) =>
        withEvaluation(sofar, 'A', evaluationAt(step, lossAt(step)), { experiment, knownLosses }),
      noResults,
    );
    const { kept, history } = resultsOf(results, 'A');
    expect(kept.best?.steps[0]).toBe(4997);
    expect(history.length).toBeLessThanOrEqual(512);
  });

  it('report nothing that was evaluated off the schedule, or beyond the plan', () => {
    const rarely = setTraining(experiment, { evalEvery: 50, numSteps: 100 });
    const results = [0, 50, 51, 100, 101].reduce(
      (sofar, step) =>
        withEvaluation(sofar, 'A', evaluationAt(step, -step), { experiment: rarely, knownLosses }),
      noResults,
    );
    const { kept, history } = resultsOf(results, 'A');
    expect(history).toHaveLength(5);
    expect([kept.best?.steps[0], kept.last?.steps[0]]).toEqual([100, 100]);
  });

  it('list a diverged replica once', () => {
    const once = withDivergence(noResults, 'A', { replica: 1, step: 40 });
    const twice = withDivergence(withDivergence(once, 'A', { replica: 1, step: 40 }), 'A', {
      replica: 2,
      step: 50,
    });
    expect(resultsOf(twice, 'A').diverged).toEqual([
      { replica: 1, step: 40 },
      { replica: 2, step: 50 },
    ]);
  });
});
