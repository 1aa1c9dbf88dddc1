/** Gated mix on the WASM backend: tensors and sizes for `gatedMix.as.ts`. */
import { shapeOf3 } from '../operation.ts';
import { replicaShareOf, scratchMemoryOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { roundedUpTo } from '../wasm/memory.ts';
import { gatedMixVariants, type MixOperations } from './gatedMix.ts';

export const gatedMixWasmKernels: readonly WasmKernel[] = gatedMixVariants.flatMap((variant) => [
  mixWasmForwardKernel(variant),
  mixWasmBackwardKernel(variant),
]);

function mixWasmForwardKernel({ forward }: MixOperations): WasmKernel {
  return wasmKernelOf(forward, (heap, { experts, logits, native }, attrs) => {
    const { numReplicas, numUnits, numExperts } = attrs;
    const [, numRows, dim] = shapeOf3({ experts }, 'experts');
    const streams = heap.output([numReplicas * numUnits, numRows, dim]);
    const gates = logits && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const scratch = scratchMemoryOf(
      16 * numUnits * roundedUpTo(4, numExperts) + numExperts * roundedUpTo(8, dim),
    );
    const sees = { kind: 'table', values: attrs.sees, rowLength: numExperts } as const;
    const sizes = { numReplicas: replicaShareOf(numReplicas), numUnits, numExperts, numRows, dim };
    heap.call('gatedMix', { experts, logits, native, streams, gates, sees, ...sizes, scratch });
    return { streams, ...(gates && { gates }) };
  });
}

function mixWasmBackwardKernel({ backward }: MixOperations): WasmKernel {
  return wasmKernelOf(backward, (heap, { dStreams, experts, gates, native }, attrs) => {
    const { numReplicas, numUnits, numExperts, learns, teaches } = attrs;
    const [, numRows, dim] = shapeOf3({ experts }, 'experts');
    const dExperts = heap.output([numReplicas * numExperts, numRows, dim]);
    const dLogits = gates && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const dNative = native && heap.output([numReplicas * numUnits, numExperts]);
    const tableOf = (values: readonly number[]) =>
      ({ kind: 'table', values, rowLength: numExperts }) as const;
    const [units, padded] = [roundedUpTo(4, numUnits), roundedUpTo(4, numExperts)];
    const args = {
      ...{ dStreams, experts, gates, native },
      ...{ dExperts, dLogits, dNative },
      learns: learns.includes(1) ? tableOf(learns) : undefined,
      teaches: teaches && tableOf(teaches),
      ...{ numReplicas: replicaShareOf(numReplicas), numUnits, numExperts, numRows, dim },
      scratch: scratchMemoryOf(19 * units * padded + (9 + numUnits) * roundedUpTo(8, dim)),
    };
    heap.call('gatedMixGrad', args, { masksOver: ['dExperts', 'experts'] });
    return { dExperts, ...(dLogits && { dLogits }), ...(dNative && { dNative }) };
  });
}
