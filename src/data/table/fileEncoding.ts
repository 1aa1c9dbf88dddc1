/** How a file is read, encoded and labelled, as plain data: all that another program needs to read such files. */
import { spanOf } from '../../core/lists.ts';
import { timesIn } from './dates.ts';
import { type Encoding, encodedOf } from './encode.ts';
import { labelScaleOf, rawLabelsOf } from './labels.ts';
import { madeUpRows, type NumberRange } from './madeUpRows.ts';
import { numbersAt, numbersOf } from './numbers.ts';
import { meanWeightOf } from './rowWeights.ts';
import { groupsDealt, partNamed, timeCutsIn, withAllForTraining } from './split.ts';
import { categoriesOf, type Table } from './table.ts';
import { columnIn, columnsWith, type TableSetup } from './tableSetup.ts';

/** Facts of the file that was trained on, beside its set-up. */
export type FileEncoding = ReturnType<typeof fileEncodingOf>;

/**
 * The encoding of a file without problems. `seed` is that of the made-up rows; `labelled` are the rows whose labels tell the scale of numbers,
 * null: the training rows of the one split.
 */
export function fileEncodingOf(
  table: Table,
  setup: TableSetup,
  seed: number,
  labelled: Int32Array | null = null,
) {
  const { split, encoding } = encodedOf(table, setup);
  const { train } = setup.resplits ? withAllForTraining(split) : split;
  /** `[T]`; null: of a binary task. */
  const labelScales = setup.targets.map((target) =>
    target === null || target.positive !== null
      ? null
      : labelScaleOf(rawLabelsOf(table, setup, target), labelled ?? train),
  );
  /** Names that the set-up has for them, in the order of the file. */
  const columnNames = table.columns.map(({ name }, place) =>
    setup.hasHeader ? name : (setup.columns[place]?.name ?? name),
  );
  const ranges = rangesOf(encoding, table, setup, train);
  const keepsDigits = table.parquet !== undefined;
  return {
    columnNames,
    /** True if the names in the first row tell the columns. */
    isNamed: setup.hasHeader && table.renamed.length === 0,
    encoding,
    labelScales,
    /** Whole numbers that no number is are texts there. */
    keepsDigits,
    /** True if a column of the file says which rows are test rows. */
    namesTestRows: namesTestRows(table, setup),
    /** Where time is cut; null: rows are not dealt by time. */
    timeCuts: timeCutsIn(table, setup),
    /** Which groups are of which part; null: rows are not dealt by groups. */
    groupCuts: groupsDealt(table, setup)?.cuts ?? null,
    /** Mean weight of the training rows; null: all rows count the same. */
    meanWeight: meanWeightOf(table, setup, train),
    /** Rows to try another reader on. */
    rows: madeUpRows({ columnNames, encoding, labelScales, ranges, keepsDigits }, setup, seed),
  };
}

function rangesOf(
  { columns }: Encoding,
  table: Table,
  setup: TableSetup,
  train: Int32Array,
): ReadonlyMap<string, NumberRange> {
  const ranges = new Map<string, NumberRange>();
  for (const encoded of columns) {
    const { name } = encoded;
    const column = columnIn(table, setup, name);
    if (encoded.kind !== 'number' || column === undefined) continue;
    const values = encoded.date === undefined ? numbersOf(column) : timesIn(column, encoded.date.form);
    const range = spanOf(numbersAt(values, train));
    if (range !== null) ranges.set(name, range);
  }
  return ranges;
}

function namesTestRows(table: Table, setup: TableSetup): boolean {
  const column = columnIn(table, setup, columnsWith(setup, 'split')[0]);
  return column !== undefined && categoriesOf(column).categories.some((cell) => partNamed(cell) === 'test');
}
