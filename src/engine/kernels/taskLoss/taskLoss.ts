/**
 * Loss per replica and task over labelled rows: mean squared error, or binary cross-entropy of logits.
 * Without labels, loss and gradient are 0. The mask may hold row weights; a sum below 1 counts as 1.
 */
import {
  add,
  div,
  exp,
  log,
  maximum,
  mul,
  neg,
  relu,
  reshape,
  sigmoid,
  sub,
  sum,
  type Tensor,
  tensor,
  tile,
} from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

export interface TaskLossAttrs {
  readonly numReplicas: number;
  /** `[T]`, 1 if binary, 0 for regression. */
  readonly isBinary: readonly number[];
}

type LossInput = 'logits' | 'labels' | 'mask';

const taskLossInputs = { logits: '[R*T, B]', labels: '[R*T, B]', mask: '[R*T, B]' };

const taskLossForward: Operation<TaskLossAttrs, LossInput, 'losses'> = {
  kernelName: 'TaskLoss',
  inputs: taskLossInputs,
  axes: ({ numReplicas, isBinary }) => ({ R: numReplicas, T: isBinary.length }),
  outputs: ['losses'],
  reference: ({ logits, labels, mask }, attrs) => {
    const error = sub(logits, labels);
    const perRow = lossByTaskKind(mul(error, error), crossEntropy(logits, labels), attrs); // [R*T, B]
    return { losses: div(sum(mul(perRow, mask), 1), numLabels(mask)) }; // [R*T]
  },
  gradient: {
    saves: ['logits', 'labels', 'mask'],
    of: ({ losses: dy }, { logits, labels, mask }, attrs) => ({
      logits: () => runOperation(taskLossBackward, { dy, logits, labels, mask }, attrs).dLogits,
    }),
  },
};

// 2 (logit - label) or sigmoid(logit) - label, over the number of labels.
const taskLossBackward: Operation<TaskLossAttrs, 'dy' | LossInput, 'dLogits'> = {
  kernelName: 'TaskLossGrad',
  inputs: { dy: '[R*T]', ...taskLossInputs },
  outputs: ['dLogits'],
  reference: ({ dy, logits, labels, mask }, attrs) => {
    const perRow = lossByTaskKind(mul(sub(logits, labels), 2), sub(sigmoid(logits), labels), attrs); // [R*T, B]
    const scale = div(dy, numLabels(mask)); // [R*T]
    return { dLogits: mul(mul(perRow, mask), reshape(scale, [-1, 1])) };
  },
};

export const taskLossOperations = { forward: taskLossForward, backward: taskLossBackward };

/** Returns `[R*T]`. Masked labels must be finite too. */
export function taskLoss(logits: Tensor, labels: Tensor, mask: Tensor, attrs: TaskLossAttrs): Tensor {
  return runOperation(taskLossForward, { logits, labels, mask }, attrs).losses;
}

// Stable: max(x, 0) - x y + log(1 + exp(-|x|)).
function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  const magnitude = add(relu(logits), relu(neg(logits)));
  return add(sub(relu(logits), mul(logits, labels)), log(add(1, exp(neg(magnitude)))));
}

function numLabels(mask: Tensor): Tensor {
  return maximum(sum(mask, 1), 1);
}

function lossByTaskKind(
  regression: Tensor,
  binary: Tensor,
  { isBinary, numReplicas }: TaskLossAttrs,
): Tensor {
  if (isBinary.every((flag) => flag === 0)) return regression;
  if (isBinary.every((flag) => flag === 1)) return binary;
  const flags = tile(tensor([...isBinary], [isBinary.length, 1]), [numReplicas, 1]); // [R*T, 1]
  return add(mul(binary, flags), mul(regression, sub(1, flags)));
}
