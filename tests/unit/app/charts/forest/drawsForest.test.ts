import { describe, expect, it } from 'vitest';
import { movedPlace } from '../../../../../app/charts/base/useGridCursor.ts';
import { type DrawsRival, drawsForestOf } from '../../../../../app/charts/forest/forest.ts';

const saidOf = (draw: number) => `Draw ${draw}`;

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
    const { rows } = drawsForestOf([rival('B', [0.02, -0.01, Number.NaN, 0.05])], 400, saidOf);
    expect(rows[0]?.marks.map(({ id }) => id)).toEqual([1, 0, 3]);
  });

  it('shows a draw far beyond the others at the edge, so that it does not flatten them', () => {
    const near = Array.from({ length: 20 }, (_, draw) => 0.01 * ((draw % 5) - 2));
    const { rows, axis } = drawsForestOf([rival('B', [...near, 0.9])], 400, saidOf);
    expect(rows[0]?.marks.at(-1)).toMatchObject({ id: 20, beyond: 'high', said: 'Draw 20' });
    expect(axis.high).toBeLessThan(0.2);
  });

  it('is walked along the draws of a rival, and up and down to the same draw', () => {
    const rivals = [rival('B', [0.02, -0.01, 0.05]), rival('C', [0.01, 0.03, 0.02]), rival('D', [0.02])];
    const { grid } = drawsForestOf(rivals, 400, saidOf);
    const first = { row: 0, column: 0 };
    expect(movedPlace(grid, first, 'ArrowRight')).toEqual({ row: 0, column: 1 });
    expect(movedPlace(grid, { row: 0, column: 2 }, 'ArrowRight')).toEqual({ row: 0, column: 2 });
    expect(movedPlace(grid, first, 'ArrowDown')).toEqual({ row: 1, column: 2 });
    expect(movedPlace(grid, { row: 1, column: 2 }, 'ArrowDown')).toEqual({ row: 1, column: 2 });
    expect(movedPlace(grid, first, 'End')).toEqual({ row: 0, column: 2 });
    expect(movedPlace(grid, first, 'a')).toBeNull();
  });
});
