/** Sums over rows on the WASM backend: tensors and sizes for `columnSums.as.ts`. */
import { inputOf, shapeOf3 } from '../operation.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { columnSumsOperation } from './columnSums.ts';

export const columnSumsWasmKernel: WasmKernel = wasmKernelOf(columnSumsOperation, (heap, inputs) => {
  const [numGroups, numRows, numColumns] = shapeOf3(inputs, 'x');
  const sums = Array.from({ length: 3 }, () => heap.output([numGroups, numColumns]));
  heap.call('columnSums', [inputOf(inputs, 'x'), ...sums, shareOf(numGroups), numRows, numColumns]);
  return sums;
});
