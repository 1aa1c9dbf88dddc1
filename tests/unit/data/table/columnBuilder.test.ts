import { describe, expect, it } from 'vitest';
import { exactNumberInCell } from '../../../../src/data/table/numbers.ts';
import { hasTooManyTexts } from '../../../../src/data/table/table.ts';
import { createColumnBuilders } from '../../../../src/data/table/tableBuilder.ts';
import { cellsOf } from './csvFiles.ts';

/** Columns of those rows, whose texts may take so many bytes; a row that has a place goes there. */
function built(rows: readonly (readonly string[])[], maxBytes?: number, placeOf = (row: number) => row) {
  const builders = createColumnBuilders(rows[0]?.length ?? 0, exactNumberInCell, maxBytes);
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) builders[column]?.set(placeOf(row), cell);
  return builders.map((builder, column) => builder.build(`c${column}`));
}

describe('the texts of columns', () => {
  const rows = Array.from({ length: 3000 }, (_, row) => [`kind ${row % 7}`, `name ${row}`, `${row}`]);

  it('are given up by the column that has most, where they take more than there may be', () => {
    for (const given of [rows, rows.toReversed()]) {
      const [kinds, names, numbers] = built(given, 100_000);
      expect(cellsOf(kinds)).toEqual(given.map((row) => row[0]));
      expect(names && hasTooManyTexts(names)).toBe(true);
      expect(new Set(cellsOf(names))).toEqual(new Set([null]));
      expect(numbers?.kind).toBe('number');
    }
    const [, names] = built(rows);
    expect(cellsOf(names)).toEqual(rows.map((row) => row[1]));
    expect(names && hasTooManyTexts(names)).toBe(false);
  });

  it('count no more once other rows stand in the place of theirs', () => {
    const [, names] = built(rows, 100_000, (row) => row % 500);
    expect(cellsOf(names)).toEqual(rows.slice(2500).map((row) => row[1]));
  });
});
