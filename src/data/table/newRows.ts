/** Rows of another file for a network that was trained on a file: whether they fit, and what is predicted for them. */
import { exp, expm1 } from '../../core/math.ts';
import { type CsvRow, csvOf } from '../../core/spreadsheet.ts';
import { text } from '../../text/text.ts';
import type { TableEncoding } from './encode.ts';
import type { LabelScale } from './labels.ts';
import { countNumbers } from './numbers.ts';
import { type CsvForm, csvFormOf, hasTooManyTexts, type ReadingForm, type Table } from './table.ts';
import { columnOfName, type TableSetup, treatmentOf } from './tableSetup.ts';

const words = text.predict;

/** Even one row, and never a sample of them. */
export function newRowsForm(setup: CsvForm): ReadingForm {
  const { maxRows: _, ...form } = csvFormOf(setup);
  return { ...form, minRows: 1 };
}

/** Sentences on columns that are missing, foreign or unreadable, as the exported program refuses them. */
export function problemsOfNewRows(
  { columns }: TableEncoding,
  setup: TableSetup,
  rows: Table,
): readonly string[] {
  const inputs = [...new Set(columns.map(({ name }) => name))];
  const [known, given] = [setup, rows].map((file) => file.columns.map(({ name }) => name));
  const { numRows, numRowsInFile } = rows;
  if (numRows < numRowsInFile) return [words.tooManyRows(numRowsInFile, numRows)];
  if (!setup.hasHeader)
    return given?.length === known?.length
      ? unreadableColumns(columns, setup, rows)
      : [words.numColumns(given?.length ?? 0, known?.length ?? 0)];
  const missing = inputs.filter((name) => given?.includes(name) === false);
  const foreign = (given ?? []).filter((name) => known?.includes(name) === false);
  return [
    ...(missing.length > 0 ? [words.missing(missing, given ?? [])] : []),
    ...(foreign.length > 0 ? [words.foreign(foreign)] : []),
    ...unreadableColumns(columns, setup, rows),
  ];
}

const unreadableColumns = (
  columns: TableEncoding['columns'],
  setup: TableSetup,
  rows: Table,
): readonly string[] =>
  columns.flatMap((encoded) => {
    const column = columnOfName(rows, setup, encoded.name);
    if (column === undefined) return [];
    if (hasTooManyTexts(column)) return [words.tooManyTexts(encoded.name)];
    const { firstOther } = countNumbers(column);
    const isOdd = encoded.kind === 'number' && encoded.hasTexts !== true && firstOther !== null;
    return isOdd ? [words.noNumber(encoded.name, firstOther)] : [];
  });

/** Turns the output of a task's tower into a probability, or a number as the file has it. */
export function predictionOf(
  setup: TableSetup,
  task: number,
  scale: LabelScale | null,
): (logit: number) => number {
  if (scale === null) return (logit) => 1 / (1 + exp(-logit));
  const { mean, deviation } = scale;
  const { form } = treatmentOf(setup, setup.targets[task]?.column ?? '');
  return (logit) => {
    const value = mean + deviation * logit;
    return form === 'log' ? Math.sign(value) * expm1(Math.abs(value)) : value;
  };
}

export interface PredictedRows {
  readonly fileName: string;
  readonly setup: TableSetup;
  readonly table: Pick<Table, 'parquet'>;
  /** `[T][N]` */
  readonly values: readonly Float64Array[];
}

/** As programs write it, with the columns `file`, `line` and a task each. */
export function predictionsCsv(
  { fileName, setup, table, values }: PredictedRows,
  tasks: readonly string[],
): string {
  const firstLine = setup.hasHeader || table.parquet !== undefined ? 2 : 1;
  const rows = Array.from(
    values[0] ?? [],
    (_, row): CsvRow => [
      fileName,
      firstLine + row,
      ...values.map((ofTask) => Number(ofTask[row]?.toPrecision(7))),
    ],
  );
  return csvOf([['file', 'line', ...tasks], ...rows]);
}
