/** Says which group a row of a file belongs to, and which rows a repetition trains on. */
import { placesFor } from './resplit.ts';
import { partSizesOf, resplits } from './rows.ts';
import { byPart, withAllForTraining } from './table/parts.ts';
import { splitOf } from './table/split.ts';
import { BLANK, categoriesOf, type Table } from './table/table.ts';
import { columnIn, dealingOf, type TableSetup } from './table/tableSetup.ts';
import type { SourceSetup } from './types.ts';

export function groupsNamed(file: Table, setup: TableSetup, rows: Int32Array): Int32Array | null {
  const column = setup.group === '' ? undefined : columnIn(file, setup, setup.group);
  if (column === undefined) return null;
  const { codes } = categoriesOf(column);
  return Int32Array.from(rows, (row) => codes[row] ?? BLANK);
}

export function trainRowsOf(data: SourceSetup, file: Table, replica: number): Int32Array | null {
  const setup = data.table;
  if (setup === null || !resplits(data)) return null;
  const split = splitOf(file, setup);
  const sizes = partSizesOf(data);
  const { train: all } = withAllForTraining(byPart((part) => split[part].subarray(0, sizes[part])));
  const groups = dealingOf(setup) === 'group' ? groupsNamed(file, setup, all) : null;
  const { places } = placesFor(data, { numRows: all.length, groups, sizes }, replica);
  return places.train.map((place) => all[place] ?? 0);
}
