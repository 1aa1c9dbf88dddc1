/** Uncertainty weights on the WASM backend. */
import { sizeOf } from '../../../core/shape.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { uncertaintyOperations } from './uncertainty.ts';

export const uncertaintyWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(uncertaintyOperations.weights, (heap, inputs, { numReplicas, isBinary }) => {
    const weights = heap.output(inputs.shares.shape);
    const { length: numTasks } = isBinary;
    heap.call('uncertaintyWeights', {
      ...inputs,
      weights,
      isBinary: { kind: 'table', values: isBinary, rowLength: numTasks },
      numReplicas: replicaShareOf(numReplicas),
      numTasks,
    });
    return { weights };
  }),
  wasmKernelOf(uncertaintyOperations.backward, (heap, inputs) => {
    const dLogVariances = heap.output(inputs.losses.shape);
    heap.call('uncertaintyGrad', {
      ...inputs,
      dLogVariances,
      count: replicaShareOf(sizeOf(inputs.losses.shape)),
    });
    return { dLogVariances };
  }),
];
