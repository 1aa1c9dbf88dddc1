/** Adam on the WASM backend: the next state takes the memory of the old one. */
import { sizeOf } from '../../core/shape.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { adamOperation } from './adam.ts';

export const adamWasmKernel: WasmKernel = wasmKernelOf(
  adamOperation,
  (heap, { rates, parameter, moment1, moment2, gradient }, { firstRate }) => {
    const ratesOfStep = { kind: 'part', tensor: rates, offset: firstRate } as const;
    const count = shareOf(sizeOf(parameter.shape));
    heap.call('adamStep', [parameter, moment1, moment2, gradient, ratesOfStep, count]);
    const { sameAs } = heap;
    return { parameter: sameAs(parameter), moment1: sameAs(moment1), moment2: sameAs(moment2) };
  },
);
