/** Held-out metrics of a task over rows `[N]`: logits, labels, mask (1 = has a label); NaN without any. */
import { exp, ln, log1p } from '../core/math.ts';

type NumberArray = ArrayLike<number>;

type LabelledRows = readonly [logits: NumberArray, labels: NumberArray, mask: NumberArray];

// A loop: a call per row takes six times as long, and evaluations spend most of their time here.
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

/** Nats: max(x, 0) - x y + ln(1 + e^-|x|), which never overflows. */
export function logLoss(...rows: LabelledRows): number {
  return maskedMean(
    rows,
    (logit, label) => Math.max(logit, 0) - logit * label + log1p(exp(-Math.abs(logit))),
  );
}

/** Loss of the best constant: variance, or entropy for a binary task (He et al. 2014). NaN for equal labels. */
export function nullLoss(isBinary: boolean, labels: NumberArray, mask: NumberArray): number {
  const mean = maskedMean([labels, labels, mask], (label) => label);
  const loss = isBinary
    ? -mean * ln(mean) - (1 - mean) * log1p(-mean)
    : maskedMean([labels, labels, mask], (label) => (label - mean) * (label - mean));
  return loss > 0 ? loss : Number.NaN;
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
