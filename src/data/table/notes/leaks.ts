/**
 * Columns that give a label away by themselves: a copy of it, or something that is only known once the label is. Most are mistakes of
 * whoever made the file, and every network looks splendid on them.
 */

import { areaUnderCurve } from '../../../core/areaUnderCurve.ts';
import { text } from '../../../text/text.ts';
import { datesOf } from '../dates.ts';
import { type EncodedTable, featureKindOf } from '../encode.ts';
import { rawLabelsOf } from '../labels.ts';
import { numbersOf } from '../numbers.ts';
import { BLANK, type Column, categoriesOf, type Table } from '../table.ts';
import { columnIn, isId, isInput, type TableSetup } from '../tableSetup.ts';

const words = text.tableFile.leaks;

/** Rows that are looked at: enough to tell an AUC of 0.99, few enough for hundreds of columns. */
const MAX_ROWS = 10_000;
/** Labelled rows of each class, below which an AUC is luck. */
const MIN_OF_CLASS = 10;
/** The AUC from which on a column alone is suspected. */
const SUSPECT_AUC = 0.99;
/** The share of a label's variance from which on it is. */
const SUSPECT_R2 = 0.999;

/** The features of a file that give labels of its training rows away. */
export function leaksOf(table: Table, setup: TableSetup, { split }: EncodedTable) {
  const rows = split.train.subarray(0, MAX_ROWS);
  const features = setup.columns.flatMap(({ name, role }) => {
    // Names that few rows share tell these rows apart, whatever the labels are.
    const isRead = isInput(role) && !isId(role);
    const column = isRead ? columnIn(table, setup, name) : undefined;
    if (column === undefined) return [];
    const isNumber = featureKindOf(role, column) === 'number';
    return [{ name, column: role === 'date' ? momentsOf(column) : column, isNumber }];
  });
  return setup.targets.flatMap((target, task) => {
    if (target === null) return [];
    const all = rawLabelsOf(table, setup, target);
    const labels = Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
    const tells = target.positive === null ? numberTold(labels) : answerTold(labels);
    return features.flatMap(({ name, column, isNumber }) => {
      const message = tells(column, rows, isNumber, { column: name, task: task + 1 });
      return message === null ? [] : [{ column: name, message }];
    });
  });
}

/** A column of dates as one of numbers. */
const momentsOf = (column: Column): Column => ({
  kind: 'number',
  name: column.name,
  values: datesOf(column).times,
});

interface Place {
  readonly column: string;
  /** Counted from 1. */
  readonly task: number;
}

type Teller = (column: Column, rows: Int32Array, isNumber: boolean, place: Place) => string | null;

/** Tells of columns that give the answers of a binary task away. */
function answerTold(labels: Float64Array): Teller {
  const numYes = labels.filter((label) => label === 1).length;
  const numNo = labels.filter((label) => label === 0).length;
  if (Math.min(numYes, numNo) < MIN_OF_CLASS) return () => null;
  return (column, rows, isNumber, { column: name, task }) => {
    const blank = blanksOf(column, rows);
    const byBlanks = strengthOf(blank, labels, () => true);
    if (byBlanks > SUSPECT_AUC) return words.blanks(name, task, byBlanks);
    const scores = isNumber ? valuesAt(numbersOf(column), rows) : null;
    const strength =
      scores === null
        ? strengthOfCategories(column, rows, labels)
        : strengthOf(scores, labels, (row) => !Number.isNaN(scores[row]));
    return strength > SUSPECT_AUC ? words.column(name, task, strength) : null;
  };
}

/** Tells of numbers that a label of a regression task follows on a line, and of categories whose rows all have one label. */
function numberTold(labels: Float64Array): Teller {
  return (column, rows, isNumber, { column: name, task }) => {
    const share = isNumber
      ? sharedVariance(valuesAt(numbersOf(column), rows), labels)
      : sharedVariance(...learnedMeans(column, rows, labels));
    return share > SUSPECT_R2 ? words.number(name, task, share) : null;
  };
}

const valuesAt = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row] ?? Number.NaN);

/** 1 where the cell is blank. */
function blanksOf(column: Column, rows: Int32Array): Float64Array {
  if (column.kind === 'number')
    return Float64Array.from(rows, (row) => Number(Number.isNaN(column.values[row])));
  return Float64Array.from(rows, (row) => Number(column.codes[row] === BLANK));
}

/** The AUC of scores, whichever way they go, on the rows that count; 0 where a class is missing there. */
function strengthOf(scores: Float64Array, labels: Float64Array, counts: (row: number) => boolean): number {
  const mask = labels.map((label, row) => Number(!Number.isNaN(label) && counts(row)));
  const area = areaUnderCurve(scores, labels, mask);
  return Number.isNaN(area) ? 0 : Math.max(area, 1 - area);
}

/** The AUC of how often each category says yes, learned on one half of the rows and measured on the other. */
function strengthOfCategories(column: Column, rows: Int32Array, labels: Float64Array): number {
  const { sums, counts, codeAt } = sumsByCategory(column, rows, labels);
  // A category that was never met says nothing.
  const scores = labels.map((_, row) => ((sums[codeAt(row)] ?? 0) + 0.5) / ((counts[codeAt(row)] ?? 0) + 1));
  return strengthOf(scores, labels, isMeasured);
}

/** The mean label of each category of half of the rows, in the other half, and the labels there; NaN elsewhere and of categories not met. */
function learnedMeans(column: Column, rows: Int32Array, labels: Float64Array) {
  const { sums, counts, codeAt } = sumsByCategory(column, rows, labels);
  const meanAt = (row: number) => (sums[codeAt(row)] ?? 0) / (counts[codeAt(row)] ?? 0);
  const means = labels.map((_, row) => (isMeasured(row) ? meanAt(row) : Number.NaN));
  return [means, labels] as const;
}

/** The rows that nothing is learned from. */
const isMeasured = (row: number): boolean => row % 2 === 1;

/** Sum and number of the labels of each category, from the rows that are learned from; blank cells are a category as well. */
function sumsByCategory(column: Column, rows: Int32Array, labels: Float64Array) {
  const { categories, codes } = categoriesOf(column);
  const codeAt = (row: number): number => (codes[rows[row] ?? 0] ?? BLANK) + 1;
  const sums = new Float64Array(categories.length + 1);
  const counts = new Float64Array(categories.length + 1);
  labels.forEach((label, row) => {
    if (Number.isNaN(label) || isMeasured(row)) return;
    const code = codeAt(row);
    sums[code] = (sums[code] ?? 0) + label;
    counts[code] = (counts[code] ?? 0) + 1;
  });
  return { sums, counts, codeAt };
}

/** The square of the correlation of two columns of numbers, where both are there; 0 where one of them is constant. */
function sharedVariance(values: Float64Array, labels: Float64Array): number {
  const known = Array.from(values.keys()).filter(
    (row) => Number.isFinite(values[row]) && Number.isFinite(labels[row]),
  );
  const meanOf = (numbers: Float64Array) =>
    known.reduce((sum, row) => sum + (numbers[row] ?? 0), 0) / known.length;
  const [meanValue, meanLabel] = [meanOf(values), meanOf(labels)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const row of known) {
    const [x, y] = [(values[row] ?? 0) - meanValue, (labels[row] ?? 0) - meanLabel];
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  return known.length < MIN_OF_CLASS || xx === 0 || yy === 0 ? 0 : (xy / xx) * (xy / yy);
}
