/** Fetches a training batch, with labels transposed to a row per task. */
import { add, gather, reshape, slice, type Tensor, type TensorInfo, tensor, transpose } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

interface GatherBatchAttrs {
  readonly numReplicas: number;
}

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

/** True if each replica has its own labels, `[R*N, 2*T]`, on shared inputs. */
export const hasOwnLabels = (inputs: Pick<TensorInfo, 'shape'>, labels: Pick<TensorInfo, 'shape'>): boolean =>
  labels.shape[0] !== inputs.shape[0];

/** `labels`: each row's labels, then mask; L is N, or R*N for labels by replica. `rows`: int32 below N. */
export const gatherBatch = (inputs: Tensor, labels: Tensor, rows: Tensor, attrs: GatherBatchAttrs): Batch =>
  runOperation(gatherBatchOperation, { inputs, labels, rows }, attrs);
