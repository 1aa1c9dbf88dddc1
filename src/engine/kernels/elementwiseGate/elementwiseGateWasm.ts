/** Elementwise gates on the WASM backend. */
import { sizeOf } from '../../../core/shape.ts';
import { shapeOf3 } from '../operation.ts';
import { replicaShareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { elementwiseGateOperations } from './elementwiseGate.ts';

const { forward, gradScores, joined, gradPrior } = elementwiseGateOperations;

export const elementwiseGateWasmKernels: readonly WasmKernel[] = [
  wasmKernelOf(forward, (heap, { h, z }) => {
    const y = heap.output(h.shape);
    heap.call('elementwiseGate', { h, z, y, count: replicaShareOf(sizeOf(h.shape)) });
    return { y };
  }),
  wasmKernelOf(gradScores, (heap, { dy, h, z }) => {
    const dz = heap.output(h.shape);
    heap.call('elementwiseGateGrad', { dy, h, z, dz, count: replicaShareOf(sizeOf(h.shape)) });
    return { dz };
  }),
  wasmKernelOf(joined, (heap, { input, x }, { numReplicas, numPriors }) => {
    const [, batchSize, inputDim] = shapeOf3({ input }, 'input');
    const both = heap.output([numReplicas, batchSize, numPriors + inputDim]);
    const numRows = replicaShareOf(numReplicas * batchSize);
    heap.call('elementwiseGateInput', { input, x, both, numRows, inputDim, numPriors });
    return { both };
  }),
  wasmKernelOf(gradPrior, (heap, { dBoth }, { numReplicas, numPriors }) => {
    const [, batchSize, numColumns] = shapeOf3({ dBoth }, 'dBoth');
    const dInput = heap.output([numReplicas, batchSize, numColumns - numPriors]);
    const numRows = replicaShareOf(numReplicas * batchSize);
    heap.call('elementwiseGateInputGrad', { dBoth, dInput, numRows, numColumns, numPriors });
    return { dInput };
  }),
];
