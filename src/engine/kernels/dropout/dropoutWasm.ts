/** Dropout on the WASM backend. */
import { sizeOf } from '../../../core/shape.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { dropoutConstantsOf, dropoutOperations, numValuesOfReplica } from './dropout.ts';

const { forward, backward } = dropoutOperations;

export const dropoutWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { x, keys, rates }, { rate }) => {
    const y = heap.output(x.shape);
    const { threshold, scaleBits } = dropoutConstantsOf(rate);
    heap.call('dropout', {
      x,
      keys,
      step: { kind: 'part', tensor: rates, offset: sizeOf(rates.shape) - 1 },
      y,
      numReplicas: replicaShareOf(keys.shape[0] ?? 1),
      count: numValuesOfReplica(x.shape, keys),
      threshold,
      scaleBits,
    });
    return { y };
  }),
  wasmKernelOf(backward, (heap, { dy, y }, { rate }) => {
    const dx = heap.output(dy.shape);
    const { scaleBits } = dropoutConstantsOf(rate);
    heap.call('dropoutGrad', { dy, y, dx, count: replicaShareOf(sizeOf(dy.shape)), scaleBits });
    return { dx };
  }),
];
