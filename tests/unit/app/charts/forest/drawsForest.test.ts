import { describe, expect, it } from 'vitest';
import { type DrawsRival, drawsForestOf } from '../../../../../app/charts/forest/forest.ts';

const saidOf = (draw: number) => `Draw ${draw}`;

const rival = (id: string, gains: readonly number[]): DrawsRival => ({
  id,
  name: id,
  color: 0,
  short: [''],
  tone: 'neutral',
  gain: { mean: 0.01, low: -0.01, high: 0.03, n: gains.length, numLeftOut: 0 },
  dots: gains.map((gain, draw) => ({ draw, gain })),
});

describe('forest of draws', () => {
  it('has the draws of a rival in the order of their gains, without those that have none', () => {
    const { rows } = drawsForestOf([rival('B', [0.02, -0.01, Number.NaN, 0.05])], 400, saidOf);
    expect(rows[0]?.marks.map(({ id }) => id)).toEqual([1, 0, 3]);
  });

  it('shows a draw far beyond the others at the edge, so that it does not flatten them', () => {
    const near = Array.from({ length: 20 }, (_, draw) => 0.01 * ((draw % 5) - 2));
    const { rows, axis } = drawsForestOf([rival('B', [...near, 0.9])], 400, saidOf);
    expect(rows[0]?.marks.at(-1)).toMatchObject({ id: 20, beyond: 'high', said: 'Draw 20' });
    expect(axis.high).toBeLessThan(0.2);
  });
});
