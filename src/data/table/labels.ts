/** Turns cells of target columns into labels, and those of a weight column into weights of rows. */
import { text } from '../../text/text.ts';
import { meanAndDeviationOf, numbersOfColumn, numbersOfRows } from './numbers.ts';
import { type Column, categoriesOf, type Table } from './table.ts';
import {
  columnOfName,
  columnWithRole,
  type PositiveRule,
  type TableSetup,
  type TargetSetup,
  treatmentOf,
} from './tableSetup.ts';
import { treatedNumber } from './treatment.ts';

/** Labels `[N]`: 0 / 1, or the unscaled number; NaN without a label. */
export function rawLabelsOf(table: Table, setup: TableSetup, target: TargetSetup): Float64Array {
  const column = columnOfName(table, setup, target.column);
  if (column === undefined) return new Float64Array(table.numRows).fill(Number.NaN);
  const { blanks = [], form } = treatmentOf(setup, target.column);
  const treatment = { blanks, ...(target.positive === null && form && { form }) };
  const given =
    target.positive === null ? numbersOfColumn(column) : binaryLabelsOf(column, target.positive, blanks);
  const labels = given.map((value) => (target.positive === null ? treatedNumber(treatment, value) : value));
  const mask = columnOfName(table, setup, target.mask);
  if (mask === undefined) return labels;
  const isLabelled = labelledRowTest(mask);
  return labels.map((label, row) => (isLabelled(row) ? label : Number.NaN));
}

function binaryLabelsOf(column: Column, rule: PositiveRule, blanks: readonly number[]): Float64Array {
  if (rule.kind === 'above')
    return numbersOfColumn(column).map((value) =>
      Number.isNaN(value) || blanks.includes(value) ? Number.NaN : Number(value > rule.threshold),
    );
  const { categories, codes } = categoriesOf(column);
  const isPositive = categories.map((category) => Number(rule.values.includes(category)));
  return Float64Array.from(codes, (code) => (code === -1 ? Number.NaN : (isPositive[code] ?? 0)));
}

// Cells of a mask column that, like blanks, mean no.
const NEGATIVE_WORDS: readonly string[] = ['0', 'no', 'false', 'n', 'f'];

function labelledRowTest(mask: Column): (row: number) => boolean {
  const { categories, codes } = categoriesOf(mask);
  const isNo = categories.map((category) => NEGATIVE_WORDS.includes(category.toLowerCase()));
  return (row) => isNo[codes[row] ?? -1] === false;
}

export type LabelScale = ReturnType<typeof labelScaleOf>;

export function labelScaleOf(labels: Float64Array, train: Int32Array) {
  const { mean, deviation } = meanAndDeviationOf(numbersOfRows(labels, train));
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}

/** `[N]`: 0 / 1, or the number, standardised by `train` if given; NaN without a label. */
export function scaledLabelsOf(
  table: Table,
  setup: TableSetup,
  task: number,
  train: Int32Array | null,
): Float64Array {
  const target = setup.targets[task];
  if (target === null || target === undefined) return new Float64Array(table.numRows).fill(Number.NaN);
  const raw = rawLabelsOf(table, setup, target);
  if (target.positive !== null || train === null) return raw;
  const { mean, deviation } = labelScaleOf(raw, train);
  return raw.map((label) => (label - mean) / deviation);
}

export function labelsOfRows<V extends Float32Array | Float64Array>(
  labels: readonly Float64Array[],
  rows: Int32Array,
  Values: new (length: number) => V,
): { readonly targets: V; readonly mask: Float32Array } {
  const targets = new Values(labels.length * rows.length);
  const mask = new Float32Array(labels.length * rows.length);
  for (const [task, ofTask] of labels.entries())
    rows.forEach((row, index) => {
      const label = ofTask[row] ?? Number.NaN;
      if (Number.isNaN(label)) return;
      targets[task * rows.length + index] = label;
      mask[task * rows.length + index] = 1;
    });
  return { targets, mask };
}

const words = text.tableFile.problems;

// Sums of weights must stay finite in programs of single precision.
const MAX_ROW_WEIGHT = 1e30;

/** `[N]`, mean 1 over training rows, 0 for blanks. Null without a weight column. */
export function rowWeightsOf(table: Table, setup: TableSetup, train: Int32Array): Float64Array | null {
  const mean = meanWeightOf(table, setup, train);
  return mean === null ? null : (weightColumnValues(table, setup)?.map((weight) => weight / mean) ?? null);
}

export function meanWeightOf(table: Table, setup: TableSetup, train: Int32Array): number | null {
  const weights = weightColumnValues(table, setup);
  return weights && sumOfSelectedRows(train, weights) / train.length;
}

function weightColumnValues(table: Table, setup: TableSetup): Float64Array | null {
  const column = columnWithRole(table, setup, 'weight');
  if (column === undefined) return null;
  if (column.kind === 'text') return new Float64Array(table.numRows);
  return column.values.map((value) => (Number.isNaN(value) ? 0 : value));
}

const sumOfSelectedRows = (rows: Int32Array, values: Float64Array): number =>
  rows.reduce((sum, row) => sum + (values[row] ?? 0), 0);

export function weightProblem(
  table: Table,
  setup: TableSetup,
  name: string,
  train: Int32Array,
): string | null {
  const column = columnOfName(table, setup, name);
  const weights = weightColumnValues(table, setup);
  if (column === undefined || weights === null) return null;
  if (column.kind === 'text') return words.weightOfTexts(name, column.categories[0] ?? '');
  const negative = weights.find((weight) => weight < 0);
  if (negative !== undefined) return words.negativeWeight(name, negative);
  const huge = weights.find((weight) => weight > MAX_ROW_WEIGHT);
  if (huge !== undefined) return words.hugeWeight(name, huge);
  return sumOfSelectedRows(train, weights) > 0 ? null : words.noWeight(name);
}
