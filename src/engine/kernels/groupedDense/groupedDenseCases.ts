/** Example calls of the grouped dense layer. */
import {
  type KernelCall,
  type KernelCases,
  type NumberList,
  nameOfExample,
  normalValues,
  testTensorOf,
  testValueAt,
} from '../cases.ts';
import { type GroupedDenseAttrs, groupedDense, groupedDenseOperations } from './groupedDense.ts';

const denseLayerExamples = [
  { numStreams: 1, reads: [0], numRows: 1, inputDim: 1, outputDim: 1, relu: true },
  { numStreams: 1, reads: [0, 0], numRows: 8, inputDim: 8, outputDim: 16, relu: true },
  { numStreams: 3, reads: [2, 0, 0, 1, 2], numRows: 5, inputDim: 7, outputDim: 13, relu: true },
  // Nobody reads stream 1.
  { numStreams: 3, reads: [0, 2], numRows: 4, inputDim: 8, outputDim: 8, relu: false },
  { numStreams: 2, reads: [0, 1], numRows: 9, inputDim: 16, outputDim: 1, relu: false },
  // More rows than are summed at a time.
  { numStreams: 1, reads: [0], numRows: 530, inputDim: 3, outputDim: 9, relu: true },
  { numStreams: 2, reads: [1, 1, 0], numRows: 6, inputDim: 33, outputDim: 12, relu: true },
];

type DenseLayerExample = (typeof denseLayerExamples)[number];

export const groupedDenseCases: KernelCases = {
  calls: (numReplicas) => denseLayerExamples.flatMap((layer) => denseCallsOf(numReplicas, layer)),
  differentiable: (numReplicas) =>
    denseLayerExamples.map((layer) => {
      const { numStreams, reads, relu } = layer;
      const attrs = { numReplicas, numStreams, reads, relu };
      return {
        name: nameOfExample(layer),
        inputs: denseInputsOf(numReplicas, layer),
        onBackend: (tensors) =>
          groupedDense(testTensorOf(tensors, 'x'), testTensorOf(tensors, 'affine'), attrs),
        inNumbers: ({ x, affine }) => groupedDenseOfNumbers(x, affine, attrs, layer),
      };
    }),
};

function denseCallsOf(numReplicas: number, layer: DenseLayerExample): KernelCall[] {
  const { numStreams, reads, numRows, outputDim, relu } = layer;
  const { forward, gradInput, gradAffine } = groupedDenseOperations;
  const inputs = denseInputsOf(numReplicas, layer);
  const shape = [numReplicas * reads.length, numRows, outputDim];
  const withGradient = { ...inputs, dy: normalValues('dy', shape), y: normalValues('y', shape) };
  const attrs = (replicas: number) => ({ numReplicas: replicas, numStreams, reads, relu });
  return [
    { name: nameOfExample(layer), operation: forward, inputs, attrs },
    { name: nameOfExample(layer), operation: gradInput, inputs: withGradient, attrs },
    { name: nameOfExample(layer), operation: gradAffine, inputs: withGradient, attrs },
  ];
}

function denseInputsOf(
  numReplicas: number,
  { numStreams, reads, numRows, inputDim, outputDim }: DenseLayerExample,
) {
  return {
    x: normalValues('x', [numReplicas * numStreams, numRows, inputDim]),
    affine: normalValues('affine', [numReplicas * reads.length, inputDim + 1, outputDim]),
  };
}

export function groupedDenseOfNumbers(
  x: NumberList | undefined,
  affine: NumberList | undefined,
  { numReplicas, numStreams, reads, relu }: GroupedDenseAttrs,
  { numRows, inputDim, outputDim }: Pick<DenseLayerExample, 'numRows' | 'inputDim' | 'outputDim'>,
): number[] {
  const y: number[] = [];
  for (let r = 0; r < numReplicas; r++) {
    reads.forEach((stream, e) => {
      const group = (r * reads.length + e) * (inputDim + 1) * outputDim;
      for (let b = 0; b < numRows; b++) {
        const row = ((r * numStreams + stream) * numRows + b) * inputDim;
        for (let d = 0; d < outputDim; d++) {
          let sum = testValueAt(affine, group + inputDim * outputDim + d);
          for (let i = 0; i < inputDim; i++)
            sum += testValueAt(x, row + i) * testValueAt(affine, group + i * outputDim + d);
          y.push(relu ? Math.max(sum, 0) : sum);
        }
      }
    });
  }
  return y;
}
