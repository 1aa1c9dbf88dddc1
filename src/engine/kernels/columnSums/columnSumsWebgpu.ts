/** Column sums on the WebGPU backend: one thread per column and slot (32 rows). */
import { shapeOf3 } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { slotRowsWgsl, sumsOverRows } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { columnSumsOperation } from './columnSums.ts';

export const columnSumsWebgpuKernel: WebgpuKernel = webgpuKernelOf(columnSumsOperation, (gpu, inputs) => {
  const [numGroups, numRows, numColumns] = shapeOf3(inputs, 'x');
  const outputs = Array.from({ length: 3 }, () => [numGroups, numColumns]);
  const params = { numRows, numColumns, numGroups };
  const threads = numGroups * numColumns;
  return sumsOverRows(gpu, { program: columnSumsProgram, outputs, inputs, params, threads });
});

// Nonfinite values are detected by their bits: GPUs differ in their arithmetic on them.
const columnSumsProgram = gpuProgramOf({
  key: 'columnSums',
  outputs: { sums: 'f32', squares: 'f32', numPositive: 'f32' },
  inputs: { x: 'f32' },
  params: ['numRows', 'numColumns', 'numGroups', 'rowsPerSlot'],
  body: `${slotRowsWgsl}
    fn run(thread: u32) {
      let group = thread / params.numColumns % params.numGroups;
      let first = group * params.numRows * params.numColumns + thread % params.numColumns;
      let rows = rowsOf(thread / params.numColumns / params.numGroups);
      var sum = 0.0;
      var sumOfSquares = 0.0;
      var count = 0.0;
      var exponents = 0u;
      for (var row = rows.first; row < rows.end; row++) {
        let value = load_x(first + row * params.numColumns);
        sum += value;
        sumOfSquares += value * value;
        count += select(0.0, 1.0, value > 0.0);
        let exponent = bitcast<u32>(value) & 0x7f800000u;
        if (exponent == 0x7f800000u) { exponents = exponent; }
      }
      store_sums(thread, sum);
      store_squares(thread, bitcast<f32>(bitcast<u32>(sumOfSquares) | exponents));
      store_numPositive(thread, count);
    }`,
});
