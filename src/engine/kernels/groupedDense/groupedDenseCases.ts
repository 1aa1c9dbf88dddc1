/** Example calls of the grouped dense layer. */
import {
  exampleName,
  given,
  type KernelCall,
  type KernelCases,
  type Numbers,
  normals,
  valueAt,
} from '../cases.ts';
import { type GroupedDenseAttrs, groupedDense, groupedDenseOperations } from './groupedDense.ts';

const layers = [
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

type Layer = (typeof layers)[number];

export const groupedDenseCases: KernelCases = {
  calls: (numReplicas) => layers.flatMap((layer) => callsOf(numReplicas, layer)),
  differentiable: (numReplicas) =>
    layers.map((layer) => {
      const { numStreams, reads, relu } = layer;
      const attrs = { numReplicas, numStreams, reads, relu };
      return {
        name: exampleName(layer),
        inputs: inputsOf(numReplicas, layer),
        onBackend: (tensors) => groupedDense(given(tensors, 'x'), given(tensors, 'affine'), attrs),
        inNumbers: ({ x, affine }) => denseInNumbers(x, affine, attrs, layer),
      };
    }),
};

function callsOf(numReplicas: number, layer: Layer): KernelCall[] {
  const { numStreams, reads, numRows, outputDim, relu } = layer;
  const { forward, gradInput, gradAffine } = groupedDenseOperations;
  const inputs = inputsOf(numReplicas, layer);
  const shape = [numReplicas * reads.length, numRows, outputDim];
  const withGradient = { ...inputs, dy: normals('dy', shape), y: normals('y', shape) };
  const attrs = (replicas: number) => ({ numReplicas: replicas, numStreams, reads, relu });
  return [
    { name: exampleName(layer), operation: forward, inputs, attrs },
    { name: exampleName(layer), operation: gradInput, inputs: withGradient, attrs },
    { name: exampleName(layer), operation: gradAffine, inputs: withGradient, attrs },
  ];
}

function inputsOf(numReplicas: number, { numStreams, reads, numRows, inputDim, outputDim }: Layer) {
  return {
    x: normals('x', [numReplicas * numStreams, numRows, inputDim]),
    affine: normals('affine', [numReplicas * reads.length, inputDim + 1, outputDim]),
  };
}

export function denseInNumbers(
  x: Numbers | undefined,
  affine: Numbers | undefined,
  { numReplicas, numStreams, reads, relu }: GroupedDenseAttrs,
  { numRows, inputDim, outputDim }: Pick<Layer, 'numRows' | 'inputDim' | 'outputDim'>,
): number[] {
  const y: number[] = [];
  for (let r = 0; r < numReplicas; r++) {
    reads.forEach((stream, e) => {
      const group = (r * reads.length + e) * (inputDim + 1) * outputDim;
      for (let b = 0; b < numRows; b++) {
        const row = ((r * numStreams + stream) * numRows + b) * inputDim;
        for (let d = 0; d < outputDim; d++) {
          let sum = valueAt(affine, group + inputDim * outputDim + d);
          for (let i = 0; i < inputDim; i++)
            sum += valueAt(x, row + i) * valueAt(affine, group + i * outputDim + d);
          y.push(relu ? Math.max(sum, 0) : sum);
        }
      }
    });
  }
  return y;
}
