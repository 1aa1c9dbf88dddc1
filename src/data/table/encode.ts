/** Chooses how columns of a file become inputs of networks, from training rows alone and without labels, and writes rows so. */
import { memoise } from '../../core/memoise.ts';
import { type EncodedColumn, kindOfEncoded, kindOfRole } from './kinds/registry.ts';
import { type TableSplit, withAllForTraining } from './parts.ts';
import { tableSplitOf } from './split.ts';
import type { Column, Table } from './table.ts';
import {
  columnOfName,
  columnRoles,
  inputSections,
  numbersPerRow,
  numEntriesOf,
  rowDimOf,
  type TableSetup,
} from './tableSetup.ts';

export interface TableEncoding {
  readonly columns: readonly EncodedColumn[];
  /** I: number of features of a row; an id counts as `dim` features. */
  readonly inputDim: number;
  /** N: numbers stored per row; an id is one number. */
  readonly rowDim: number;
  readonly numVectors: readonly number[];
  /** Number of features from `priorId` and `prior` columns, which stand last in a row. */
  readonly numPriors: number;
  /** K: entries of a sparse row, one per column; null if rows are dense. */
  readonly numEntries: number | null;
}

/** The encoding; with resplits it knows all rows, held-out ones too, so that repetitions share one copy. */
export function encodingOf(table: Table, setup: TableSetup, split: TableSplit): TableEncoding {
  const known = setup.resplits ? withAllForTraining(split) : split;
  const [plain, ids, priorIds, priors] = inputSections.map((section) =>
    inputColumnsOf(table, setup)
      .filter(({ role }) => columnRoles[role].section === section)
      .flatMap(({ name, column, kind }) => kind.encode({ name, column }, known, setup)),
  );
  const columns = [plain, ids, priorIds, priors].flatMap((ofSection) => ofSection ?? []);
  const numVectors = columns.flatMap((column) => {
    const vectors = kindOfEncoded(column).vectorsOf?.(column);
    return vectors === undefined ? [] : [vectors.values.length + 1];
  });
  const inputDim = numFeaturesOfAll(columns);
  const rowDim = rowDimOf({ ...setup, numVectors }, inputDim);
  const numEntries = numEntriesOf(columns.length, rowDim);
  const numPriors = numFeaturesOfAll([...(priorIds ?? []), ...(priors ?? [])]);
  return { columns, inputDim, rowDim, numVectors, numPriors, numEntries };
}

export const inputColumnsOf = (table: Table, setup: TableSetup) =>
  setup.columns.flatMap(({ name, role }) => {
    const column = columnOfName(table, setup, name);
    const kind = column === undefined ? null : kindOfRole(role, column);
    return column === undefined || kind === null ? [] : [{ name, role, column, kind, setup }];
  });

export interface EncodedTable {
  readonly split: TableSplit;
  readonly encoding: TableEncoding;
}

const encodingsBySetup = memoise((_table: Table) => new Map<string, EncodedTable>());

/** Never throws. Keeps the last one of each file, since problems, notes and training all ask for it. */
export function encodedTableOf(table: Table, setup: TableSetup): EncodedTable {
  const kept = encodingsBySetup(table);
  const key = JSON.stringify(setup);
  const before = kept.get(key);
  if (before !== undefined) return before;
  const split = tableSplitOf(table, setup);
  const encoded = { split, encoding: encodingOf(table, setup, split) };
  kept.clear();
  kept.set(key, encoded);
  return encoded;
}

export type TableSizes = Omit<ReturnType<typeof tableSizesOf>, 'numPriors' | 'numVectors'> & {
  readonly numPriors?: number;
  readonly numVectors?: readonly number[];
};

/** Assumes a file without problems. */
export function tableSizesOf(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedTableOf(table, setup),
) {
  return {
    inputDim: encoding.inputDim,
    numPriors: encoding.numPriors,
    numVectors: encoding.numVectors,
    numTrainRows: split.train.length,
    numValidationRows: split.validation.length,
    numTestRows: split.test.length,
  };
}

export function numFeaturesOf(column: EncodedColumn): number {
  const kind = kindOfEncoded(column);
  return kind.vectorsOf?.(column).dim ?? kind.numPlaces(column);
}

const numFeaturesOfAll = (columns: readonly EncodedColumn[]): number =>
  columns.reduce((sum, column) => sum + numFeaturesOf(column), 0);

export interface TableWithSetup {
  readonly table: Table;
  readonly setup: TableSetup;
}

// Rows written at once, so that what they share of the processor's cache is written by all columns.
const ROWS_AT_ONCE = 4096;

/** Inputs of `rows`, as in `SplitData`. Yields now and then. */
export function* inputRowsIn(
  { columns, rowDim, numEntries }: TableEncoding,
  { table, setup }: TableWithSetup,
  rows: Int32Array,
): Generator<void, Float32Array<ArrayBuffer>, void> {
  const rowLength = numbersPerRow(rowDim, numEntries);
  const inputs = new Float32Array(rows.length * rowLength); // [rows, N] or [rows, 2K]
  let from = 0;
  let first = 0;
  const writers = [];
  for (const [entry, encoded] of columns.entries()) {
    const start = first;
    const write =
      numEntries === null
        ? (row: number, place: number, value: number) => {
            inputs[(from + row) * rowLength + start + place] = value;
          }
        : (row: number, place: number, value: number) => {
            inputs[(from + row) * rowLength + entry] = start + place;
            inputs[(from + row) * rowLength + numEntries + entry] = value;
          };
    const writeRows = encodedColumnWriter(encoded, columnOfName(table, setup, encoded.name));
    writers.push((some: Int32Array) => writeRows(some, write));
    first += kindOfEncoded(encoded).numPlaces(encoded);
    yield;
  }
  for (; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.subarray(from, from + ROWS_AT_ONCE);
    for (const write of writers) write(some);
    yield;
  }
  return inputs;
}

const encodedColumnWriter = (encoded: EncodedColumn, column: Column | undefined) =>
  column === undefined ? () => {} : kindOfEncoded(encoded).writer(encoded, column);

export function allInputRowsIn(...given: Parameters<typeof inputRowsIn>): Float32Array<ArrayBuffer> {
  const parts = inputRowsIn(...given);
  let part = parts.next();
  while (!part.done) part = parts.next();
  return part.value;
}

/** `[N]`: shares of categories and blanks, 0 for numbers, the most frequent id. */
export function averageInputRow(
  { columns }: TableEncoding,
  { table, setup }: TableWithSetup,
  rows: Int32Array,
): readonly number[] {
  return columns.flatMap((encoded) => {
    const kind = kindOfEncoded(encoded);
    const means = new Array<number>(kind.numPlaces(encoded)).fill(0);
    const column = columnOfName(table, setup, encoded.name);
    encodedColumnWriter(encoded, column)(rows, (_, place, value) => {
      means[place] = (means[place] ?? 0) + value / rows.length;
    });
    return kind.typical === undefined ? means : means.with(0, kind.typical(encoded));
  });
}

/** Inputs that can be an axis of a chart: their places in a row, by name. */
export function numericInputs({ columns }: TableEncoding): ReadonlyMap<string, number> {
  const inputs = new Map<string, number>();
  let next = 0;
  for (const column of columns) {
    const kind = kindOfEncoded(column);
    const name = kind.axisName?.(column);
    if (name !== undefined) inputs.set(name, next);
    next += kind.numPlaces(column);
  }
  return inputs;
}
