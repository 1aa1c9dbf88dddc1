/**
 * Describes as plain data how a file is read, encoded and labelled, for programs that read such files
 * elsewhere; also invents rows, so that these programs can be tested without any row of the file.
 */
import { spanOf } from '../../core/lists.ts';
import { createStream } from '../../core/random.ts';
import { type Encoding, encodedOf, inputColumnsOf, inputsOf } from './encode.ts';
import { BLANK_CELLS, type DrawCell, type NumberRange, numberCell, oneOf } from './kinds/kind.ts';
import { columnKinds, kindOf } from './kinds/registry.ts';
import { type LabelScale, labelScaleOf, meanWeightOf, rawLabelsOf } from './labels.ts';
import { categoryCell, exactNumberIn, numberIn, numbersAt } from './numbers.ts';
import { withAllForTraining } from './parts.ts';
import { groupsDealt, partNamed, timeCutsIn } from './split.ts';
import { categoriesOf, csvFormOf, type Table } from './table.ts';
import { createColumnBuilders } from './tableBuilder.ts';
import { columnWith, type TableSetup } from './tableSetup.ts';

export type FileEncoding = ReturnType<typeof fileEncodingOf>;

/**
 * Description of a file without problems. `seed` decides the invented rows; label scales come from
 * `labelled` rows (null: the training rows).
 */
export function fileEncodingOf(
  table: Table,
  setup: TableSetup,
  seed: number,
  labelled: Int32Array | null = null,
) {
  const { split, encoding } = encodedOf(table, setup);
  const { train } = setup.resplits ? withAllForTraining(split) : split;
  const labelScales = setup.targets.map((target) =>
    target === null || target.positive !== null
      ? null
      : labelScaleOf(rawLabelsOf(table, setup, target), labelled ?? train),
  );
  const columnNames = table.columns.map(({ name }, place) =>
    setup.hasHeader ? name : (setup.columns[place]?.name ?? name),
  );
  const keepsDigits = table.parquet !== undefined;
  return {
    columnNames,
    /** True if programs find columns by the names in the first row. */
    isNamed: setup.hasHeader && table.renamed.length === 0,
    /** How a program reads the columns that are inputs. */
    inputs: encoding.columns.map((column) => kindOf(column).exported(column)),
    /** Values that have a vector of their own, for each id column. */
    ids: encoding.columns.flatMap((column) => {
      const vectors = kindOf(column).vectorsOf?.(column);
      return vectors === undefined ? [] : [vectors.values.map(categoryCell)];
    }),
    templateFacts: templateFactsOf(encoding),
    labelScales,
    keepsDigits,
    namesTestRows: namesTestRows(table, setup),
    timeCuts: timeCutsIn(table, setup),
    groupCuts: groupsDealt(table, setup)?.cuts ?? null,
    meanWeight: meanWeightOf(table, setup, train),
    rows: madeUpRows(
      { columnNames, encoding, labelScales, ranges: rangesOf(table, setup, train), keepsDigits },
      setup,
      seed,
    ),
  };
}

/** Conditions of the Python templates that follow from the kinds of columns. */
const templateFactsOf = ({ columns }: Encoding): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    columnKinds.flatMap(([role, { templateFact }]) =>
      templateFact === undefined ? [] : [[templateFact, columns.some(({ kind }) => kind === role)]],
    ),
  );

function rangesOf(table: Table, setup: TableSetup, train: Int32Array): ReadonlyMap<string, NumberRange> {
  return new Map(
    inputColumnsOf(table, setup).flatMap(({ name, column, kind }) => {
      const values = kind.numbersOf?.(column);
      const range = values === undefined ? null : spanOf(numbersAt(values, train));
      return range === null ? [] : [[name, range]];
    }),
  );
}

function namesTestRows(table: Table, setup: TableSetup): boolean {
  const column = columnWith(table, setup, 'split');
  return column !== undefined && categoriesOf(column).categories.some((cell) => partNamed(cell) === 'test');
}

interface Known {
  readonly columnNames: readonly string[];
  readonly encoding: Encoding;
  readonly labelScales: readonly (LabelScale | null)[];
  /** Ranges over training rows, by column; made-up rows contain neither end. */
  readonly ranges: ReadonlyMap<string, NumberRange>;
  readonly keepsDigits: boolean;
}

const NUM_ROWS = 16;

/** Leading rows with numbers within the training range, for checks of a network. */
export const NUM_PLAIN_ROWS = 8;

function madeUpRows(known: Known, setup: TableSetup, seed: number) {
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
    inputs: inputRowsOf(known.encoding, table, setup),
    /** `[N][T]`; the label is 0 where the mask is 0. */
    labels: rows.map((row) => labels.map((labelOf) => Math.fround(labelOf(row) || 0))),
    mask: rows.map((row) => labels.map((labelOf) => Number(!Number.isNaN(labelOf(row))))),
  };
}

function cellDrawer(name: string, known: Known, setup: TableSetup): DrawCell {
  const role = setup.columns.find((column) => column.name === name)?.role;
  const encoded = known.encoding.columns.find((column) => column.name === name);
  if (encoded !== undefined) return kindOf(encoded).drawCell(encoded, known.ranges.get(name), setup);
  if (role === 'target') return ofTarget(name, known, setup);
  if (role === 'mask') return (stream) => oneOf(['1', '0', 'yes', 'No', ''], stream);
  return (stream) => oneOf(['', 'train', ' of no use '], stream);
}

function ofTarget(name: string, { labelScales }: Known, setup: TableSetup): DrawCell {
  const ofColumn = setup.targets.flatMap((target, task) =>
    target?.column === name ? [{ target, task }] : [],
  );
  const cells = ofColumn.flatMap(({ target: { positive }, task }): DrawCell[] => {
    if (positive?.kind === 'values') return positive.values.map((value) => () => ` ${value}`);
    const { mean, deviation } = labelScales[task] ?? { mean: positive?.threshold ?? 0, deviation: 1 };
    return [({ normal }) => numberCell(mean + deviation * normal(), setup)];
  });
  const needsNumbers = ofColumn.some(({ target }) => target.positive?.kind !== 'values');
  const others = needsNumbers ? BLANK_CELLS : ['something else', ...BLANK_CELLS];
  return (stream, isPlain) =>
    stream.uniform() < 0.6
      ? (cells[stream.integerBelow(Math.max(1, cells.length))]?.(stream, isPlain) ?? '')
      : oneOf(others, stream);
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
  return {
    fileName: '',
    hash: '',
    form: csvFormOf(setup),
    columns,
    numRows: cells.length,
    numRowsInFile: cells.length,
    numRagged: 0,
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
