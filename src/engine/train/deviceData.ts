/** Training rows of all replicas on the device, and the batches drawn from them. */
import { concatenatedFloats, groupedBy } from '../../core/lists.ts';
import { assertShape, checksShapes } from '../../core/shape.ts';
import { type BatchStream, createBatchStream } from '../../data/batches.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import { type Batch, gatherBatch } from '../kernels/gatherBatch/gatherBatch.ts';
import { dispose, reshape, type Tensor, tensor, tidy, transpose } from '../tf/tf.ts';

export type DeviceData = ReturnType<typeof createDeviceData>;

interface BatchSettings {
  readonly replicas: readonly number[];
  readonly seed: number;
  readonly batchSize: number;
}

/** `replicas` must agree in rows, inputs and tasks; shared rows are uploaded once. */
export function createDeviceData(replicas: readonly ReplicaData[], settings: BatchSettings) {
  const trainSplits = replicas.map((replica) => replica.train);
  const { numRows = 0, targets = [] } = trainSplits[0] ?? {};
  const numTasks = targets.length / numRows;
  const sharing = groupedBy(trainSplits, ({ inputs }) => inputs);
  const copies = [...sharing.values()].map(rowsToUpload); // C: copies of rows that replicas share, at most R
  const inputs = stackedInputTensor(copies); // [C*P, I]
  const ofEach = labelsPerReplica(trainSplits);
  const labels = stackedLabelTensor(ofEach ?? copies); // [C*P, 2*T] or [R*P, 2*T]
  const copyOfInputs = [...sharing.keys()];
  if (checksShapes)
    assertShape('The labels on the device', labels.shape, [
      (inputs.shape[0] ?? 0) * (ofEach?.length ?? 1),
      2 * numTasks,
    ]);
  const { batchSize } = settings;
  const streamOf = (replica: number) =>
    createBatchStream(settings.seed, settings.replicas[replica] ?? 0, numRows, batchSize);
  const drawn = trainSplits.map((split, replica) => ({
    stream: streamOf(replica),
    places: {
      first: copyOfInputs.indexOf(split.inputs) * (copies[0]?.numRows ?? 0),
      onDevice: split.places?.rows ?? null,
    },
  })); // [R]
  return {
    numReplicas: drawn.length,
    /** Rows of one batch over all replicas, `R*B`. */
    rowsPerBatch: drawn.length * batchSize,
    /** Draws the next batch into `rows` `[R*B]`, as indices in all rows on the device. */
    nextRows: (rows: Int32Array): void => {
      for (const [replica, { stream, places }] of drawn.entries()) {
        const ofReplica = rows.subarray(replica * batchSize, (replica + 1) * batchSize);
        stream.next(ofReplica);
        moveToDeviceRows(ofReplica, places);
      }
    },
    /** `rows` is int32. The caller frees the batch with `freeBatch`. */
    gather: (rows: Tensor): Batch => gatherBatch(inputs, labels, rows, { numReplicas: drawn.length }),
    tensors: [inputs, labels] as const,
    seek: (step: number): void => {
      for (const { stream } of drawn) stream.seek(step);
    },
    /** Batches with a label, `[R*T]`, of steps `from` to `to` (excluded); empty for no steps. */
    numLabelledBatches: (from: number, to: number): readonly number[] =>
      from === to
        ? []
        : trainSplits.flatMap((split, replica) =>
            countLabelledBatches(split, { stream: streamOf(replica), batchSize, from, to }),
          ),
    dispose: () => dispose([inputs, labels]),
  };
}

export function freeBatch({ inputs, labels, mask }: Batch): void {
  dispose([inputs, labels, mask]);
}

/** Where a replica's rows are on the device; `onDevice` null: in order from index `first`. */
interface RowPlacement {
  readonly first: number;
  readonly onDevice: Int32Array | null;
}

function moveToDeviceRows(rows: Int32Array, { first, onDevice }: RowPlacement): void {
  if (first === 0 && onDevice === null) return;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    rows[i] = first + (onDevice === null ? row : (onDevice[row] ?? 0));
  }
}

function rowsToUpload(splits: readonly SplitData[]): UploadedRows {
  const [split] = splits;
  if (split === undefined) throw new Error('There are no rows.');
  const { places, inPlace } = split;
  return places === undefined || inPlace === undefined
    ? split
    : { inputs: split.inputs, ...inPlace, targets: Float32Array.from(inPlace.targets) };
}

/** Labels of each replica in the order of shared inputs; null if labels are shared or inputs are not. */
function labelsPerReplica(splits: readonly SplitData[]): readonly LabelledRows[] | null {
  const [first] = splits;
  if (first?.places === undefined || first.inPlace?.isNumber.includes(true) !== true) return null;
  return splits.map(labelsAtPlaces);
}

function labelsAtPlaces({ places, targets, mask, weights, numRows }: SplitData): LabelledRows {
  const all = places?.numRows ?? numRows;
  const placed = (values: Float32Array) => {
    const inPlace = new Float32Array((values.length / numRows) * all);
    values.forEach((value, index) => {
      const [task, row] = [Math.floor(index / numRows), index % numRows];
      inPlace[task * all + (places?.rows[row] ?? row)] = value;
    });
    return inPlace;
  };
  const labels = { numRows: all, targets: placed(targets), mask: placed(mask) };
  return weights === undefined ? labels : { ...labels, weights: placed(weights) };
}

type LabelledRows = Pick<SplitData, 'numRows' | 'targets' | 'mask' | 'weights'>;
type UploadedRows = LabelledRows & Pick<SplitData, 'inputs'>;

interface DrawnBatches {
  readonly stream: BatchStream;
  readonly batchSize: number;
  readonly from: number;
  readonly to: number;
}

/** Batches with a label of weight above 0, `[T]`; draws them again only where labels are missing. */
function countLabelledBatches(
  { numRows, mask, weights }: SplitData,
  { stream, batchSize, from, to }: DrawnBatches,
): readonly number[] {
  const masks = Array.from({ length: mask.length / numRows }, (_, task) =>
    mask.subarray(task * numRows, (task + 1) * numRows),
  );
  const counts = masks.map(() => to - from);
  const hasAllRows = weights?.includes(0) !== true;
  const sparse = masks.flatMap((ofTask, task) => (hasAllRows && !ofTask.includes(0) ? [] : [task]));
  if (sparse.length === 0) return counts;
  for (const task of sparse) counts[task] = 0;
  const rows = new Int32Array(batchSize);
  stream.seek(from);
  for (let step = from; step < to; step++) {
    stream.next(rows);
    for (const task of sparse)
      if (rows.some((row) => masks[task]?.[row] === 1 && weights?.[row] !== 0))
        counts[task] = (counts[task] ?? 0) + 1;
  }
  return counts;
}

function stackedInputTensor(splits: readonly UploadedRows[]): Tensor {
  const numRows = splits.reduce((sum, split) => sum + split.numRows, 0);
  const [only] = splits;
  // Avoids a copy if possible: a file may have hundreds of megabytes.
  const values =
    only !== undefined && splits.length === 1
      ? only.inputs
      : concatenatedFloats(splits.map((split) => split.inputs));
  return tensor(values, [numRows, values.length / numRows]);
}

// Mask times row weights, which makes a batch's mean a weighted one. [T, N]
function weightedMask({ mask, weights, numRows }: LabelledRows): Float32Array {
  return weights === undefined ? mask : mask.map((is, index) => is * (weights[index % numRows] ?? 0));
}

/** Labels and mask side by side, `[C*N, 2*T]`, so that one gather fetches both. */
function stackedLabelTensor(splits: readonly LabelledRows[]): Tensor {
  return tidy(() => {
    const numRows = splits[0]?.numRows ?? 0;
    const values = concatenatedFloats(splits.flatMap((split) => [split.targets, weightedMask(split)]));
    const numColumns = values.length / (splits.length * numRows);
    const byTask = tensor(values, [splits.length, numColumns, numRows]); // [C, 2*T, N]
    return reshape(transpose(byTask, [0, 2, 1]), [splits.length * numRows, numColumns]);
  });
}
