/** Reads the weight of each row in training from a column of the file. */
import { text } from '../../text/text.ts';
import type { Table } from './table.ts';
import { columnIn, columnsWith, type TableSetup } from './tableSetup.ts';

const words = text.tableFile.problems;

// Sums of weights must stay finite in programs of single precision.
const LARGEST = 1e30;

/** `[N]`, mean 1 over training rows, 0 for blanks. Null without a weight column. */
export function rowWeightsOf(table: Table, setup: TableSetup, train: Int32Array): Float64Array | null {
  const mean = meanWeightOf(table, setup, train);
  return mean === null ? null : (cellsOf(table, setup)?.map((weight) => weight / mean) ?? null);
}

export function meanWeightOf(table: Table, setup: TableSetup, train: Int32Array): number | null {
  const weights = cellsOf(table, setup);
  return weights && sumOver(train, weights) / train.length;
}

function cellsOf(table: Table, setup: TableSetup): Float64Array | null {
  const column = columnIn(table, setup, columnsWith(setup, 'weight')[0]);
  if (column === undefined) return null;
  if (column.kind === 'text') return new Float64Array(table.numRows);
  return column.values.map((value) => (Number.isNaN(value) ? 0 : value));
}

const sumOver = (rows: Int32Array, values: Float64Array): number =>
  rows.reduce((sum, row) => sum + (values[row] ?? 0), 0);

export function weightProblem(
  table: Table,
  setup: TableSetup,
  name: string,
  train: Int32Array,
): string | null {
  const column = columnIn(table, setup, name);
  const weights = cellsOf(table, setup);
  if (column === undefined || weights === null) return null;
  if (column.kind === 'text') return words.weightOfTexts(name, column.categories[0] ?? '');
  const negative = weights.find((weight) => weight < 0);
  if (negative !== undefined) return words.negativeWeight(name, negative);
  const huge = weights.find((weight) => weight > LARGEST);
  if (huge !== undefined) return words.hugeWeight(name, huge);
  return sumOver(train, weights) > 0 ? null : words.noWeight(name);
}
