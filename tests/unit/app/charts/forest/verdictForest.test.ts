import { describe, expect, it } from 'vitest';
import {
  type RivalEffect,
  type VerdictRival,
  verdictForestOf,
} from '../../../../../app/charts/forest/forest.ts';

const effect = (mean: number, half: number, task: number | null = null): RivalEffect => ({
  task,
  gain: { mean, low: mean - half, high: mean + half, n: 5, numLeftOut: 0 },
  tone: 'neutral',
  said: '',
});

const rival = (id: string, overall: RivalEffect): VerdictRival => ({
  id,
  name: id,
  color: 0,
  short: [''],
  tone: 'neutral',
  overall,
  tasks: [effect(0.02, 0.01, 0), effect(-0.03, 0.02, 1)],
  dots: [],
});

const rivals = [rival('B', effect(0.01, 0.02)), rival('C', effect(-0.05, 0.01))];

describe('forest of a verdict', () => {
  it('has one axis with 0 in it, on which every interval lies', () => {
    const { axis, at, rows, left, right } = verdictForestOf(rivals, 400);
    expect(axis.ticks).toContain(0);
    for (const { marks } of rows)
      for (const one of marks) {
        expect(at(one.gain.low)).toBeGreaterThanOrEqual(left);
        expect(at(one.gain.high)).toBeLessThanOrEqual(right);
        expect(at(one.gain.low)).toBeLessThan(at(one.gain.high));
      }
  });

  it('is not flattened by an interval without end, which ends at the edge', () => {
    const wide = rival('D', {
      ...effect(0.1, 0),
      gain: { mean: 0.1, low: -40, high: 0.9, n: 2, numLeftOut: 0 },
    });
    const { axis, at, left } = verdictForestOf([wide], 400);
    expect(axis.low).toBeGreaterThan(-2);
    expect(at(-40)).toBe(left);
  });
});
