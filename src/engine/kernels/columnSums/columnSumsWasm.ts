/** Sums over rows on the WASM backend: tensors and sizes for `columnSums.as.ts`. */
import { shapeOf3 } from '../operation.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { columnSumsOperation } from './columnSums.ts';

export const columnSumsWasmKernel: WasmKernel = wasmKernelOf(columnSumsOperation, (heap, inputs) => {
  const [numGroups, numRows, numColumns] = shapeOf3(inputs, 'x');
  const sum = () => heap.output([numGroups, numColumns]);
  const sums = { values: sum(), squares: sum(), numPositive: sum() };
  heap.call('columnSums', { ...inputs, ...sums, numGroups: replicaShareOf(numGroups), numRows, numColumns });
  return sums;
});
