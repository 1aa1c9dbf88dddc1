/** Describes as plain data how a file is read, encoded and labelled, for programs that read such files elsewhere. */
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

export type FileEncoding = ReturnType<typeof fileEncodingOf>;

/** Assumes a file without problems. `seed` is that of made-up rows; `labelled` rows scale labels (null: the training rows). */
export function fileEncodingOf(
  table: Table,
  setup: TableSetup,
  seed: number,
  labelled: Int32Array | null = null,
) {
  const { split, encoding } = encodedOf(table, setup);
  const { train } = setup.resplits ? withAllForTraining(split) : split;
  /** `[T]` */
  const labelScales = setup.targets.map((target) =>
    target === null || target.positive !== null
      ? null
      : labelScaleOf(rawLabelsOf(table, setup, target), labelled ?? train),
  );
  const columnNames = table.columns.map(({ name }, place) =>
    setup.hasHeader ? name : (setup.columns[place]?.name ?? name),
  );
  const ranges = rangesOf(encoding, table, setup, train);
  const keepsDigits = table.parquet !== undefined;
  return {
    columnNames,
    /** Columns are found by their names in the first row. */
    isNamed: setup.hasHeader && table.renamed.length === 0,
    encoding,
    labelScales,
    keepsDigits,
    namesTestRows: namesTestRows(table, setup),
    timeCuts: timeCutsIn(table, setup),
    groupCuts: groupsDealt(table, setup)?.cuts ?? null,
    meanWeight: meanWeightOf(table, setup, train),
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
