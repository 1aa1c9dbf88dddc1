/**
 * Held-out metrics of one task from plain arrays, in float64. Knows nothing of tensors or of how the logits came about.
 *
 * Each takes logits, labels and mask of the same rows (`[N]` each, mask 1 = has a label) and is a mean over labelled rows,
 * NaN when there are none.
 */
import { exp, ln, log1p } from '../core/math.ts';

type Numbers = ArrayLike<number>;

type LabelledRows = readonly [logits: Numbers, labels: Numbers, mask: Numbers];

/**
 * Mean squared error; the logit of a regression task is its prediction. In a loop of its own, which takes a sixth of the time
 * that a call for each row takes: evaluations spend most of their JavaScript here.
 */
export function meanSquaredError(...[logits, labels, mask]: LabelledRows): number {
  let sum = 0;
  let numLabelled = 0;
  for (let row = 0; row < logits.length; row++) {
    if (mask[row] !== 1) continue;
    const error = (logits[row] ?? Number.NaN) - (labels[row] ?? Number.NaN);
    sum += error * error;
    numLabelled++;
  }
  return sum / numLabelled;
}

/** Mean binary cross-entropy from logits in nats: max(x, 0) - x y + ln(1 + e^-|x|), which overflows for no logit. */
export function logLoss(...rows: LabelledRows): number {
  return maskedMean(
    rows,
    (logit, label) => Math.max(logit, 0) - logit * label + log1p(exp(-Math.abs(logit))),
  );
}

/**
 * Area under the ROC curve: the chance that a positive row has a higher logit than a negative one, a tie counting half.
 * Exact. NaN when either class is missing or a labelled logit is NaN.
 */
export function areaUnderCurve(...rows: LabelledRows): number {
  const positives = sortedLogits(rows, 1);
  const negatives = sortedLogits(rows, 0);
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
 * The loss of the best constant prediction on these rows: what a loss is measured against, so that tasks can be compared.
 * Variance of the labels for regression (loss / null loss is MSE / Var, and R2 is 1 minus it), their entropy for a binary task
 * (loss / null loss is the normalised entropy of He et al. 2014). NaN when all labels are the same.
 */
export function nullLoss(isBinary: boolean, labels: Numbers, mask: Numbers): number {
  const mean = maskedMean([labels, labels, mask], (label) => label);
  const loss = isBinary
    ? -mean * ln(mean) - (1 - mean) * log1p(-mean)
    : maskedMean([labels, labels, mask], (label) => (label - mean) * (label - mean));
  return loss > 0 ? loss : Number.NaN;
}

/** Logits of the labelled rows of one class, ascending. */
function sortedLogits([logits, labels, mask]: LabelledRows, label: 0 | 1): Float64Array {
  const ofClass = new Float64Array(logits.length);
  let count = 0;
  for (let row = 0; row < logits.length; row++) {
    if (mask[row] !== 1 || labels[row] !== label) continue;
    ofClass[count] = logits[row] ?? Number.NaN;
    count++;
  }
  return ofClass.subarray(0, count).sort();
}

function maskedMean(
  [logits, labels, mask]: LabelledRows,
  lossOf: (logit: number, label: number) => number,
): number {
  let sum = 0;
  let numLabelled = 0;
  for (let row = 0; row < logits.length; row++) {
    if (mask[row] !== 1) continue;
    sum += lossOf(logits[row] ?? Number.NaN, labels[row] ?? Number.NaN);
    numLabelled++;
  }
  return sum / numLabelled;
}
