/** The area under the ROC curve, of whatever ranks rows: logits of a network, cells of a column. */

type Numbers = ArrayLike<number>;

/** Scores of the labelled rows of each class, ascending. */
export interface SortedScores {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Sorts the scores of labelled rows; `[N]` each, mask 1 = has a label. */
export const sortedScoresOf = (scores: Numbers, labels: Numbers, mask: Numbers): SortedScores => ({
  positives: sortedOfClass(scores, labels, mask, 1),
  negatives: sortedOfClass(scores, labels, mask, 0),
});

/**
 * Area under the ROC curve: the chance that a positive row has a higher score than a negative one, a tie counting half.
 * Exact; `[N]` each, mask 1 = has a label. NaN when either class is missing or a labelled score is NaN.
 */
export const areaUnderCurve = (scores: Numbers, labels: Numbers, mask: Numbers): number =>
  areaOfSorted(sortedScoresOf(scores, labels, mask));

/** `areaUnderCurve` of scores that are sorted already. */
export function areaOfSorted({ positives, negatives }: SortedScores): number {
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

function sortedOfClass(scores: Numbers, labels: Numbers, mask: Numbers, label: 0 | 1): Float64Array {
  const ofClass = new Float64Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row++) {
    if (mask[row] !== 1 || labels[row] !== label) continue;
    ofClass[count] = scores[row] ?? Number.NaN;
    count++;
  }
  return ofClass.subarray(0, count).sort();
}
