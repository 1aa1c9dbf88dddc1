/**
 * Held-out metrics of one task from plain arrays, in float64. Knows nothing of tensors or of how the logits came about.
 *
 * Each takes logits, labels and mask of the same rows (`[N]` each, mask 1 = has a label) and is a mean over labelled rows,
 * NaN when there are none.
 */

/** Mean squared error; the logit of a regression task is its prediction. */
export function meanSquaredError(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  mask: ArrayLike<number>,
): number {
  return maskedMean(logits, labels, mask, (logit, label) => (logit - label) * (logit - label));
}

/** Mean binary cross-entropy from logits in nats: max(x, 0) - x y + ln(1 + e^-|x|), which overflows for no logit. */
export function logLoss(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  mask: ArrayLike<number>,
): number {
  return maskedMean(
    logits,
    labels,
    mask,
    (logit, label) => Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit))),
  );
}

function maskedMean(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  mask: ArrayLike<number>,
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
