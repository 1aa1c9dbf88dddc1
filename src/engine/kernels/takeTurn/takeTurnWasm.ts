/** Taking a turn on the WASM backend: tensors and sizes for `takeTurn.as.ts`. */
import { type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { takeTurnOperation } from './takeTurn.ts';

export const takeTurnWasmKernel: WasmKernel = wasmKernelOf(
  takeTurnOperation,
  (heap, { turn, rows, rates }) => {
    const [numRows = 0, numRates = 0] = [rows.shape[1], rates.shape[1]];
    const next = {
      rows: heap.output([numRows], 'int32'),
      rates: heap.output([numRates]),
      turn: heap.output([1], 'int32'),
    };
    heap.call('takeTurn', {
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
