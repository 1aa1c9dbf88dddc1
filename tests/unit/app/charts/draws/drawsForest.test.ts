import { describe, expect, it } from 'vitest';
import { type DrawsRival, drawsForestOf, movedDraw } from '../../../../../app/charts/draws/drawsForest.ts';

const rival = (id: string, gains: readonly number[]): DrawsRival => ({
  id,
  name: id,
  color: 0,
  short: '',
  tone: 'neutral',
  gain: { mean: 0.01, low: -0.01, high: 0.03, n: gains.length, numLeftOut: 0 },
  dots: gains.map((gain, draw) => ({ draw, gain })),
});

describe('forest of draws', () => {
  it('has the draws of a rival in the order of their gains, without those that have none', () => {
    const { rows } = drawsForestOf([rival('B', [0.02, -0.01, Number.NaN, 0.05])], 400);
    expect(rows[0]?.marks.map(({ draw }) => draw)).toEqual([1, 0, 3]);
  });

  it('shows a draw far beyond the others at the edge, so that it does not flatten them', () => {
    const near = Array.from({ length: 20 }, (_, draw) => 0.01 * ((draw % 5) - 2));
    const { rows, axis } = drawsForestOf([rival('B', [...near, 0.9])], 400);
    expect(rows[0]?.marks.at(-1)).toMatchObject({ draw: 20, beyond: 'high' });
    expect(axis.high).toBeLessThan(0.2);
  });

  it('is walked along the draws of a rival, and up and down to the same draw', () => {
    const { rows } = drawsForestOf([rival('B', [0.02, -0.01, 0.05]), rival('C', [0.01, 0.03, 0.02])], 400);
    expect(movedDraw(rows, null, 'ArrowRight')).toEqual({ row: 0, mark: 1 });
    expect(movedDraw(rows, { row: 0, mark: 2 }, 'ArrowRight')).toEqual({ row: 0, mark: 2 });
    expect(movedDraw(rows, { row: 0, mark: 0 }, 'ArrowDown')).toEqual({ row: 1, mark: 2 });
    expect(movedDraw(rows, { row: 1, mark: 2 }, 'ArrowDown')).toEqual({ row: 1, mark: 2 });
    expect(movedDraw(rows, { row: 0, mark: 0 }, 'End')).toEqual({ row: 0, mark: 2 });
    expect(movedDraw(rows, null, 'a')).toBeNull();
  });
});
