/** Gated mix on the WASM backend: tensors and sizes for `gatedMix.as.ts`, one pair of kernels for all variants. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { shareOf } from '../wasm/heap.ts';
import { upTo } from '../wasm/memory.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type GatedMixAttrs, gatedMixVariants, type MixOperations } from './gatedMix.ts';

export const gatedMixWasmKernels: readonly WasmKernel[] = gatedMixVariants.flatMap((variant) => [
  forwardKernel(variant),
  backwardKernel(variant),
]);

function forwardKernel({ forward }: MixOperations): WasmKernel {
  return wasmKernelOf(forward, (heap, inputs, attrs) => {
    const { experts, logits, native } = inputs;
    const { sizes, numRows, dim } = mixOf(inputs, attrs);
    const { numReplicas, numUnits, numExperts, sees } = attrs;
    const streams = heap.output([numReplicas * numUnits, numRows, dim]);
    const gates = logits && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const table = { kind: 'table', values: sees, rowLength: numExperts } as const;
    const numFloats = 16 * numUnits * upTo(4, numExperts) + numExperts * upTo(8, dim);
    const scratch = { kind: 'scratch', numFloats } as const;
    heap.call('gatedMix', [experts, logits, native, streams, gates, table, ...sizes, scratch]);
    return { streams, ...(gates && { gates }) };
  });
}

function backwardKernel({ backward }: MixOperations): WasmKernel {
  return wasmKernelOf(backward, (heap, inputs, attrs) => {
    const { dStreams, experts, gates, native } = inputs;
    const { sizes, numRows, dim } = mixOf(inputs, attrs);
    const { numReplicas, numUnits, numExperts, learns } = attrs;
    const dExperts = heap.output([numReplicas * numExperts, numRows, dim]);
    const dLogits = gates && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const dNative = native && heap.output([numReplicas * numUnits, numExperts]);
    const table = learns.includes(1)
      ? ({ kind: 'table', values: learns, rowLength: numExperts } as const)
      : undefined;
    const [units, padded] = [upTo(4, numUnits), upTo(4, numExperts)];
    const numFloats = 19 * units * padded + (9 + numUnits) * upTo(8, dim);
    const scratch = { kind: 'scratch', numFloats } as const;
    const grads = [dExperts, dLogits, dNative];
    heap.call('gatedMixGrad', [dStreams, experts, gates, native, ...grads, table, ...sizes, scratch]);
    return { dExperts, ...(dLogits && { dLogits }), ...(dNative && { dNative }) };
  });
}

/** Sizes of the level; `sizes` holds them in the order both kernels take them. */
function mixOf(inputs: Inputs, { numReplicas, numUnits, numExperts }: GatedMixAttrs) {
  const [, numRows, dim] = shapeOf3(inputs, 'experts');
  return { sizes: [shareOf(numReplicas), numUnits, numExperts, numRows, dim], numRows, dim };
}
