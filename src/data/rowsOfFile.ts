/** Says which group a row of a file belongs to, and which rows a repetition trains on. */
import { splitPlacesFor } from './resplit.ts';
import { partSizesOf, resplitsRows } from './rows.ts';
import { recordByPart, withAllForTraining } from './table/parts.ts';
import { tableSplitOf } from './table/split.ts';
import { BLANK_CODE, categoriesOf, type Table } from './table/table.ts';
import { columnOfName, splitMethodOf, type TableSetup } from './table/tableSetup.ts';
import type { SourceSetup } from './types.ts';

export function numberedGroupsOf(file: Table, setup: TableSetup, rows: Int32Array): Int32Array | null {
  const column = setup.group === '' ? undefined : columnOfName(file, setup, setup.group);
  if (column === undefined) return null;
  const { codes } = categoriesOf(column);
  return Int32Array.from(rows, (row) => codes[row] ?? BLANK_CODE);
}

export function trainRowsOf(data: SourceSetup, file: Table, replica: number): Int32Array | null {
  const setup = data.table;
  if (setup === null || !resplitsRows(data)) return null;
  const split = tableSplitOf(file, setup);
  const sizes = partSizesOf(data);
  const { train: all } = withAllForTraining(recordByPart((part) => split[part].subarray(0, sizes[part])));
  const groups = splitMethodOf(setup) === 'group' ? numberedGroupsOf(file, setup, all) : null;
  const { places } = splitPlacesFor(data, { numRows: all.length, groups, sizes }, replica);
  return places.train.map((place) => all[place] ?? 0);
}
