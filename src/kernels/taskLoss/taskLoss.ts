/**
 * Loss per replica and task over the rows that carry a label: mean squared error, or binary cross-entropy with logits.
 * A task without labels in the batch has loss 0 and gradient 0. The mask may hold weights of rows, of which the mean is the weighted
 * one; below 1 in all, they count as they are.
 */

import { assertShape, checksShapes } from '../../core/shape.ts';
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
import { inputOf, type NamedTensors, type Operation, run } from '../operation.ts';

export interface TaskLossAttrs {
  readonly numReplicas: number;
  /** `[T]`, 1 for a binary task, 0 for regression. */
  readonly isBinary: readonly number[];
}

const forward: Operation<TaskLossAttrs> = {
  kernelName: 'TaskLoss',
  reference: (inputs, attrs) => {
    const logits = inputOf(inputs, 'logits');
    const labels = inputOf(inputs, 'labels');
    const mask = inputOf(inputs, 'mask');
    const error = sub(logits, labels);
    const perRow = blend(mul(error, error), crossEntropy(logits, labels), attrs); // [R*T, B]
    return [div(sum(mul(perRow, mask), 1), numLabels(mask))]; // [R*T]
  },
  gradient: {
    inputsToSave: ['logits', 'labels', 'mask'],
    gradFunc: (dy, saved, attrs) => {
      const [logits, labels, mask] = saved as [Tensor, Tensor, Tensor];
      const inputs: NamedTensors = { dy: dy as Tensor, logits, labels, mask };
      return { logits: () => run(backward, inputs, attrs as unknown as TaskLossAttrs)[0] as Tensor };
    },
  },
};

/** `dLogits` `[R*T, B]`: `2 (logit - label)` or `sigmoid(logit) - label`, over the number of labels. */
const backward: Operation<TaskLossAttrs> = {
  kernelName: 'TaskLossGrad',
  reference: (inputs, attrs) => {
    const logits = inputOf(inputs, 'logits');
    const labels = inputOf(inputs, 'labels');
    const mask = inputOf(inputs, 'mask');
    const perRow = blend(mul(sub(logits, labels), 2), sub(sigmoid(logits), labels), attrs); // [R*T, B]
    const scale = div(inputOf(inputs, 'dy'), numLabels(mask)); // [R*T]
    return [mul(mul(perRow, mask), reshape(scale, [-1, 1]))];
  },
  gradient: null,
};

export const taskLossOperations = { forward, backward };

/** `logits`, `labels`, `mask` `[R*T, B]` -> `[R*T]`. Labels must be finite where the mask is 0 too. */
export function taskLoss(logits: Tensor, labels: Tensor, mask: Tensor, attrs: TaskLossAttrs): Tensor {
  if (checksShapes) assertShapes({ logits, labels, mask }, attrs);
  return run(forward, { logits, labels, mask }, attrs)[0] as Tensor;
}

function assertShapes(inputs: NamedTensors, { numReplicas, isBinary }: TaskLossAttrs): void {
  const numRows = inputs['logits']?.shape[1] ?? 0;
  for (const [name, { shape }] of Object.entries(inputs))
    assertShape(`The ${name} of the loss`, shape, [numReplicas * isBinary.length, numRows]);
}

/** Stable for logits of any size: `max(x, 0) - x y + log(1 + exp(-|x|))`. */
function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  const magnitude = add(relu(logits), relu(neg(logits)));
  return add(sub(relu(logits), mul(logits, labels)), log(add(1, exp(neg(magnitude)))));
}

function numLabels(mask: Tensor): Tensor {
  return maximum(sum(mask, 1), 1);
}

/** Picks per task: regression where `isBinary` is 0, binary where it is 1. */
function blend(regression: Tensor, binary: Tensor, { isBinary, numReplicas }: TaskLossAttrs): Tensor {
  if (isBinary.every((flag) => flag === 0)) return regression;
  if (isBinary.every((flag) => flag === 1)) return binary;
  const flags = tile(tensor([...isBinary], [isBinary.length, 1]), [numReplicas, 1]); // [R*T, 1]
  return add(mul(binary, flags), mul(regression, sub(1, flags)));
}
