import { describe, expect, it } from 'vitest';
import { passedShareOf, placeOf } from '../../../src/run/history.ts';

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
});
