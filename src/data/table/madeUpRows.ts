/** Makes up rows that could stand in a file, so that exported readers can be tested without any row of the file. */
import { createStream, type RandomStream } from '../../core/random.ts';
import { createColumnBuilders, exactNumberIn, numberIn } from './columnBuilder.ts';
import { type DateForm, dateCell } from './dates.ts';
import type { EncodedColumn, Encoding } from './encode.ts';
import { inputsOf } from './encodedRows.ts';
import { type LabelScale, rawLabelsOf } from './labels.ts';
import { csvFormOf, type Table } from './table.ts';
import type { TableSetup } from './tableSetup.ts';

interface Known {
  readonly columnNames: readonly string[];
  readonly encoding: Encoding;
  readonly labelScales: readonly (LabelScale | null)[];
  /** Ranges over training rows, by column; made-up rows contain neither end. */
  readonly ranges: ReadonlyMap<string, NumberRange>;
  readonly keepsDigits: boolean;
}

export type NumberRange = readonly [number, number];

const NUM_ROWS = 16;

/** Leading rows with numbers within the training range, for checks of a network. */
export const NUM_PLAIN_ROWS = 8;

/** Gives the same rows for the same seed. */
export function madeUpRows(known: Known, setup: TableSetup, seed: number) {
  const draws = known.columnNames.map((name) => cellDrawer(name, known, setup));
  const cells = Array.from({ length: NUM_ROWS }, (_, row) =>
    draws.map((draw, place) => draw(createStream(seed, 'made-up', row, place), row < NUM_PLAIN_ROWS)),
  );
  const table = tableOfCells(cells, known, setup);
  const labels = setup.targets.map((target, task) => {
    const raw = target === null ? null : rawLabelsOf(table, setup, target);
    const { mean, deviation } = known.labelScales[task] ?? { mean: 0, deviation: 1 };
    return (row: number) => ((raw?.[row] ?? Number.NaN) - mean) / deviation;
  });
  const rows = Array.from(cells.keys());
  return {
    /** `[N][C]` */
    cells,
    /** Stored numbers; an id is its index. */
    inputs: inputRowsOf(known.encoding, table, setup),
    /** `[N][T]`; the label is 0 where the mask is 0. */
    labels: rows.map((row) => labels.map((labelOf) => Math.fround(labelOf(row) || 0))),
    mask: rows.map((row) => labels.map((labelOf) => Number(!Number.isNaN(labelOf(row))))),
  };
}

type DrawCell = (stream: RandomStream, isPlain: boolean) => string;

function cellDrawer(name: string, known: Known, setup: TableSetup): DrawCell {
  const role = setup.columns.find((column) => column.name === name)?.role;
  const encoded = known.encoding.columns.find((column) => column.name === name);
  if (encoded !== undefined) return ofEncoded(encoded, known, setup);
  if (role === 'target') return ofTarget(name, known, setup);
  if (role === 'mask') return (stream) => oneOf(['1', '0', 'yes', 'No', ''], stream);
  return (stream) => oneOf(['', 'train', ' of no use '], stream);
}

const oneOf = (cells: readonly string[], { integerBelow }: RandomStream): string =>
  cells[integerBelow(cells.length)] ?? '';

const BLANK_CELLS = ['', ' ? ', 'NA'];

function ofEncoded(column: EncodedColumn, { ranges }: Known, setup: TableSetup): DrawCell {
  const unknown = ['none of these', ...BLANK_CELLS];
  if (column.kind === 'categories')
    return (stream) =>
      stream.uniform() < 0.8 ? ` ${oneOf(column.categories, stream)}` : oneOf(unknown, stream);
  if (column.kind === 'id')
    return (stream) => (stream.uniform() < 0.8 ? oneOf(column.values, stream) : oneOf(unknown, stream));
  if (column.date !== undefined) return ofDates(column.name, column.date.form, ranges);
  const { name, mean, deviation, hasTexts } = column;
  const others = hasTexts ? unknown : BLANK_CELLS;
  const range = ranges.get(name) ?? [mean, mean];
  return (stream, isPlain) => {
    if (stream.uniform() < 0.2) return oneOf(others, stream);
    if (isPlain) return numberCell(numberWithin(range, column, stream), setup);
    // Some lie beyond the clipping.
    return numberCell(mean + deviation * (stream.uniform() < 0.2 ? 30 : 1) * stream.normal(), setup);
  };
}

// Not dates, or written in another order.
const ODD_DATES = [
  'none of these',
  '2023-02-29',
  '31.12.1999',
  '12/31/99 1:05 PM',
  '20240229',
  '1e12',
  '2024-2-9T7:05:09.1234+05:30',
];

function ofDates(name: string, form: DateForm, ranges: Known['ranges']): DrawCell {
  const [low, high] = ranges.get(name) ?? [0, 1];
  return (stream, isPlain) => {
    if (stream.uniform() < 0.2) return oneOf(BLANK_CELLS, stream);
    if (!isPlain && stream.uniform() < 0.3) return oneOf(ODD_DATES, stream);
    return dateCell(low + (high - low) * (0.1 + 0.8 * stream.uniform()), form);
  };
}

// Neither end: those are cells of the file.
function numberWithin(
  [low, high]: NumberRange,
  { mean, deviation }: LabelScale,
  { normal, uniform }: RandomStream,
): number {
  for (let attempt = 0; attempt < 20; attempt++) {
    const value = mean + deviation * normal();
    if (value > low && value < high) return value;
  }
  return low + (high - low) * (0.1 + 0.8 * uniform());
}

function ofTarget(name: string, { labelScales }: Known, setup: TableSetup): DrawCell {
  const ofColumn = setup.targets.flatMap((target, task) =>
    target?.column === name ? [{ target, task }] : [],
  );
  type Draw = (stream: RandomStream) => string;
  const cells = ofColumn.flatMap(({ target: { positive }, task }): Draw[] => {
    if (positive?.kind === 'values') return positive.values.map((value) => () => ` ${value}`);
    const { mean, deviation } = labelScales[task] ?? { mean: positive?.threshold ?? 0, deviation: 1 };
    return [({ normal }) => numberCell(mean + deviation * normal(), setup)];
  });
  const needsNumbers = ofColumn.some(({ target }) => target.positive?.kind !== 'values');
  const others = needsNumbers ? BLANK_CELLS : ['something else', ...BLANK_CELLS];
  return (stream) =>
    stream.uniform() < 0.6
      ? (cells[stream.integerBelow(Math.max(1, cells.length))]?.(stream) ?? '')
      : oneOf(others, stream);
}

/** Uses a decimal comma unless commas separate cells. */
function numberCell(value: number, { delimiter }: TableSetup): string {
  const written = String(Number(value.toPrecision(6)));
  return delimiter === 'comma' || written.includes('e') ? written : written.replace('.', ',');
}

function tableOfCells(
  cells: readonly (readonly string[])[],
  { columnNames, keepsDigits }: Known,
  setup: TableSetup,
): Table {
  const numberOf = keepsDigits ? exactNumberIn : (cell: string) => numberIn(cell, setup.delimiter);
  const builders = createColumnBuilders(columnNames.length, numberOf);
  const columns = builders.map((builder, place) => {
    for (const [row, ofRow] of cells.entries()) builder.set(row, ofRow[place] ?? '');
    return builder.build(columnNames[place] ?? '');
  });
  const counts = { numRows: cells.length, numRowsInFile: cells.length, numRagged: 0 };
  return {
    fileName: '',
    hash: '',
    form: csvFormOf(setup),
    columns,
    ...counts,
    renamed: [],
    isDamaged: false,
  };
}

function inputRowsOf(encoding: Encoding, table: Table, setup: TableSetup): readonly (readonly number[])[] {
  const { rowDim } = encoding;
  const rows = Int32Array.from({ length: table.numRows }, (_, row) => row);
  const parts = inputsOf({ ...encoding, numEntries: null }, { table, setup }, rows);
  let part = parts.next();
  while (!part.done) part = parts.next();
  const inputs = part.value; // [rows, N]
  return Array.from(rows, (row) => Array.from(inputs.subarray(row * rowDim, (row + 1) * rowDim)));
}
