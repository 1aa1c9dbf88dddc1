/** Answers of networks for one row, on the scale of its labels. */
import type { TaskKind } from '../../experiment/experiment.ts';
import { formatFixedPercent, formatWeight } from '../../text/format.ts';
import { text } from '../../text/text.ts';

export type RowAnswer = ReturnType<typeof rowAnswerOf>;

const predictionOfLogit = (logit: number, kind: TaskKind): number =>
  kind === 'binary' ? 1 / (1 + Math.exp(-logit)) : logit;

/** Probabilities of yes, or standardised targets. `truth`: as a logit. */
export function rowAnswerOf(kind: TaskKind, logit = Number.NaN, truth?: number, label = Number.NaN) {
  return {
    kind,
    prediction: predictionOfLogit(logit, kind),
    /** The truth, or the label where it is unknown; NaN: neither is known. */
    target: truth === undefined ? label : predictionOfLogit(truth, kind),
    isTruth: truth !== undefined,
  };
}

export function predictionText(value: number, kind: TaskKind): string {
  if (Number.isNaN(value)) return text.app.ui.noValue;
  return kind === 'binary' ? formatFixedPercent(value, 0) : formatWeight(value);
}
