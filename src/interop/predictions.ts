/** Predictions for the rows of a file as text, as exported programs write them. */
import { type CsvRow, csvOf } from '../core/spreadsheet.ts';
import type { Table } from '../data/table/table.ts';

/** `values`: `[T][N]`. Lines are counted without blank ones. */
export function predictionsCsv(
  fileName: string,
  { form, parquet }: Pick<Table, 'form' | 'parquet'>,
  values: readonly Float64Array[],
  tasks: readonly string[],
): string {
  const firstLine = form.hasHeader || parquet !== undefined ? 2 : 1;
  const cellsOf = (row: number) => values.map((ofTask) => Number(ofTask[row]?.toPrecision(7)));
  const rows = Array.from(values[0] ?? [], (_, row): CsvRow => [fileName, firstLine + row, ...cellsOf(row)]);
  return csvOf([['file', 'line', ...tasks], ...rows]);
}
