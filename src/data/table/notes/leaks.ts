/** Finds columns that give a label away, such as copies or facts known only afterwards. */
import { areaUnderCurve } from '../../../core/areaUnderCurve.ts';
import { text } from '../../../text/text.ts';
import { type EncodedTable, inputColumnsOf } from '../encode.ts';
import { rawLabelsOf } from '../labels.ts';
import { BLANK_CODE, type Column, categoriesOf, type Table } from '../table.ts';
import type { TableSetup } from '../tableSetup.ts';

const words = text.tableFile.leaks;

// Enough to measure an AUC of 0.99, few enough for hundreds of columns.
const MAX_ROWS = 10_000;
// With fewer labelled rows of one class, an AUC is unreliable.
const MIN_ROWS_OF_CLASS = 10;
const SUSPICIOUS_AUC = 0.99;
/** Share of a label's variance from which a column is suspicious. */
const SUSPICIOUS_R2 = 0.999;

export function leakSentences(table: Table, setup: TableSetup, { split }: EncodedTable) {
  const rows = split.train.subarray(0, MAX_ROWS);
  // Id columns are skipped: rare names tell these rows apart, whatever the labels are.
  const features = inputColumnsOf(table, setup)
    .filter(({ kind }) => kind.vectorsOf === undefined)
    .map(({ name, column, kind }) => {
      const values = kind.numbersOf?.(column);
      return { name, column, values: values === undefined ? null : valuesOfRows(values, rows) };
    });
  return setup.targets.flatMap((target, task) => {
    if (target === null) return [];
    const all = rawLabelsOf(table, setup, target);
    const labels = Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
    const tells = target.positive === null ? numberLeakDetector(labels) : answerLeakDetector(labels);
    return features.flatMap((feature) => {
      const message = tells(feature, rows, task + 1);
      return message === null ? [] : [{ column: feature.name, message }];
    });
  });
}

interface LeakCandidate {
  readonly name: string;
  readonly column: Column;
  readonly values: Float64Array | null;
}

/** Detects a leak; tasks count from 1. */
type LeakDetector = (feature: LeakCandidate, rows: Int32Array, task: number) => string | null;

function answerLeakDetector(labels: Float64Array): LeakDetector {
  const numYes = labels.filter((label) => label === 1).length;
  const numNo = labels.filter((label) => label === 0).length;
  if (Math.min(numYes, numNo) < MIN_ROWS_OF_CLASS) return () => null;
  return ({ name, column, values }, rows, task) => {
    const { codes } = categoriesOf(column);
    const isBlank = (row: number, index: number) =>
      Number(values === null ? codes[row] === BLANK_CODE : Number.isNaN(values[index]));
    const byBlanks = directionlessAuc(Float64Array.from(rows, isBlank), labels, () => true);
    if (byBlanks > SUSPICIOUS_AUC) return words.blanks(name, task, byBlanks);
    const strength =
      values === null
        ? aucOfCategories(column, rows, labels)
        : directionlessAuc(values, labels, (row) => !Number.isNaN(values[row]));
    return strength > SUSPICIOUS_AUC ? words.column(name, task, strength) : null;
  };
}

function numberLeakDetector(labels: Float64Array): LeakDetector {
  return ({ name, column, values }, rows, task) => {
    const share = squaredCorrelation(values ?? categoryLabelMeans(column, rows, labels), labels);
    return share > SUSPICIOUS_R2 ? words.number(name, task, share) : null;
  };
}

const valuesOfRows = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row] ?? Number.NaN);

/** AUC in the better direction; 0 if a class is missing. */
function directionlessAuc(
  scores: Float64Array,
  labels: Float64Array,
  counts: (row: number) => boolean,
): number {
  const mask = labels.map((label, row) => Number(!Number.isNaN(label) && counts(row)));
  const area = areaUnderCurve(scores, labels, mask);
  return Number.isNaN(area) ? 0 : Math.max(area, 1 - area);
}

/** AUC of label rates per category, learned on one half of the rows, measured on the other. */
function aucOfCategories(column: Column, rows: Int32Array, labels: Float64Array): number {
  const { sums, counts, codeAt } = sumsByCategory(column, rows, labels);
  // Categories that the first half does not have get a neutral score.
  const scores = labels.map((_, row) => ((sums[codeAt(row)] ?? 0) + 0.5) / ((counts[codeAt(row)] ?? 0) + 1));
  return directionlessAuc(scores, labels, isMeasuringRow);
}

/** Mean label per category from one half, for rows of the other; NaN elsewhere and for unseen categories. */
function categoryLabelMeans(column: Column, rows: Int32Array, labels: Float64Array) {
  const { sums, counts, codeAt } = sumsByCategory(column, rows, labels);
  const meanAt = (row: number) => (sums[codeAt(row)] ?? 0) / (counts[codeAt(row)] ?? 0);
  return labels.map((_, row) => (isMeasuringRow(row) ? meanAt(row) : Number.NaN));
}

const isMeasuringRow = (row: number): boolean => row % 2 === 1;

function sumsByCategory(column: Column, rows: Int32Array, labels: Float64Array) {
  const { categories, codes } = categoriesOf(column);
  const codeAt = (row: number): number => (codes[rows[row] ?? 0] ?? BLANK_CODE) + 1;
  const sums = new Float64Array(categories.length + 1);
  const counts = new Float64Array(categories.length + 1);
  labels.forEach((label, row) => {
    if (Number.isNaN(label) || isMeasuringRow(row)) return;
    const code = codeAt(row);
    sums[code] = (sums[code] ?? 0) + label;
    counts[code] = (counts[code] ?? 0) + 1;
  });
  return { sums, counts, codeAt };
}

/** Squared correlation where both are present; 0 if one is constant. */
function squaredCorrelation(values: Float64Array, labels: Float64Array): number {
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
  return known.length < MIN_ROWS_OF_CLASS || xx === 0 || yy === 0 ? 0 : (xy / xx) * (xy / yy);
}
