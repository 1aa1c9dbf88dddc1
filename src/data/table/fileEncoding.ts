/** Describes how a file is read, encoded and labelled, for programs elsewhere, and invents rows to test these. */
import { minAndMax } from '../../core/lists.ts';
import { createStream } from '../../core/random.ts';
import { allInputRowsIn, encodedTableOf, inputColumnsOf, type TableEncoding } from './encode.ts';
import { BLANK_CELLS, type DrawCell, type NumberRange, numberAsCell, randomCellOf } from './kinds/kind.ts';
import { columnKinds, kindOfEncoded } from './kinds/registry.ts';
import { type LabelScale, labelScaleOf, meanWeightOf, rawLabelsOf } from './labels.ts';
import { cellOfCategory, exactNumberInCell, numberInCell, numbersOfRows } from './numbers.ts';
import { type PartName, withAllForTraining } from './parts.ts';
import { groupSplitOf, partOfName, timeCutsOf } from './split.ts';
import { categoriesOf, csvFormOf, type Table } from './table.ts';
import { createColumnBuilders } from './tableBuilder.ts';
import { columnWithRole, type TableSetup } from './tableSetup.ts';

export type FileEncoding = ReturnType<typeof fileEncodingOf>;

/** `seed` decides the invented rows; label scales come from `labelled` rows (null: the training rows). */
export function fileEncodingOf(
  table: Table,
  setup: TableSetup,
  seed: number,
  labelled: Int32Array | null = null,
) {
  const { split, encoding } = encodedTableOf(table, setup);
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
    isNamed: setup.hasHeader && table.renamed.length === 0,
    inputs: encoding.columns.map((column) => kindOfEncoded(column).exported(column)),
    /** Values that have a vector of their own, for each id column. */
    ids: encoding.columns.flatMap((column) => {
      const vectors = kindOfEncoded(column).vectorsOf?.(column);
      return vectors === undefined ? [] : [vectors.values.map(cellOfCategory)];
    }),
    templateFacts: templateFactsOf(encoding),
    labelScales,
    keepsDigits,
    namedParts: namedPartsOf(table, setup),
    timeCuts: timeCutsOf(table, setup),
    groupCuts: groupSplitOf(table, setup)?.cuts ?? null,
    meanWeight: meanWeightOf(table, setup, train),
    rows: inventedRows(
      { columnNames, encoding, labelScales, ranges: numberRangesOf(table, setup, train), keepsDigits },
      setup,
      seed,
    ),
  };
}

const templateFactsOf = ({ columns }: TableEncoding): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    columnKinds.flatMap(([role, { templateFact }]) =>
      templateFact === undefined ? [] : [[templateFact, columns.some(({ kind }) => kind === role)]],
    ),
  );

function numberRangesOf(
  table: Table,
  setup: TableSetup,
  train: Int32Array,
): ReadonlyMap<string, NumberRange> {
  return new Map(
    inputColumnsOf(table, setup).flatMap(({ name, column, kind }) => {
      const values = kind.numbersOf?.(column);
      const range = values === undefined ? null : minAndMax(numbersOfRows(values, train));
      return range === null ? [] : [[name, range]];
    }),
  );
}

function namedPartsOf(table: Table, setup: TableSetup): ReadonlySet<PartName | undefined> {
  const column = columnWithRole(table, setup, 'split');
  return new Set(column && categoriesOf(column).categories.map(partOfName));
}

interface EncodedFacts {
  readonly columnNames: readonly string[];
  readonly encoding: TableEncoding;
  readonly labelScales: readonly (LabelScale | null)[];
  /** Ranges over training rows, by column; made-up rows contain neither end. */
  readonly ranges: ReadonlyMap<string, NumberRange>;
  readonly keepsDigits: boolean;
}

const NUM_INVENTED_ROWS = 16;

/** Leading rows with numbers within the training range, for checks of a network. */
export const NUM_PLAIN_ROWS = 8;

function inventedRows(known: EncodedFacts, setup: TableSetup, seed: number) {
  const draws = known.columnNames.map((name) => cellDrawer(name, known, setup));
  const cells = Array.from({ length: NUM_INVENTED_ROWS }, (_, row) =>
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

function cellDrawer(name: string, known: EncodedFacts, setup: TableSetup): DrawCell {
  const role = setup.columns.find((column) => column.name === name)?.role;
  const encoded = known.encoding.columns.find((column) => column.name === name);
  if (encoded !== undefined) return kindOfEncoded(encoded).drawCell(encoded, known.ranges.get(name), setup);
  if (role === 'target') return targetCellDrawer(name, known, setup);
  if (role === 'mask') return (stream) => randomCellOf(['1', '0', 'yes', 'No', ''], stream);
  return (stream) => randomCellOf(['', 'train', ' of no use '], stream);
}

function targetCellDrawer(name: string, { labelScales }: EncodedFacts, setup: TableSetup): DrawCell {
  const ofColumn = setup.targets.flatMap((target, task) =>
    target?.column === name ? [{ target, task }] : [],
  );
  const cells = ofColumn.flatMap(({ target: { positive }, task }): DrawCell[] => {
    if (positive?.kind === 'values') return positive.values.map((value) => () => ` ${value}`);
    const { mean, deviation } = labelScales[task] ?? { mean: positive?.threshold ?? 0, deviation: 1 };
    return [({ normal }) => numberAsCell(mean + deviation * normal(), setup)];
  });
  const needsNumbers = ofColumn.some(({ target }) => target.positive?.kind !== 'values');
  const others = needsNumbers ? BLANK_CELLS : ['something else', ...BLANK_CELLS];
  return (stream, isPlain) =>
    stream.uniform() < 0.6
      ? (cells[stream.integerBelow(Math.max(1, cells.length))]?.(stream, isPlain) ?? '')
      : randomCellOf(others, stream);
}

function tableOfCells(
  cells: readonly (readonly string[])[],
  { columnNames, keepsDigits }: EncodedFacts,
  setup: TableSetup,
): Table {
  const numberOf = keepsDigits ? exactNumberInCell : (cell: string) => numberInCell(cell, setup.delimiter);
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

function inputRowsOf(
  encoding: TableEncoding,
  table: Table,
  setup: TableSetup,
): readonly (readonly number[])[] {
  const { rowDim } = encoding;
  const rows = Int32Array.from({ length: table.numRows }, (_, row) => row);
  const inputs = allInputRowsIn({ ...encoding, numEntries: null }, { table, setup }, rows); // [rows, N]
  return Array.from(rows, (row) => Array.from(inputs.subarray(row * rowDim, (row + 1) * rowDim)));
}
