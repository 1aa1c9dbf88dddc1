import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from '../../../../../app/charts/base/ticks.ts';

describe('linear ticks', () => {
  it('are round and inside', () => {
    expect(linearTicks(0, 2000, 4)).toEqual([0, 500, 1000, 1500, 2000]);
    expect(linearTicks(0.03, 1.04, 4)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks(-0.13, 0.21, 4)).toEqual([-0.1, 0, 0.1, 0.2]);
  });
});

describe('log ticks', () => {
  it('fill in between within one power', () => {
    expect(logTicks(0.12, 1.05, 4)).toEqual([0.2, 0.3, 0.5, 0.7, 1]);
  });

  it('fall back to linear ones in a narrow range', () => {
    const ticks = logTicks(0.52, 0.58, 4);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.every((tick) => tick >= 0.52 && tick <= 0.58)).toBe(true);
  });
});
