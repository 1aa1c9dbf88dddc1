/** Adam on the WASM backend: the next state takes the memory of the old one. */
import { sizeOf } from '../../../core/shape.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { adamOperation } from './adam.ts';

export const adamWasmKernel: WasmKernel = wasmKernelOf(
  adamOperation,
  (heap, { rates, parameter, moment1, moment2, gradient }, { firstRate, decays }) => {
    const { call, sameAs } = heap;
    call('adamStep', {
      parameter,
      moment1,
      moment2,
      gradient,
      rates: { kind: 'part', tensor: rates, offset: firstRate },
      count: replicaShareOf(sizeOf(parameter.shape)),
      decays: decays ? 1 : 0,
    });
    return { parameter: sameAs(parameter), moment1: sameAs(moment1), moment2: sameAs(moment2) };
  },
);
