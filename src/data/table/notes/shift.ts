/** Finds differences between training and test rows, in labels and columns, that exceed chance; rows of a group count once. */
import { mean } from '../../../core/lists.ts';
import { ln } from '../../../core/math.ts';
import { type EncodedTable, inputColumnsOf } from '../encode.ts';
import { rawLabelsOf } from '../labels.ts';
import { meanAndDeviationOf, numbersOfRows } from '../numbers.ts';
import { type PartName, type RecordByPart, recordByPart } from '../parts.ts';
import { type TimeCuts, timeCutsOf } from '../split.ts';
import { BLANK_CODE, type Column, categoriesOf, type Table } from '../table.ts';
import { type ColumnRole, columnOfName, columnRoles, splitMethodOf, type TableSetup } from '../tableSetup.ts';

// Enough to find a shift that matters, few enough for hundreds of columns.
const MAX_ROWS = 10_000;

// Smallest population stability index to report; 0.25 is usually called large.
const MIN_STABILITY_INDEX = 0.1;

// Standard deviations: 4 is one in 30,000, since hundreds of columns are tested; labels are few.
const COLUMN_DEVIATIONS = 4;
const LABEL_DEVIATIONS = 3;

const MAX_CATEGORIES = 20;
const MIN_ROWS = 20;

const NUM_BINS = 10;

export interface LabelShift {
  readonly isBinary: boolean;
  readonly means: RecordByPart<number>;
  readonly isShifted: boolean;
}

interface ColumnShift {
  readonly column: string;
  /** Population stability index: sum of (p - q) ln(p / q) over categories or deciles. */
  readonly index: number;
}

export interface DataShifts {
  readonly cuts: TimeCuts | null;
  readonly labels: readonly (LabelShift | null)[];
  /** Largest first. */
  readonly columns: readonly ColumnShift[];
}

/** Shifts between training and test rows; null if repetitions split rows anew. */
export function dataShiftsIn(table: Table, setup: TableSetup, { split }: EncodedTable): DataShifts | null {
  if (setup.resplits) return null;
  const countOf = independentRowCounter(table, setup);
  const rows = {
    train: split.train.subarray(0, MAX_ROWS),
    test: split.test.subarray(0, MAX_ROWS),
  };
  const chance = 1 / countOf(rows.train) + 1 / countOf(rows.test);
  // The time or group by which rows are split differs by design.
  const dealing = splitMethodOf(setup);
  const differs = (name: string, role: ColumnRole) =>
    dealing === 'time' ? columnRoles[role].isTime : dealing === 'group' && name === setup.group;
  const columns = inputColumnsOf(table, setup).flatMap(({ name, role, column, kind }) => {
    if (differs(name, role)) return [];
    const values = kind.numbersOf?.(column);
    const bins =
      values === undefined ? binsOfCategories(column, rows.train) : binsOfNumbers(values, rows.train);
    const index = stabilityIndexOf(bins, rows.train, rows.test);
    return index >= MIN_STABILITY_INDEX && index > chance * chanceLimitOf(bins.count - 1)
      ? [{ column: name, index }]
      : [];
  });
  return {
    cuts: timeCutsOf(table, setup),
    labels: setup.targets.map((target) => {
      if (target === null) return null;
      const labels = rawLabelsOf(table, setup, target);
      const known = (part: PartName) => numbersOfRows(labels, split[part]);
      const [train, test] = [known('train'), known('test')];
      const means = recordByPart((part) => mean([...known(part)]));
      const isLabelled = (row: number) => Number.isFinite(labels[row]);
      const counts = [split.train, split.test].map((ofPart) => countOf(ofPart.filter(isLabelled)));
      const error = Math.hypot(
        ...[train, test].map(
          (ofPart, index) => meanAndDeviationOf(ofPart).deviation / Math.sqrt(counts[index] ?? 0),
        ),
      );
      const isShifted = Math.abs(means.test - means.train) > LABEL_DEVIATIONS * error;
      return { isBinary: target.positive !== null, means, isShifted };
    }),
    columns: columns.sort((a, b) => b.index - a.index),
  };
}

function independentRowCounter(table: Table, setup: TableSetup): (rows: Int32Array) => number {
  const column = splitMethodOf(setup) === 'group' ? columnOfName(table, setup, setup.group) : undefined;
  if (column === undefined) return (rows) => rows.length;
  const { codes } = categoriesOf(column);
  return (rows) => new Set(Array.from(rows, (row) => codes[row] ?? BLANK_CODE)).size;
}

interface ShiftBins {
  readonly count: number;
  readonly binOf: (row: number) => number;
}

/** Bins of a number by deciles of training rows; bin 0 is for blanks. */
function binsOfNumbers(values: Float64Array, train: Int32Array): ShiftBins {
  const sorted = numbersOfRows(values, train).slice().sort();
  const edges = Array.from({ length: NUM_BINS - 1 }, (_, tenth) => {
    return sorted[Math.floor(((tenth + 1) * sorted.length) / NUM_BINS)] ?? 0;
  });
  const limits = [...new Set(edges)];
  return {
    count: limits.length + 2,
    binOf: (row) => {
      const value = values[row] ?? Number.NaN;
      if (Number.isNaN(value)) return 0;
      let bin = 1;
      for (const limit of limits) bin += Number(value >= limit);
      return bin;
    },
  };
}

/** Bins of categories; bin 0 is for all other cells. */
function binsOfCategories(column: Column, train: Int32Array): ShiftBins {
  const { codes } = categoriesOf(column);
  const counts = new Map<number, number>();
  for (const row of train) {
    const code = codes[row] ?? BLANK_CODE;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= MIN_ROWS)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_CATEGORIES);
  const bins = new Map(kept.map(([code], bin) => [code, bin + 1]));
  return { count: kept.length + 1, binOf: (row) => bins.get(codes[row] ?? BLANK_CODE) ?? 0 };
}

// Half a row more per bin keeps empty bins finite.
function stabilityIndexOf({ count, binOf }: ShiftBins, train: Int32Array, test: Int32Array): number {
  const sharesOf = (rows: Int32Array) => {
    const counts = new Float64Array(count).fill(0.5);
    for (const row of rows) counts[binOf(row)] = (counts[binOf(row)] ?? 0) + 1;
    return counts.map((inBin) => inBin / (rows.length + 0.5 * count));
  };
  const [before, after] = [sharesOf(train), sharesOf(test)];
  return before.reduce((sum, p, bin) => {
    const q = after[bin] ?? p;
    return sum + (p - q) * ln(p / q);
  }, 0);
}

/** Limit on index times rows, exceeded by chance once in 30,000 times (Wilson and Hilferty 1931). */
function chanceLimitOf(degrees: number): number {
  if (degrees < 1) return Number.POSITIVE_INFINITY;
  const variance = 2 / (9 * degrees);
  return degrees * (1 - variance + COLUMN_DEVIATIONS * Math.sqrt(variance)) ** 3;
}
