/** Adam on the WASM backend: the next state takes the memory of the old ones. */
import { sizeOf } from '../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { adamInput, adamOperation, adamParts } from './adam.ts';

export const adamWasmKernel: WasmKernel = wasmKernelOf(
  adamOperation,
  ({ adamStep }, heap, inputs, { numTensors }) => {
    const rates = heap.pointerOf(inputs['rates']);
    const outputs: TensorInfo[] = [];
    for (let i = 0; i < numTensors; i++) {
      const parts = adamParts.flatMap((part) => inputs[adamInput(part, i)] ?? []);
      const gradient = heap.pointerOf(inputs[adamInput('gradients', i)]);
      adamStep(...parts.map(heap.pointerOf), gradient, rates, sizeOf(parts[0]?.shape ?? [0]));
      outputs.push(...parts.map(heap.sameAs));
    }
    return outputs;
  },
);
