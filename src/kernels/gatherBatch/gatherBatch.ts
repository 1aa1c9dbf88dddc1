/** Fetches the rows of a training batch, with labels turned from a row per row to a row per task. */
import { gather, reshape, slice, type Tensor, transpose } from '../../tf/tf.ts';
import { type Operation, run } from '../operation.ts';

export interface GatherBatchAttrs {
  readonly numReplicas: number;
}

/** A batch of every replica. */
export interface Batch {
  /** `[R, B, I]` */
  readonly inputs: Tensor;
  /** `[R*T, B]` */
  readonly labels: Tensor;
  /** `[R*T, B]` */
  readonly mask: Tensor;
}

export const gatherBatchOperation: Operation<
  GatherBatchAttrs,
  'inputs' | 'labels' | 'rows',
  'inputs' | 'labels' | 'mask'
> = {
  kernelName: 'GatherBatch',
  inputs: { inputs: '[N, I]', labels: '[N, 2*T]', rows: '[R*B]' },
  axes: ({ numReplicas }) => ({ R: numReplicas }),
  outputs: ['inputs', 'labels', 'mask'],
  reference: ({ inputs, labels, rows }, { numReplicas }) => {
    const batchSize = rows.size / numReplicas;
    const [inputDim, numColumns] = [inputs.shape[1] ?? 0, labels.shape[1] ?? 0];
    const perReplica = reshape(gather(labels, rows), [numReplicas, batchSize, numColumns]);
    const byTask = transpose(perReplica, [0, 2, 1]); // [R, 2*T, B]
    const half = numColumns / 2;
    const tasksFrom = (start: number) =>
      reshape(slice(byTask, [0, start, 0], [numReplicas, half, batchSize]), [numReplicas * half, batchSize]);
    const batchInputs = reshape(gather(inputs, rows), [numReplicas, batchSize, inputDim]);
    return { inputs: batchInputs, labels: tasksFrom(0), mask: tasksFrom(half) };
  },
};

/** `inputs` `[N, I]`; `labels` `[N, 2*T]`, a row's labels and then their mask; `rows` `[R*B]`, int32, all below N. */
export const gatherBatch = (inputs: Tensor, labels: Tensor, rows: Tensor, attrs: GatherBatchAttrs): Batch =>
  run(gatherBatchOperation, { inputs, labels, rows }, attrs);
