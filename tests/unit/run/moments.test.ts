import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/analysis/produced/evaluation.ts';
import { momentsOf, passedShareOf, placeOf } from '../../../src/run/history.ts';

const historyOf = (...steps: readonly number[]): readonly Evaluation[] =>
  steps.map((step) => ({
    loss: { step, train: [], validation: [], test: [], auc: [] },
    gates: { step, levels: [] },
  }));

describe('momentsOf', () => {
  it('takes the steps of all networks, each once, in order', () => {
    expect(momentsOf([historyOf(0, 50, 60), historyOf(0, 100, 50)])).toEqual([0, 50, 60, 100]);
    expect(momentsOf([])).toEqual([]);
  });
});

describe('placeOf', () => {
  it('finds a moment, or the last before a step that is no longer kept', () => {
    const moments = [10, 50, 100];
    expect([10, 50, 99, 100, 1000].map((step) => placeOf(moments, step))).toEqual([0, 1, 1, 2, 2]);
    expect(placeOf(moments, 0)).toBe(0);
  });
});

describe('passedShareOf', () => {
  it('puts moments equally far apart and other steps between them', () => {
    const moments = [0, 100, 101];
    expect([0, 50, 100, 101].map((step) => passedShareOf(moments, step))).toEqual([0, 0.25, 0.5, 1]);
  });

  it('is null outside, and where there is nothing to lie between', () => {
    expect(passedShareOf([10, 20], 5)).toBeNull();
    expect(passedShareOf([10, 20], 21)).toBeNull();
    expect(passedShareOf([10], 10)).toBeNull();
  });
});
