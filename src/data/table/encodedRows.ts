/** Turns rows of a file into inputs of networks, column by column as an encoding says. */
import { valuesIn } from './dateParts.ts';
import { type EncodedColumn, type Encoding, numFeaturesOf, numPlacesOf } from './encode.ts';
import { numbersPerRow } from './rowSizes.ts';
import { BLANK, type Categories, categoriesOf, type Table } from './table.ts';
import { columnIn, type TableSetup } from './tableSetup.ts';

type EncodedOf<Kind extends EncodedColumn['kind']> = Extract<EncodedColumn, { kind: Kind }>;

// Deviations from the mean; without the limit single extreme rows would dominate sums.
const CLIPPED_AT = 10;

/** Inputs of `rows`, as in `SplitData`. Yields after each column. */
export function* inputsOf(
  { columns, rowDim, numEntries }: Encoding,
  file: { readonly table: Table; readonly setup: TableSetup },
  rows: Int32Array,
): Generator<void, Float32Array, void> {
  const rowLength = numbersPerRow(rowDim, numEntries);
  const inputs = new Float32Array(rows.length * rowLength); // [rows, N] or [rows, 2K]
  const writeTo = (place: number, first: number): Write =>
    numEntries === null
      ? (row, feature, value) => {
          inputs[row * rowLength + first + feature] = value;
        }
      : (row, feature, value) => {
          inputs[row * rowLength + place] = first + feature;
          inputs[row * rowLength + numEntries + place] = value;
        };
  let first = 0;
  for (const [place, encoded] of columns.entries()) {
    const column = columnIn(file.table, file.setup, encoded.name);
    const write = writeTo(place, first);
    if (column !== undefined && encoded.kind === 'categories')
      writeCategories(encoded, categoriesOf(column), rows, write);
    else if (column !== undefined && encoded.kind === 'number')
      writeNumber(encoded, valuesIn(column, encoded), rows, write);
    else if (column !== undefined && encoded.kind === 'id')
      writeId(encoded, categoriesOf(column), rows, write);
    first += numPlacesOf(encoded);
    yield;
  }
  return inputs;
}

/** `feature` counts from the first one of the column. */
type Write = (row: number, feature: number, value: number) => void;

function writeNumber(
  { mean, deviation, marksBlanks }: EncodedOf<'number'>,
  values: Float64Array,
  rows: Int32Array,
  write: Write,
): void {
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] ?? -1] ?? Number.NaN;
    if (!Number.isNaN(value))
      write(i, 0, Math.max(-CLIPPED_AT, Math.min((value - mean) / deviation, CLIPPED_AT)));
    else if (marksBlanks) write(i, 1, 1);
  }
}

function writeCategories(
  encoded: EncodedOf<'categories'>,
  cells: Categories,
  rows: Int32Array,
  write: Write,
): void {
  const featureOfCode = featuresOfCodes(encoded, cells);
  const numFeatures = numFeaturesOf(encoded);
  for (let i = 0; i < rows.length; i++) {
    const code = cells.codes[rows[i] ?? -1] ?? BLANK;
    const feature = featureOfCode[code] ?? encoded.categories.length;
    // Another file may have categories without a feature here.
    if (feature < numFeatures) write(i, feature, 1);
  }
}

function writeId(encoded: EncodedOf<'id'>, cells: Categories, rows: Int32Array, write: Write): void {
  const vectors = new Map(encoded.values.map((value, place) => [value, 1 + place]));
  const ofCode = Int32Array.from(cells.categories, (cell) => vectors.get(cell) ?? 0);
  for (let i = 0; i < rows.length; i++) write(i, 0, ofCode[cells.codes[rows[i] ?? -1] ?? BLANK] ?? 0);
}

export function featuresOfCodes(
  { categories }: EncodedOf<'categories'>,
  cells: Pick<Categories, 'categories'>,
): Int32Array {
  const places = new Map(categories.map((category, feature) => [category, feature]));
  return Int32Array.from(cells.categories, (cell) => places.get(cell) ?? categories.length);
}
