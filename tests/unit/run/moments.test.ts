import { describe, expect, it } from 'vitest';
import { momentIndexOf, timelinePositionOf } from '../../../src/run/history.ts';

describe('placeOf', () => {
  it('finds a moment, or the last before a step that is no longer kept', () => {
    const moments = [10, 50, 100];
    expect([10, 50, 99, 100, 1000].map((step) => momentIndexOf(moments, step))).toEqual([0, 1, 1, 2, 2]);
    expect(momentIndexOf(moments, 0)).toBe(0);
  });
});

describe('passedShareOf', () => {
  it('puts moments equally far apart and other steps between them', () => {
    const moments = [0, 100, 101];
    expect([0, 50, 100, 101].map((step) => timelinePositionOf(moments, step))).toEqual([0, 0.25, 0.5, 1]);
  });
});
