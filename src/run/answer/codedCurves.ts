/** Codes some points of the loss curves in a link. */
import type { Evaluation, LossPoint } from '../../analysis/produced/evaluation.ts';
import { type AnswerShape, padded } from './answerShape.ts';
import { type Coder, UnreadableText } from './coder.ts';
import { roundedByTask } from './scale.ts';

export interface CurveDetail {
  readonly numPoints: number;
  readonly curveBits: number;
  readonly hasValidation: boolean;
  readonly hasTrain: boolean;
}

type LossOfPoint = Pick<LossPoint, 'step' | 'train' | 'validation' | 'test' | 'auc'>;

const POINTS_BITS = 5;
// No run has more steps.
export const STEP_BITS = 17;

/** Denser at the start, where most happens; always with the last and `kept`. */
export function pointSteps(
  history: readonly Evaluation[],
  numPoints: number,
  kept: number | null,
): readonly number[] {
  const steps = history.map(({ loss }) => loss.step);
  const last = steps.length - 1;
  const evenly = Array.from({ length: numPoints }, (_, i) => {
    const share = numPoints === 1 ? 1 : i / (numPoints - 1);
    return Math.round(last * share * Math.sqrt(share));
  });
  const places = new Set([
    ...evenly,
    ...(kept === null ? [] : [steps.findLastIndex((step) => step <= kept)]),
  ]);
  return steps.filter((_, place) => places.has(place));
}

/** Reads if `given` is empty. Throws `UnreadableText` if steps do not increase up to the last one. */
export function codedSteps(coder: Coder, given: readonly number[], lastStep: number): readonly number[] {
  const numPoints = coder.whole(POINTS_BITS, given.length);
  const steps = Array.from({ length: numPoints }, (_, index) => coder.whole(STEP_BITS, given[index] ?? 0));
  const isInOrder = steps.every((step, index) => step > (steps[index - 1] ?? -1) && step <= lastStep);
  if (!isInOrder) throw new UnreadableText('The steps of the curves do not increase.');
  return steps;
}

/** `[network][point]`, all networks on one scale per task; empty where not carried. */
export function codedPoints(
  coder: Coder,
  { numTasks, numLosses }: AnswerShape,
  { curveBits, hasValidation, hasTrain }: CurveDetail,
  steps: readonly number[],
  given: readonly (readonly Evaluation[])[],
): readonly (readonly LossOfPoint[])[] {
  const byStep = given.map((history) => new Map(history.map(({ loss }) => [loss.step, loss])));
  const listsAt = (step: number, split: 'test' | 'validation' | 'train') => {
    const all = byStep.flatMap((points) => padded(points.get(step)?.[split], numLosses));
    const read = roundedByTask(coder, all, numTasks, { steps: 'logarithmic', numBits: curveBits });
    return byStep.map((_, network) => read.slice(network * numLosses, (network + 1) * numLosses));
  };
  const moments = steps.map((step) => ({
    step,
    test: listsAt(step, 'test'),
    validation: hasValidation ? listsAt(step, 'validation') : [],
    // There was no batch before the first step.
    train: hasTrain && step > 0 ? listsAt(step, 'train') : [],
  }));
  return given.map((_, network) =>
    moments.map(({ step, test, validation, train }) => ({
      step,
      test: test[network] ?? [],
      validation: validation[network] ?? [],
      train: train[network] ?? [],
      auc: [],
    })),
  );
}
