/** Adam on the WASM backend: the next state takes the memory of the old ones. */
import { sizeOf } from '../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { inputOf } from '../operation.ts';
import { shareOf } from '../wasm/heap.ts';
import { type WasmKernel, wasmKernelOf } from '../wasm/wasmKernel.ts';
import { adamInput, adamOperation, adamParts } from './adam.ts';

export const adamWasmKernel: WasmKernel = wasmKernelOf(
  adamOperation,
  (heap, inputs, { numTensors, firstRate }) => {
    const rates = { kind: 'part', tensor: inputOf(inputs, 'rates'), offset: firstRate } as const;
    const outputs: TensorInfo[] = [];
    for (let i = 0; i < numTensors; i++) {
      const parts = adamParts.map((part) => inputOf(inputs, adamInput(part, i)));
      const gradient = inputOf(inputs, adamInput('gradients', i));
      heap.call('adamStep', [...parts, gradient, rates, shareOf(sizeOf(gradient.shape))]);
      outputs.push(...parts.map(heap.sameAs));
    }
    return outputs;
  },
);
