/** Example calls of the sparse dense layer. */
import { createStream } from '../../../core/random.ts';
import {
  type KernelCall,
  type KernelCases,
  nameOfExample,
  normalValues,
  type TestTensor,
  testTensorOf,
} from '../cases.ts';
import { groupedDenseOperations } from '../groupedDense/groupedDense.ts';
import { groupedDenseOfNumbers } from '../groupedDense/groupedDenseCases.ts';
import { sparseDense, sparseDenseOperations } from './sparseDense.ts';

const sparseLayerExamples = [
  { numReaders: 1, numRows: 1, numEntries: 1, inputDim: 1, outputDim: 1, relu: true },
  { numReaders: 2, numRows: 7, numEntries: 3, inputDim: 11, outputDim: 64, relu: true },
  // Blocks of 32, 16, 8 and 4 columns, and a rest.
  { numReaders: 3, numRows: 9, numEntries: 5, inputDim: 40, outputDim: 63, relu: false },
  // Fewer columns than a vector.
  { numReaders: 2, numRows: 5, numEntries: 1, inputDim: 6, outputDim: 3, relu: false },
  // More rows than a slot.
  { numReaders: 1, numRows: 71, numEntries: 4, inputDim: 9, outputDim: 13, relu: true },
];

type SparseLayerExample = (typeof sparseLayerExamples)[number];

export const sparseDenseCases: KernelCases = {
  calls: (numReplicas) => sparseLayerExamples.flatMap((layer) => sparseDenseCallsOf(numReplicas, layer)),
  differentiable: (numReplicas) =>
    sparseLayerExamples.map((layer) => {
      const { numReaders, numRows, numEntries, inputDim, relu } = layer;
      const x = randomSparseRows('x', [numReplicas, numRows, numEntries], inputDim);
      const rows = expandedTestRows(x, inputDim).values;
      const attrs = { numReplicas, numStreams: 1, reads: streamsReadBy(numReaders), relu };
      return {
        name: nameOfExample(layer),
        inputs: { affine: sparseAffineOf(numReplicas, layer) },
        constants: { x },
        onBackend: (tensors) =>
          sparseDense(testTensorOf(tensors, 'x'), testTensorOf(tensors, 'affine'), { numReplicas, relu }),
        inNumbers: ({ affine }) => groupedDenseOfNumbers(rows, affine, attrs, layer),
      };
    }),
};

function sparseDenseCallsOf(numReplicas: number, layer: SparseLayerExample): KernelCall[] {
  const { numReaders, numRows, numEntries, inputDim, outputDim, relu } = layer;
  const name = nameOfExample(layer);
  const x = randomSparseRows('x', [numReplicas, numRows, numEntries], inputDim);
  const inputs = { affine: sparseAffineOf(numReplicas, layer) };
  const shape = [numReplicas * numReaders, numRows, outputDim];
  const withGradient = { ...inputs, dy: normalValues('dy', shape), y: normalValues('y', shape) };
  const attrs = (replicas: number) => ({ numReplicas: replicas, relu });
  const ofDense = (replicas: number) => ({
    ...attrs(replicas),
    numStreams: 1,
    reads: streamsReadBy(numReaders),
  });
  const written = expandedTestRows(x, inputDim);
  const writing: KernelCall = {
    name,
    operation: sparseDenseOperations.rows,
    inputs: { x },
    attrs: () => ({ inputDim }),
    keepsRowsApart: true,
    outputs: [[...written.values]],
  };
  const passes = (['forward', 'gradAffine'] as const).map((pass) => {
    const given = pass === 'forward' ? inputs : withGradient;
    const operation = groupedDenseOperations[pass];
    return {
      name,
      operation: sparseDenseOperations[pass],
      inputs: { x, ...given },
      attrs,
      sameBytesAs: { name, operation, inputs: { x: written, ...given }, attrs: ofDense },
    };
  });
  return [writing, ...passes];
}

const streamsReadBy = (numReaders: number): number[] => Array.from({ length: numReaders }, () => 0);

const sparseAffineOf = (
  numReplicas: number,
  { numReaders, inputDim, outputDim }: SparseLayerExample,
): TestTensor => normalValues('affine', [numReplicas * numReaders, inputDim + 1, outputDim]);

/** Sparse rows `[..., 2K]`. */
export function randomSparseRows(
  name: string,
  [numReplicas, numRows, numEntries]: readonly [number, number, number],
  inputDim: number,
): TestTensor {
  const stream = createStream('kernels', name);
  const values = new Float32Array(numReplicas * numRows * 2 * numEntries);
  for (let row = 0; row < numReplicas * numRows; row++) {
    const count = Math.round(stream.uniform() * Math.min(numEntries, inputDim));
    const places = stream.permutation(inputDim).slice(0, count).sort();
    places.forEach((place, k) => {
      values[row * 2 * numEntries + k] = place;
      // Most values of such rows are 1.
      values[(row * 2 + 1) * numEntries + k] = stream.uniform() < 0.5 ? 1 : stream.normal();
    });
  }
  return { values, shape: [numReplicas, numRows, 2 * numEntries] };
}

/** Full rows `[..., I]`. */
export function expandedTestRows({ values, shape }: TestTensor, inputDim: number): TestTensor {
  const [numReplicas = 0, numRows = 0, rowLength = 0] = shape;
  const all = new Float32Array(numReplicas * numRows * inputDim);
  for (let row = 0; row < numReplicas * numRows; row++)
    for (let k = row * rowLength; k < (row + 0.5) * rowLength; k++) {
      const place = row * inputDim + (values[k] ?? 0);
      all[place] = (all[place] ?? 0) + (values[k + rowLength / 2] ?? 0);
    }
  return { values: all, shape: [numReplicas, numRows, inputDim] };
}
