/** Adam on the WASM backend: the next slots take the memory of the old ones. */
import type { TensorInfo } from '../../tf/tf.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { adamInput, adamOperation } from './adam.ts';

export const adamWasmKernel: WasmKernel = wasmKernelOf(
  adamOperation,
  ({ adamStep }, heap, inputs, { numSlots }) => {
    const rates = heap.pointerOf(inputs['rates']);
    const outputs: TensorInfo[] = [];
    for (let i = 0; i < numSlots; i++) {
      const slot = (['parameter', 'moment1', 'moment2'] as const).flatMap(
        (name) => inputs[adamInput(name, i)] ?? [],
      );
      const count = slot[0]?.shape.reduce((product, length) => product * length, 1) ?? 0;
      adamStep(...slot.map(heap.pointerOf), heap.pointerOf(inputs[adamInput('gradient', i)]), rates, count);
      outputs.push(...slot.map(heap.sameAs));
    }
    return outputs;
  },
);
