/** Mean of rows as networks see them, and which inputs are numbers. */
import { text } from '../../text/text.ts';
import { valuesIn } from './dateParts.ts';
import { type EncodedColumn, type Encoding, numPlacesOf } from './encode.ts';
import { featuresOfCodes } from './encodedRows.ts';
import { BLANK, type Column, categoriesOf, type Table } from './table.ts';
import { columnIn, type TableSetup } from './tableSetup.ts';

/** `[N]`: shares of categories and blanks, 0 for numbers, the most frequent id. */
export function typicalRow(
  { columns }: Encoding,
  { table, setup }: { readonly table: Table; readonly setup: TableSetup },
  rows: Int32Array,
): readonly number[] {
  return columns.flatMap((encoded) => {
    // Values are sorted by frequency and begin with the second vector.
    if (encoded.kind === 'id') return [Math.min(1, encoded.values.length)];
    const means = new Array<number>(numPlacesOf(encoded)).fill(0);
    const column = columnIn(table, setup, encoded.name);
    const featureOf = column === undefined ? () => null : featuresIn(encoded, column);
    for (const row of rows) {
      const feature = featureOf(row);
      if (feature !== null) means[feature] = (means[feature] ?? 0) + 1 / rows.length;
    }
    return means;
  });
}

function featuresIn(
  encoded: Exclude<EncodedColumn, { kind: 'id' }>,
  column: Column,
): (row: number) => number | null {
  if (encoded.kind === 'number') {
    const values = valuesIn(column, encoded);
    const isBlank = (row: number) => Number.isNaN(values[row] ?? Number.NaN);
    return (row) => (encoded.marksBlanks && isBlank(row) ? 1 : null);
  }
  const cells = categoriesOf(column);
  const features = featuresOfCodes(encoded, cells);
  return (row) => features[cells.codes[row] ?? BLANK] ?? encoded.categories.length;
}

/** Omits parts of dates that lie on a circle. */
export function numericInputs({ columns }: Encoding): ReadonlyMap<string, number> {
  const inputs = new Map<string, number>();
  let next = 0;
  for (const column of columns) {
    if (column.kind === 'number') {
      const { name, date } = column;
      const part = date === undefined ? null : text.tableFile.dateParts[date.part];
      if (part !== undefined) inputs.set(part === null ? name : part(name), next);
    }
    next += numPlacesOf(column);
  }
  return inputs;
}
