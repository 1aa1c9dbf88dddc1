/** Calls of every operation, forward and backward, with shapes that fit no vector, block or chunk. */
import { adamOperation } from '../../../src/kernels/adam/adam.ts';
import { columnSumsOperation } from '../../../src/kernels/columnSums/columnSums.ts';
import { type GatedMixAttrs, gatedMixVariants } from '../../../src/kernels/gatedMix/gatedMix.ts';
import { gatherBatchOperation } from '../../../src/kernels/gatherBatch/gatherBatch.ts';
import { groupedDenseOperations } from '../../../src/kernels/groupedDense/groupedDense.ts';
import type { AnyOperation } from '../../../src/kernels/operation.ts';
import { sparseDenseOperations } from '../../../src/kernels/sparseDense/sparseDense.ts';
import { taskLossOperations } from '../../../src/kernels/taskLoss/taskLoss.ts';
import { flags, normals, sparseRows, type Values, writtenOut } from './values.ts';

/** One call of an operation for some number of replicas. */
export interface Call {
  readonly name: string;
  readonly kernelName: string;
  /** All with the replica as slowest axis, but those of `shared`. */
  readonly inputs: Readonly<Record<string, Values>>;
  /** Inputs that have no replicas. */
  readonly shared: Readonly<Record<string, Values>>;
  readonly attrs: (numReplicas: number) => object;
  readonly operation: AnyOperation;
}

/** `[streams, reads, B, I, D, relu]` */
export type DenseShape = readonly [number, readonly number[], number, number, number, boolean];
export const denseShapes: readonly DenseShape[] = [
  [1, [0], 1, 1, 1, true],
  [1, [0, 0], 8, 8, 16, true],
  [3, [2, 0, 0, 1, 2], 5, 7, 13, true],
  [3, [0, 2], 4, 8, 8, false], // stream 1 is read by nobody
  [2, [0, 1], 9, 16, 1, false],
  [1, [0], 530, 3, 9, true], // more rows than a chunk
  [2, [1, 1, 0], 6, 33, 12, true],
];

/** `[E, B, K, I, D, relu]` */
export type SparseShape = readonly [number, number, number, number, number, boolean];
export const sparseShapes: readonly SparseShape[] = [
  [1, 1, 1, 1, 1, true],
  [2, 7, 3, 11, 64, true],
  [3, 9, 5, 40, 63, false], // blocks of 32, 16, 8 and 4 columns, and a rest
  [2, 5, 1, 6, 3, false], // fewer columns than a vector
  [1, 71, 4, 9, 13, true], // more rows than a slot
];

/** `[U, E, B, D]` */
export type MixShape = readonly [number, number, number, number];
export const mixShapes: readonly MixShape[] = [
  [1, 1, 1, 1],
  [4, 8, 3, 16],
  [3, 5, 4, 9],
  [2, 3, 2, 1],
  [9, 12, 2, 8],
  [5, 33, 2, 20],
  [2, 3, 3, 24], // blocks of two and of one, sixteen columns and eight
  [3, 10, 2, 40], // more terms than are added in one go
  [2, 3, 70, 4], // more rows than a slot
  [3, 10, 19, 13], // rows that end within a panel, most of them read in place
  [2, 2, 21, 6], // few experts, whose gates are made for four rows at a time
  [3, 4, 18, 8],
];

/** `[isBinary, B]` */
export type LossShape = readonly [readonly number[], number];
export const lossShapes: readonly LossShape[] = [
  [[0], 1],
  [[1], 3],
  [[0, 1, 1], 9],
  [[0, 0], 16],
  [[0, 1], 70],
  [[1], 64],
];

export function maskTables([numUnits, numExperts]: MixShape): Pick<GatedMixAttrs, 'sees' | 'learns'> {
  const sees = Array.from(flags('sees', [numUnits * numExperts], 0.7).values);
  // The last of several units sees nothing at all.
  if (numUnits > 1) sees.fill(0, (numUnits - 1) * numExperts);
  return { sees, learns: Array.from(flags('learns', [numUnits * numExperts], 0.5).values) };
}

/** Every operation on every shape. */
export function callsOf(numReplicas: number): Call[] {
  return [
    ...denseShapes.flatMap((shape) => denseCalls(numReplicas, shape)),
    ...sparseShapes.flatMap((shape) => sparseCalls(numReplicas, shape)),
    ...mixShapes.flatMap((shape) => mixCalls(numReplicas, shape)),
    ...lossShapes.flatMap((shape) => lossCalls(numReplicas, shape)),
    ...[1, 3, 8, 33].map((size) => adamCall(numReplicas, size)),
    ...[1, 3, 4, 13].map((numColumns) => columnSumsCall(numReplicas, 7, numColumns)),
    columnSumsCall(numReplicas, 70, 3),
  ];
}

/** Its rows are counted over all replicas, so that it has no call of one replica alone. */
export function gatherBatchCall(numReplicas: number, numRows: number, batchSize: number): Call {
  const rows = Float32Array.from({ length: numReplicas * batchSize }, (_, i) => {
    const replica = Math.floor(i / batchSize);
    return replica * numRows + ((i * 7) % numRows);
  });
  return {
    name: `${numReplicas} x ${batchSize} of ${numRows}`,
    kernelName: gatherBatchOperation.kernelName,
    inputs: {
      inputs: normals('inputs', [numReplicas * numRows, 5]),
      labels: normals('labels', [numReplicas * numRows, 6]),
      rows: { values: rows, shape: [rows.length], dtype: 'int32' },
    },
    shared: {},
    attrs: (replicas) => ({ numReplicas: replicas }),
    operation: gatherBatchOperation,
  };
}

function denseCalls(numReplicas: number, shape: DenseShape): Call[] {
  const [numStreams, reads, numRows, inputDim, outputDim, relu] = shape;
  const { forward, gradInput, gradAffine } = groupedDenseOperations;
  const numGroups = numReplicas * reads.length;
  const x = normals('x', [numReplicas * numStreams, numRows, inputDim]);
  const affine = normals('affine', [numGroups, inputDim + 1, outputDim]);
  const dy = normals('dy', [numGroups, numRows, outputDim]);
  const y = normals('y', [numGroups, numRows, outputDim]);
  const attrs = (replicas: number) => ({ numReplicas: replicas, numStreams, reads, relu });
  const call = (operation: AnyOperation, inputs: Record<string, Values>): Call => {
    const name = `streams ${numStreams}, reads ${reads}, ${numRows} rows, ${inputDim} to ${outputDim}`;
    return { name, kernelName: operation.kernelName, inputs, shared: {}, attrs, operation };
  };
  return [
    call(forward, { x, affine }),
    call(gradInput, { dy, x, affine, y }),
    call(gradAffine, { dy, x, affine, y }),
  ];
}

function sparseCalls(numReplicas: number, shape: SparseShape): Call[] {
  const [numReaders, numRows, numEntries, inputDim, outputDim, relu] = shape;
  const { forward, gradAffine } = sparseDenseOperations;
  const numGroups = numReplicas * numReaders;
  const x = sparseRows('x', [numReplicas, numRows, numEntries], inputDim);
  const affine = normals('affine', [numGroups, inputDim + 1, outputDim]);
  const dy = normals('dy', [numGroups, numRows, outputDim]);
  const y = normals('y', [numGroups, numRows, outputDim]);
  const call = (operation: AnyOperation, inputs: Record<string, Values>): Call => ({
    name: `${numReaders} groups, ${numRows} rows, ${numEntries} of ${inputDim} to ${outputDim}`,
    kernelName: operation.kernelName,
    inputs,
    shared: {},
    attrs: (replicas: number) => ({ numReplicas: replicas, relu }),
    operation,
  });
  return [call(forward, { x, affine }), call(gradAffine, { dy, x, affine, y })];
}

export const isSparse = ({ kernelName }: Call): boolean => kernelName.startsWith('Sparse');

/** The call of the dense layer for the rows of a call of the sparse one, written out. */
export function denseCallLike({ kernelName, inputs, attrs, ...call }: Call): Call {
  const { x, affine } = inputs;
  if (x === undefined || affine === undefined) throw new Error('The call has no rows.');
  const [numGroups = 0, numInputRows = 0] = affine.shape;
  const { forward, gradAffine } = groupedDenseOperations;
  const operation = kernelName === 'SparseDense' ? forward : gradAffine;
  return {
    ...call,
    kernelName: operation.kernelName,
    operation,
    inputs: { ...inputs, x: writtenOut(x, numInputRows - 1) },
    attrs: (replicas) => ({
      ...attrs(replicas),
      numStreams: 1,
      reads: Array.from({ length: numGroups / replicas }, () => 0),
    }),
  };
}

function mixCalls(numReplicas: number, shape: MixShape): Call[] {
  const [numUnits, numExperts, numRows, dim] = shape;
  const tables = maskTables(shape);
  const attrs = (replicas: number) => ({ numReplicas: replicas, numUnits, numExperts, ...tables });
  const experts = normals('experts', [numReplicas * numExperts, numRows, dim]);
  const logits = normals('logits', [numReplicas * numUnits, numRows, numExperts], 3);
  const gates = normals('gates', [numReplicas * numUnits, numRows, numExperts]);
  const native = normals('native', [numReplicas * numUnits, numExperts]);
  const dStreams = normals('dStreams', [numReplicas * numUnits, numRows, dim]);
  return gatedMixVariants.flatMap(({ forward, backward }) => {
    const hasGates = forward.kernelName.startsWith('Gated');
    const hasNative = forward.kernelName.includes('Native');
    const optional = { ...(hasNative && { native }) };
    const call = (operation: AnyOperation, inputs: Record<string, Values>): Call => {
      const name = `${numUnits} units, ${numExperts} experts, ${numRows} rows, ${dim} wide`;
      return { name, kernelName: operation.kernelName, inputs, shared: {}, attrs, operation };
    };
    return [
      call(forward, { experts, ...(hasGates && { logits }), ...optional }),
      call(backward, { dStreams, experts, ...(hasGates && { gates }), ...optional }),
    ];
  });
}

function lossCalls(numReplicas: number, [isBinary, numRows]: LossShape): Call[] {
  const shape = [numReplicas * isBinary.length, numRows];
  const logits = normals('logits', shape, 10);
  const labels = flags('labels', shape, 0.5);
  const mask = flags('mask', shape, 0.6);
  // Some rows count more or less than others.
  mask.values.forEach((value, i) => {
    if (i % 3 === 0) mask.values[i] = 1.7 * value * ((i % 7) / 7);
  });
  // The last task of every replica has no label at all.
  mask.values.forEach((_, i) => {
    if (Math.floor(i / numRows) % isBinary.length === isBinary.length - 1 && isBinary.length > 1)
      mask.values[i] = 0;
  });
  const dy = normals('dy', shape.slice(0, 1));
  const attrs = (replicas: number) => ({ numReplicas: replicas, isBinary });
  const call = (operation: AnyOperation, inputs: Record<string, Values>): Call => {
    return {
      name: `tasks ${isBinary}, ${numRows} rows`,
      kernelName: operation.kernelName,
      inputs,
      shared: {},
      attrs,
      operation,
    };
  };
  return [
    call(taskLossOperations.forward, { logits, labels, mask }),
    call(taskLossOperations.backward, { dy, logits, labels, mask }),
  ];
}

function columnSumsCall(numReplicas: number, numRows: number, numColumns: number): Call {
  return {
    name: `${numRows} rows, ${numColumns} columns`,
    kernelName: columnSumsOperation.kernelName,
    inputs: { x: normals('x', [numReplicas * 2, numRows, numColumns]) },
    shared: {},
    attrs: () => ({}),
    operation: columnSumsOperation,
  };
}

function adamCall(numReplicas: number, size: number): Call {
  const shape = [numReplicas * size];
  const square = normals(`square${size}`, shape);
  return {
    name: `${size} values`,
    kernelName: adamOperation.kernelName,
    inputs: {
      parameter: normals(`parameter${size}`, shape),
      moment1: normals(`mean${size}`, shape),
      moment2: { shape, values: square.values.map((value) => value * value) },
      gradient: normals(`gradient${size}`, shape),
    },
    shared: { rates: { values: Float32Array.of(0.5, 0.01, 10, 1000), shape: [4] } },
    attrs: () => ({ firstRate: 1 }),
    operation: adamOperation,
  };
}
