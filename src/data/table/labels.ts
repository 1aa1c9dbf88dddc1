/** Turns the cells of target columns into labels. */
import { numbersAt, numbersOf, standardOf } from './numbers.ts';
import { type Column, categoriesOf, type Table } from './table.ts';
import { columnIn, type PositiveRule, type TableSetup, type TargetSetup } from './tableSetup.ts';

/** `[N]`: 0 / 1, or the unscaled number; NaN without a label. */
export function rawLabelsOf(table: Table, setup: TableSetup, target: TargetSetup): Float64Array {
  const column = columnIn(table, setup, target.column);
  if (column === undefined) return new Float64Array(table.numRows).fill(Number.NaN);
  const labels = target.positive === null ? numbersOf(column).slice() : answersOf(column, target.positive);
  const mask = columnIn(table, setup, target.mask);
  if (mask === undefined) return labels;
  const isLabelled = labelledRows(mask);
  return labels.map((label, row) => (isLabelled(row) ? label : Number.NaN));
}

/** 1 for yes, 0 for no, NaN for blank. */
function answersOf(column: Column, rule: PositiveRule): Float64Array {
  if (rule.kind === 'above')
    return numbersOf(column).map((value) => (Number.isNaN(value) ? value : Number(value > rule.threshold)));
  const { categories, codes } = categoriesOf(column);
  const isPositive = categories.map((category) => Number(rule.values.includes(category)));
  return Float64Array.from(codes, (code) => (code === -1 ? Number.NaN : (isPositive[code] ?? 0)));
}

// In a mask, these and blanks mean no.
const NO_WORDS: readonly string[] = ['0', 'no', 'false', 'n', 'f'];

function labelledRows(mask: Column): (row: number) => boolean {
  const { categories, codes } = categoriesOf(mask);
  const isNo = categories.map((category) => NO_WORDS.includes(category.toLowerCase()));
  return (row) => isNo[codes[row] ?? -1] === false;
}

export type LabelScale = ReturnType<typeof labelScaleOf>;

export function labelScaleOf(labels: Float64Array, train: Int32Array) {
  const { mean, deviation } = standardOf(numbersAt(labels, train));
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}
