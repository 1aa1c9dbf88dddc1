/** Taking a turn on the WASM backend: tensors and sizes for `takeTurn.as.ts`. */
import { inputOf } from '../operation.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { takeTurnOperation } from './takeTurn.ts';

export const takeTurnWasmKernel: WasmKernel = wasmKernelOf(takeTurnOperation, (heap, tables) => {
  const given = ['turn', 'rows', 'rates'].map((name) => inputOf(tables, name));
  const [, [, numRows = 0] = [], [, numRates = 0] = []] = given.map(({ shape }) => shape);
  const taken = [heap.output([numRows], 'int32'), heap.output([numRates]), heap.output([1], 'int32')];
  heap.call('takeTurn', [...given, ...taken, numRows, numRates]);
  return taken;
});
