import { describe, expect, it } from 'vitest';
import { momentsOf, paceOf, passedShareOf, placeOf } from '../../../../app/view/moments.ts';
import type { Evaluation } from '../../../../src/run/produced/evaluation.ts';

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

describe('paceOf', () => {
  const momentsTo = (count: number) => Array.from({ length: count }, (_, step) => step);

  it('shows every moment of a short run, and some of a long one in about the same time', () => {
    expect(paceOf(momentsTo(41), false)).toEqual({ stride: 1, delayMs: 100 });
    expect(paceOf(momentsTo(512), false)).toEqual({ stride: 6, delayMs: 100 });
  });

  it('shows few pictures a second apart where less motion is wanted', () => {
    expect(paceOf(momentsTo(41), true)).toEqual({ stride: 3, delayMs: 1000 });
  });
});
