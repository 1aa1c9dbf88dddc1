import { describe, expect, it } from 'vitest';
import { placeAfterKey } from '../../../../../app/charts/base/useGridCursor.ts';
import { cellAt, cellBoxOf, heatLayoutOf } from '../../../../../app/charts/gates/HeatGrid.tsx';
import type { ColumnGroup } from '../../../../../src/analysis/gateMatrix.ts';

const groupsOf = (...sizes: number[]): readonly ColumnGroup[] => {
  let next = 0;
  return sizes.map((size, owner) => ({ owner, columns: Array.from({ length: size }, () => next++) }));
};

const rows = ['task 1', 'task 2', 'task 3'];

describe('layout', () => {
  it('fills the width it is given, with a gap between owners', () => {
    const layout = heatLayoutOf(groupsOf(2, 2, 2), rows, 480);
    expect(layout.width).toBeLessThanOrEqual(480);
    expect(layout.width).toBeGreaterThan(440);
    const [a, b, c] = layout.columns.map(({ x }) => x);
    expect((b ?? 0) - (a ?? 0)).toBe(layout.cellWidth);
    expect((c ?? 0) - (b ?? 0)).toBeGreaterThan(layout.cellWidth);
  });

  it('drops decimals, then values, then numbers as columns get narrow', () => {
    const decimals = [2, 5, 7, 9].map((size) => heatLayoutOf(groupsOf(size, size, size), rows, 528).decimals);
    expect(decimals).toEqual([2, 1, null, null]);
    expect(
      heatLayoutOf(groupsOf(9, 9, 9, 9, 9, 9, 9, 9), rows, 480).columns.every(
        ({ number }) => number === null,
      ),
    ).toBe(true);
  });

  it('grows beyond the page rather than shrink cells out of sight', () => {
    const layout = heatLayoutOf(groupsOf(9, 9, 9, 9, 9, 9, 9, 9), rows, 340);
    expect(layout.cellWidth).toBe(9);
    expect(layout.width).toBeGreaterThan(72 * 9);
  });
});

describe('finding cells', () => {
  const layout = heatLayoutOf(groupsOf(2, 1), rows, 400);

  it('finds the cell under a point, and none in gaps and headers', () => {
    const x = cellBoxOf(layout, { row: 0, column: 2 }).x + 1;
    expect(cellAt(layout, 3, x, layout.top + layout.cellHeight + 1)).toEqual({ row: 1, column: 2 });
    expect(cellAt(layout, 3, x - 3, layout.top + 1)).toBeNull();
    expect(cellAt(layout, 3, x, layout.top - 1)).toBeNull();
    expect(cellAt(layout, 3, x, layout.height + 1)).toBeNull();
  });

  it('moves with the arrow keys and stays inside', () => {
    const corner = { row: 0, column: 0 };
    const grid = { rows: [3, 3, 3] };
    expect(placeAfterKey(grid, corner, 'ArrowRight')).toEqual({ row: 0, column: 1 });
    expect(placeAfterKey(grid, corner, 'ArrowUp')).toEqual(corner);
    expect(placeAfterKey(grid, corner, 'End')).toEqual({ row: 0, column: 2 });
    expect(placeAfterKey(grid, { row: 2, column: 2 }, 'ArrowDown')).toEqual({ row: 2, column: 2 });
    expect(placeAfterKey(grid, corner, 'a')).toBeNull();
    expect(placeAfterKey(grid, corner, 'toString')).toBeNull();
  });
});
