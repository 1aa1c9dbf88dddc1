/** Gated mix on the WASM backend: tensors and sizes for `gatedMix.as.ts`. */
import { shapeOf3 } from '../operation.ts';
import { scratchOf, shareOf, type WasmKernel, wasmKernelOf } from '../wasm/heap.ts';
import { upTo } from '../wasm/memory.ts';
import { gatedMixVariants, type MixOperations } from './gatedMix.ts';

export const gatedMixWasmKernels: readonly WasmKernel[] = gatedMixVariants.flatMap((variant) => [
  forwardKernel(variant),
  backwardKernel(variant),
]);

function forwardKernel({ forward }: MixOperations): WasmKernel {
  return wasmKernelOf(forward, (heap, { experts, logits, native }, attrs) => {
    const { numReplicas, numUnits, numExperts } = attrs;
    const [, numRows, dim] = shapeOf3({ experts }, 'experts');
    const streams = heap.output([numReplicas * numUnits, numRows, dim]);
    const gates = logits && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const scratch = scratchOf(16 * numUnits * upTo(4, numExperts) + numExperts * upTo(8, dim));
    const sees = { kind: 'table', values: attrs.sees, rowLength: numExperts } as const;
    const sizes = { numReplicas: shareOf(numReplicas), numUnits, numExperts, numRows, dim };
    heap.call('gatedMix', { experts, logits, native, streams, gates, sees, ...sizes, scratch });
    return { streams, ...(gates && { gates }) };
  });
}

function backwardKernel({ backward }: MixOperations): WasmKernel {
  return wasmKernelOf(backward, (heap, { dStreams, experts, gates, native }, attrs) => {
    const { numReplicas, numUnits, numExperts, learns, teaches } = attrs;
    const [, numRows, dim] = shapeOf3({ experts }, 'experts');
    const dExperts = heap.output([numReplicas * numExperts, numRows, dim]);
    const dLogits = gates && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const dNative = native && heap.output([numReplicas * numUnits, numExperts]);
    const tableOf = (values: readonly number[]) =>
      ({ kind: 'table', values, rowLength: numExperts }) as const;
    const [units, padded] = [upTo(4, numUnits), upTo(4, numExperts)];
    const args = {
      ...{ dStreams, experts, gates, native },
      ...{ dExperts, dLogits, dNative },
      learns: learns.includes(1) ? tableOf(learns) : undefined,
      teaches: teaches && tableOf(teaches),
      ...{ numReplicas: shareOf(numReplicas), numUnits, numExperts, numRows, dim },
      scratch: scratchOf(19 * units * padded + (9 + numUnits) * upTo(8, dim)),
    };
    heap.call('gatedMixGrad', args, { masksOver: ['dExperts', 'experts'] });
    return { dExperts, ...(dLogits && { dLogits }), ...(dNative && { dNative }) };
  });
}
