import { describe, expect, it } from 'vitest';
import { noResults, resultsOf, withDivergence, withEvaluation } from '../../../app/state/runResults.ts';

const evaluation = {
  loss: { step: 0, train: [1], validation: [1], test: [1], auc: [1] },
  gates: { step: 0, levels: [] },
};

describe('results of a run', () => {
  it('are empty for a card nothing is known of', () => {
    expect(resultsOf(noResults, 'A')).toEqual({ points: [], gates: null, diverged: [] });
  });

  it('keep each card for itself and leave the results before alone', () => {
    const first = withEvaluation(noResults, 'A', evaluation);
    const second = withEvaluation(first, 'B', evaluation);
    expect(resultsOf(second, 'A')).toBe(resultsOf(first, 'A'));
    expect(first.has('B')).toBe(false);
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
