/** Sums over rows on the WASM backend: tensors and sizes for `columnSums.as.ts`. */
import { inputOf, shapeOf3 } from '../operation.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { columnSumsOperation } from './columnSums.ts';

export const columnSumsWasmKernel: WasmKernel = wasmKernelOf(columnSumsOperation, (heap, inputs) => {
  const sizes = shapeOf3(inputs, 'x');
  const [numGroups, , numColumns] = sizes;
  const sums = Array.from({ length: 3 }, () => heap.output([numGroups, numColumns]));
  heap.call('columnSums', [inputOf(inputs, 'x'), ...sums, ...sizes]);
  return sums;
});
