/** Area under the ROC curve of any scores that rank rows: logits, or cells of a column. */
import { memoise } from './memoise.ts';

type ScoreArray = ArrayLike<number>;

export interface SortedScores {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Takes `[N]` each; mask 1 = has a label. */
export const sortedScoresOf = (scores: ScoreArray, labels: ScoreArray, mask: ScoreArray): SortedScores => ({
  positives: sortedScoresOfClass(scores, labels, mask, 1),
  negatives: sortedScoresOfClass(scores, labels, mask, 0),
});

/** Ties count half. NaN when a class is missing or a labelled score is NaN. */
export const areaUnderCurve = (scores: ScoreArray, labels: ScoreArray, mask: ScoreArray): number =>
  aucOfSorted(sortedScoresOf(scores, labels, mask));

export function aucOfSorted({ positives, negatives }: SortedScores): number {
  // A sorted array has its NaN at the end.
  if (Number.isNaN(positives.at(-1)) || Number.isNaN(negatives.at(-1))) return Number.NaN;
  let below = 0;
  let atMost = 0;
  let wins = 0;
  for (const positive of positives) {
    while (below < negatives.length && (negatives[below] ?? 0) < positive) below++;
    while (atMost < negatives.length && (negatives[atMost] ?? 0) <= positive) atMost++;
    wins += (below + atMost) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/**
 * GAUC (Zhou et al. 2018, "Deep Interest Network", section 6.3): mean area over groups, such as a user's
 * rows, weighted by labelled rows. Leaves out groups of one class; NaN without others. `groups` `[N]`: group
 * numbers, negative for none.
 */
export function groupedAuc(
  scores: ScoreArray,
  labels: ScoreArray,
  mask: ScoreArray,
  groups: Int32Array,
): number {
  let [sum, numRows] = [0, 0];
  for (const rows of rowIndicesByGroup(groups)) {
    const at = (values: ScoreArray) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
    const sorted = sortedScoresOf(at(scores), at(labels), at(mask));
    const numLabelled = sorted.positives.length + sorted.negatives.length;
    if (sorted.positives.length === 0 || sorted.negatives.length === 0) continue;
    sum += numLabelled * aucOfSorted(sorted);
    numRows += numLabelled;
  }
  return numRows === 0 ? Number.NaN : sum / numRows;
}

/** Leaves out groups of a single row. */
const rowIndicesByGroup = memoise((groups: Int32Array): readonly Int32Array[] => {
  const counts = new Int32Array(groups.reduce((most, group) => Math.max(most, group), -1) + 1);
  for (const group of groups) if (group >= 0) counts[group] = (counts[group] ?? 0) + 1;
  const rows = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  groups.forEach((group, row) => {
    const ofGroup = rows[group];
    const place = counts[group] ?? 0;
    if (ofGroup === undefined) return;
    ofGroup[place] = row;
    counts[group] = place + 1;
  });
  return rows.filter(({ length }) => length > 1);
});

function sortedScoresOfClass(
  scores: ScoreArray,
  labels: ScoreArray,
  mask: ScoreArray,
  label: 0 | 1,
): Float64Array {
  const ofClass = new Float64Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row++) {
    if (mask[row] !== 1 || labels[row] !== label) continue;
    ofClass[count] = scores[row] ?? Number.NaN;
    count++;
  }
  return ofClass.subarray(0, count).sort();
}
