/**
 * Differences between the parts of a split: how often labels say yes, or their mean, and the columns whose test rows look unlike the
 * training rows. Said only where it is more than chance makes it; rows of a group count as one.
 */
import { mean } from '../../../core/lists.ts';
import { ln } from '../../../core/math.ts';
import { datesOf } from '../dates.ts';
import { type EncodedTable, featureKindOf } from '../encode.ts';
import { rawLabelsOf } from '../labels.ts';
import { numbersAt, numbersOf, standardOf } from '../numbers.ts';
import { type PartName, type TimeCuts, timeCutsIn } from '../split.ts';
import { BLANK, type Column, categoriesOf, type Table } from '../table.ts';
import { type ColumnRole, columnIn, dealingOf, isInput, type TableSetup } from '../tableSetup.ts';

/** Rows of a part that are looked at: enough to tell a shift that matters, few enough for hundreds of columns. */
const MAX_ROWS = 10_000;

/** Population stability from which on a shift is worth a word; 0.25 is called large. */
const LEAST_INDEX = 0.1;

/** Standard deviations of chance: one in 30,000, since hundreds of columns are looked at; of labels, of which there are few. */
const CHANCE = 4;
const CHANCE_OF_LABELS = 3;

/** The most frequent categories that are told apart, and the training rows that each needs. */
const MAX_CATEGORIES = 20;
const MIN_ROWS = 20;

const NUM_BINS = 10;

/** The labels of a task: the share of yes, or the mean of the numbers. */
export interface LabelShift {
  readonly isBinary: boolean;
  readonly means: Readonly<Record<PartName, number>>;
  /** The test rows differ from the training rows by more than chance. */
  readonly isShifted: boolean;
}

/** A column whose test rows are unlike the training rows. */
export interface ColumnShift {
  readonly column: string;
  /** Population stability: the sum of (p - q) ln(p / q) over its categories, or tenths of its numbers. */
  readonly index: number;
}

export interface Shifts {
  /** The cuts of time, by which rows are dealt; null: they are not. */
  readonly cuts: TimeCuts | null;
  /** `[T]`; null: the task has no target. */
  readonly labels: readonly (LabelShift | null)[];
  /** The largest first. */
  readonly columns: readonly ColumnShift[];
}

/** Null: every repetition has parts of its own. */
export function shiftsOf(table: Table, setup: TableSetup, { split }: EncodedTable): Shifts | null {
  if (setup.resplits) return null;
  const countOf = independentRows(table, setup);
  const rows = {
    train: split.train.subarray(0, MAX_ROWS),
    test: split.test.subarray(0, MAX_ROWS),
  };
  const chance = 1 / countOf(rows.train) + 1 / countOf(rows.test);
  // That time goes on and groups are others is no news.
  const dealing = dealingOf(setup);
  const differs = (name: string, role: ColumnRole) =>
    dealing === 'time' ? role === 'date' : dealing === 'group' && name === setup.group;
  const columns = setup.columns.flatMap(({ name, role }) => {
    const column = columnIn(table, setup, name);
    if (column === undefined || !isInput(role) || differs(name, role)) return [];
    const isNumber = featureKindOf(role, column) === 'number';
    const values = role === 'date' ? datesOf(column).times : isNumber ? numbersOf(column) : null;
    const bins = values === null ? binsOfCategories(column, rows.train) : binsOfNumbers(values, rows.train);
    const index = stabilityOf(bins, rows.train, rows.test);
    return index >= LEAST_INDEX && index > chance * largestByChance(bins.count - 1)
      ? [{ column: name, index }]
      : [];
  });
  return {
    cuts: timeCutsIn(table, setup),
    labels: setup.targets.map((target) => {
      if (target === null) return null;
      const labels = rawLabelsOf(table, setup, target);
      const known = (part: PartName) => numbersAt(labels, split[part]);
      const [train, test] = [known('train'), known('test')];
      const means = {
        train: mean([...train]),
        validation: mean([...known('validation')]),
        test: mean([...test]),
      };
      const isLabelled = (row: number) => Number.isFinite(labels[row]);
      const counts = [split.train, split.test].map((ofPart) => countOf(ofPart.filter(isLabelled)));
      const error = Math.hypot(
        ...[train, test].map((ofPart, index) => standardOf(ofPart).deviation / Math.sqrt(counts[index] ?? 0)),
      );
      const isShifted = Math.abs(means.test - means.train) > CHANCE_OF_LABELS * error;
      return { isBinary: target.positive !== null, means, isShifted };
    }),
    columns: columns.sort((a, b) => b.index - a.index),
  };
}

/** Counts rows that chance drew on their own: where groups are dealt, one of each. */
function independentRows(table: Table, setup: TableSetup): (rows: Int32Array) => number {
  const column = dealingOf(setup) === 'group' ? columnIn(table, setup, setup.group) : undefined;
  if (column === undefined) return (rows) => rows.length;
  const { codes } = categoriesOf(column);
  return (rows) => new Set(Array.from(rows, (row) => codes[row] ?? BLANK)).size;
}

/** The bin of every row, 0 to `count` - 1. */
interface Bins {
  readonly count: number;
  readonly binOf: (row: number) => number;
}

/** Tenths of the training rows, and one bin for blanks. */
function binsOfNumbers(values: Float64Array, train: Int32Array): Bins {
  const sorted = numbersAt(values, train).slice().sort();
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

/** The most frequent categories, and one bin for all other cells. */
function binsOfCategories(column: Column, train: Int32Array): Bins {
  const { codes } = categoriesOf(column);
  const counts = new Map<number, number>();
  for (const row of train) {
    const code = codes[row] ?? BLANK;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= MIN_ROWS)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_CATEGORIES);
  const bins = new Map(kept.map(([code], bin) => [code, bin + 1]));
  return { count: kept.length + 1, binOf: (row) => bins.get(codes[row] ?? BLANK) ?? 0 };
}

/** Half a row more in each bin keeps empty ones finite. */
function stabilityOf({ count, binOf }: Bins, train: Int32Array, test: Int32Array): number {
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

/**
 * The index times the rows is about chi-square with so many degrees of freedom where nothing shifts; the value that it exceeds once in
 * 30,000 times, by the approximation of Wilson and Hilferty (1931).
 */
function largestByChance(degrees: number): number {
  if (degrees < 1) return Number.POSITIVE_INFINITY;
  const variance = 2 / (9 * degrees);
  return degrees * (1 - variance + CHANCE * Math.sqrt(variance)) ** 3;
}
