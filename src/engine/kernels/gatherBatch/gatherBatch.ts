/** Fetches the rows of a training batch, with labels turned from a row per row to a row per task. */
import { add, gather, reshape, slice, type Tensor, type TensorInfo, tensor, transpose } from '../../tf/tf.ts';
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
  inputs: { inputs: '[N, I]', labels: '[L, 2*T]', rows: '[R*B]' },
  axes: ({ numReplicas }) => ({ R: numReplicas }),
  outputs: ['inputs', 'labels', 'mask'],
  reference: ({ inputs, labels, rows }, { numReplicas }) => {
    const batchSize = rows.size / numReplicas;
    const [inputDim, numColumns] = [inputs.shape[1] ?? 0, labels.shape[1] ?? 0];
    const numRows = inputs.shape[0] ?? 0;
    const first = Int32Array.from({ length: rows.size }, (_, i) => numRows * Math.floor(i / batchSize));
    const ofLabels = hasOwnLabels(inputs, labels) ? add(rows, tensor(first, [rows.size], 'int32')) : rows;
    const perReplica = reshape(gather(labels, ofLabels), [numReplicas, batchSize, numColumns]);
    const byTask = transpose(perReplica, [0, 2, 1]); // [R, 2*T, B]
    const half = numColumns / 2;
    const tasksFrom = (start: number) =>
      reshape(slice(byTask, [0, start, 0], [numReplicas, half, batchSize]), [numReplicas * half, batchSize]);
    const batchInputs = reshape(gather(inputs, rows), [numReplicas, batchSize, inputDim]);
    return { inputs: batchInputs, labels: tasksFrom(0), mask: tasksFrom(half) };
  },
};

/** True if there are labels for each replica, `[R*N, 2*T]`, on inputs that all have in common. */
export const hasOwnLabels = (inputs: Pick<TensorInfo, 'shape'>, labels: Pick<TensorInfo, 'shape'>): boolean =>
  labels.shape[0] !== inputs.shape[0];

/**
 * `inputs` `[N, I]`; `labels` `[L, 2*T]`, a row's labels and then their mask, where L is N, or R*N: those of each replica, one after the other;
 * `rows` `[R*B]`, int32, all below N.
 */
export const gatherBatch = (inputs: Tensor, labels: Tensor, rows: Tensor, attrs: GatherBatchAttrs): Batch =>
  run(gatherBatchOperation, { inputs, labels, rows }, attrs);
