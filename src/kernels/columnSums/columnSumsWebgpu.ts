/** Sums over rows on the WebGPU backend: one thread per column, row by row. */
import { inputOf, shapeOf3 } from '../operation.ts';
import { programOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { columnSumsOperation } from './columnSums.ts';

export const columnSumsWebgpuKernel: WebgpuKernel = webgpuKernelOf(columnSumsOperation, (gpu, inputs) => {
  const [numGroups, numRows, numColumns] = shapeOf3(inputs, 'x');
  return gpu.runProgram({
    program: columnSumsProgram,
    outputs: Array.from({ length: 3 }, () => ({ shape: [numGroups, numColumns] })),
    inputs: [inputOf(inputs, 'x')],
    params: [numRows, numColumns],
    numThreads: numGroups * numColumns,
  });
});

const columnSumsProgram = programOf({
  key: 'columnSums',
  outputs: { sums: 'f32', squares: 'f32', numPositive: 'f32' },
  inputs: { x: 'f32' },
  params: ['numRows', 'numColumns'],
  body: `
    fn run(thread: u32) {
      let first = thread / params.numColumns * params.numRows * params.numColumns + thread % params.numColumns;
      var sum = 0.0;
      var sumOfSquares = 0.0;
      var count = 0.0;
      for (var row = 0u; row < params.numRows; row++) {
        let value = x[first + row * params.numColumns];
        sum += value;
        sumOfSquares += value * value;
        count += select(0.0, 1.0, value > 0.0);
      }
      sums[thread] = sum;
      squares[thread] = sumOfSquares;
      numPositive[thread] = count;
    }`,
});
