/** Step inputs on the WASM backend: tensors and sizes for `stepInputs.as.ts`. */
import { type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { stepInputsOperation } from './stepInputs.ts';

export const stepInputsWasmKernel: WasmKernel = wasmKernelOf(
  stepInputsOperation,
  (heap, { turn, rows, rates }) => {
    const [numRows = 0, numRates = 0] = [rows.shape[1], rates.shape[1]];
    const next = {
      rows: heap.output([numRows], 'int32'),
      rates: heap.output([numRates]),
      turn: heap.output([1], 'int32'),
    };
    heap.call('stepInputs', {
      turn,
      rows,
      rates,
      turnRows: next.rows,
      turnRates: next.rates,
      nextTurn: next.turn,
      numRows,
      numRates,
    });
    return next;
  },
);
