/** The training rows of all replicas on the device, and the batches drawn from them. */
import { concatenated, groupedBy } from '../../core/lists.ts';
import { assertShape, checksShapes } from '../../core/shape.ts';
import { type BatchStream, createBatchStream } from '../../data/batches.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import { type Batch, gatherBatch } from '../kernels/gatherBatch/gatherBatch.ts';
import { dispose, reshape, type Tensor, tensor, tidy, transpose } from '../tf/tf.ts';

export type DeviceData = ReturnType<typeof createDeviceData>;

export interface BatchSettings {
  /** Numbers that key the batches of the replicas, `[R]`. */
  readonly replicas: readonly number[];
  readonly seed: number;
  readonly batchSize: number;
}

/** Uploads `replicas`, which must agree in the number of rows, inputs and tasks; those that share their rows are there once. */
export function createDeviceData(replicas: readonly ReplicaData[], settings: BatchSettings) {
  const trainSplits = replicas.map((replica) => replica.train);
  const { numRows = 0, targets = [] } = trainSplits[0] ?? {};
  const numTasks = targets.length / numRows;
  const sharing = groupedBy(trainSplits, ({ inputs }) => inputs);
  const copies = [...sharing.values()].map(copyOf); // C: all replicas have their own rows, or some share them
  const inputs = stackedInputs(copies); // [C*P, I]
  const ofEach = labelsOfEach(trainSplits);
  const labels = stackedLabels(ofEach ?? copies); // [C*P, 2*T] or [R*P, 2*T]
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
    /** Rows of a batch of all replicas together, `R*B`. */
    rowsPerBatch: drawn.length * batchSize,
    /** Fills `rows`, `[R*B]`, with those of the next batch, counted over all rows on the device. */
    nextRows: (rows: Int32Array): void => {
      for (const [replica, { stream, places }] of drawn.entries()) {
        const ofReplica = rows.subarray(replica * batchSize, (replica + 1) * batchSize);
        stream.next(ofReplica);
        place(ofReplica, places);
      }
    },
    /** The batch of these rows (int32), the same whichever card asks; the caller frees it with `freeBatch`. */
    gather: (rows: Tensor): Batch => gatherBatch(inputs, labels, rows, { numReplicas: drawn.length }),
    /** The tensors that `gather` reads. */
    tensors: [inputs, labels] as const,
    /** Makes `nextRows` give the rows of that step. */
    seek: (step: number): void => {
      for (const { stream } of drawn) stream.seek(step);
    },
    /** Numbers of batches of the steps `from` up to, not with, `to` that hold a label, `[R*T]`; no steps: empty. */
    numLabelledBatches: (from: number, to: number): readonly number[] =>
      from === to
        ? []
        : trainSplits.flatMap((split, replica) =>
            labelledBatches(split, { stream: streamOf(replica), batchSize, from, to }),
          ),
    dispose: () => dispose([inputs, labels]),
  };
}

/** Frees a batch of `gather`. */
export function freeBatch({ inputs, labels, mask }: Batch): void {
  dispose([inputs, labels, mask]);
}

/** The place of a replica's rows on the device: from its first one on, `onDevice` null: in order. */
interface PlacesOnDevice {
  readonly first: number;
  readonly onDevice: Int32Array | null;
}

/** Turns rows of a replica into where they stand. */
function place(rows: Int32Array, { first, onDevice }: PlacesOnDevice): void {
  if (first === 0 && onDevice === null) return;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    rows[i] = first + (onDevice === null ? row : (onDevice[row] ?? 0));
  }
}

/** Inputs and labels, row by row as they stand in the inputs, of splits that have those in common. */
function copyOf(splits: readonly SplitData[]): Rows {
  const [split] = splits;
  if (split === undefined) throw new Error('There are no rows.');
  const { places, inPlace } = split;
  return places === undefined || inPlace === undefined
    ? split
    : { inputs: split.inputs, ...inPlace, targets: Float32Array.from(inPlace.targets) };
}

/** Labels of each replica where the inputs stand that all have in common; null: labels are in common, too, or inputs are not. */
function labelsOfEach(splits: readonly SplitData[]): readonly LabelledRows[] | null {
  const [first] = splits;
  if (first?.places === undefined || first.inPlace?.isNumber.includes(true) !== true) return null;
  return splits.map(labelledPlaces);
}

/** The labels of the rows of a split where their inputs stand; no others. */
function labelledPlaces({ places, targets, mask, weights, numRows }: SplitData): LabelledRows {
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
type Rows = LabelledRows & Pick<SplitData, 'inputs'>;

/** The batches of the steps `from` up to, not with, `to`. */
interface DrawnBatches {
  readonly stream: BatchStream;
  readonly batchSize: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Counts the batches of one replica that hold a label, `[T]`; one of a row without weight is none. The order of its batches is drawn
 * again, so that steps need not count; only where labels are missing.
 */
function labelledBatches(
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

function stackedInputs(splits: readonly Rows[]): Tensor {
  const numRows = splits.reduce((sum, split) => sum + split.numRows, 0);
  const [only] = splits;
  // A file may be hundreds of megabytes.
  const values =
    only !== undefined && splits.length === 1
      ? only.inputs
      : concatenated(splits.map((split) => split.inputs));
  return tensor(values, [numRows, values.length / numRows]);
}

/** The mask with the weights of the rows in place of its ones: the mean of a batch is then one weighted by them. `[T, N]` */
function weightedMask({ mask, weights, numRows }: LabelledRows): Float32Array {
  return weights === undefined ? mask : mask.map((is, index) => is * (weights[index % numRows] ?? 0));
}

/** Labels and mask side by side, a row per row, so that one gather fetches both: `[C*N, 2*T]`. */
function stackedLabels(splits: readonly LabelledRows[]): Tensor {
  return tidy(() => {
    const numRows = splits[0]?.numRows ?? 0;
    const values = concatenated(splits.flatMap((split) => [split.targets, weightedMask(split)]));
    const numColumns = values.length / (splits.length * numRows);
    const byTask = tensor(values, [splits.length, numColumns, numRows]); // [C, 2*T, N]
    return reshape(transpose(byTask, [0, 2, 1]), [splits.length * numRows, numColumns]);
  });
}
