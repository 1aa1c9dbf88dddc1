/** Gated mix on the WASM backend: pointers and sizes for `gatedMix.as.ts`, one pair of kernels for all variants. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { upTo } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { type GatedMixAttrs, gatedMixVariants, type MixOperations } from './gatedMix.ts';

export const gatedMixWasmKernels: readonly WasmKernel[] = gatedMixVariants.flatMap((variant) => [
  forwardKernel(variant),
  backwardKernel(variant),
]);

function forwardKernel({ forward }: MixOperations): WasmKernel {
  return wasmKernelOf(forward, ({ gatedMix }, heap, inputs, attrs) => {
    const { sizes, numRows, dim } = mixOf(inputs, attrs);
    const { numReplicas, numUnits, numExperts, sees } = attrs;
    const streams = heap.output([numReplicas * numUnits, numRows, dim]);
    const gates = inputs['logits'] && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const given = ['experts', 'logits', 'native'].map((name) => heap.pointerOf(inputs[name]));
    const table = heap.table(sees, numExperts);
    heap.withScratch(16 * numUnits * upTo(4, numExperts) + numExperts * upTo(8, dim), (scratch) =>
      gatedMix(...given, streams.pointer, gates?.pointer ?? 0, table, ...sizes, scratch),
    );
    return gates === undefined ? [streams.info] : [streams.info, gates.info];
  });
}

function backwardKernel({ backward }: MixOperations): WasmKernel {
  return wasmKernelOf(backward, ({ gatedMixGrad }, heap, inputs, attrs) => {
    const { sizes, numRows, dim } = mixOf(inputs, attrs);
    const { numReplicas, numUnits, numExperts, learns } = attrs;
    const dExperts = heap.output([numReplicas * numExperts, numRows, dim]);
    const dLogits = inputs['gates'] && heap.output([numReplicas * numUnits, numRows, numExperts]);
    const dNative = inputs['native'] && heap.output([numReplicas * numUnits, numExperts]);
    const given = ['dStreams', 'experts', 'gates', 'native'].map((name) => heap.pointerOf(inputs[name]));
    const grads = [dExperts, dLogits, dNative].map((grad) => grad?.pointer ?? 0);
    const table = learns.includes(1) ? heap.table(learns, numExperts) : 0;
    const [units, experts] = [upTo(4, numUnits), upTo(4, numExperts)];
    const numFloats = 3 * units * experts + (1 + numUnits + numExperts) * upTo(8, dim);
    heap.withScratch(numFloats, (scratch) => gatedMixGrad(...given, ...grads, table, ...sizes, scratch));
    return [dExperts, dLogits, dNative].flatMap((grad) => grad?.info ?? []);
  });
}

/** Sizes of the level; `sizes` holds them in the order both kernels take them. */
function mixOf(inputs: Inputs, { numReplicas, numUnits, numExperts }: GatedMixAttrs) {
  const [, numRows, dim] = shapeOf3(inputs, 'experts');
  return { sizes: [numReplicas, numUnits, numExperts, numRows, dim], numRows, dim };
}
