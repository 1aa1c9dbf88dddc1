/** Buffers of a captured step: the arena, and those of programs that run alone. */
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { type GpuArena, type StatePair, stateSwapperOf } from './arena.ts';
import { commandStreamOf, submitPending } from './commandStream.ts';
import type { TracedStep, TracedTensor } from './traceStep.ts';

export interface StepBuffers {
  readonly arena: GPUBuffer;
  readonly layout: GpuArena;
  readonly bindingOf: (tensor: TracedTensor, isOdd: boolean) => GPUBufferBinding;
  readonly copyIn: (encoder: GPUCommandEncoder) => void;
  readonly copyOut: (encoder: GPUCommandEncoder, isOdd: boolean) => void;
  readonly constant: (numbers: Uint32Array<ArrayBuffer>, usage: GPUBufferUsageFlags) => GPUBuffer;
  readonly numBytes: () => number;
  readonly dispose: () => void;
}

const storageBufferUsage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export const createArenaBuffer = (device: GPUDevice, size: number): GPUBuffer =>
  device.createBuffer({ size, usage: storageBufferUsage });

/** Submits what `traceStep` left encoded. `shared`: an arena freed elsewhere. */
export function createStepBuffers(
  backend: WebGPUBackend,
  step: TracedStep,
  state: readonly StatePair[],
  layout: GpuArena,
  shared?: GPUBuffer,
): StepBuffers {
  const { numBytes, offsetOf } = layout;
  const { device } = backend;
  const made: GPUBuffer[] = [];
  const create = (size: number, usage: number) => addBuffer(made, device.createBuffer({ size, usage }));
  const arena = shared ?? create(Math.max(numBytes, 4), storageBufferUsage);
  const stays = new Set([...step.state, ...step.inputs]);
  const isOutside = (tensor: TracedTensor) => offsetOf(tensor, false) === undefined;
  const outside = tensorsOfTracedStep(step).filter(isOutside);
  const own = ownBuffersOf(outside, stays, (size) => create(size, storageBufferUsage));
  const placeOf = stateSwapperOf(state);
  const bindingOf = (tensor: TracedTensor, isOdd: boolean): GPUBufferBinding => {
    const offset = offsetOf(tensor, isOdd);
    if (offset !== undefined) return { buffer: arena, offset, size: tensor.size };
    const buffer = own.get(placeOf(tensor, isOdd));
    if (buffer === undefined) throw new Error('A tensor of the step has no buffer.');
    return { buffer };
  };
  const copyToPlace = (encoder: GPUCommandEncoder, tensor: TracedTensor) => {
    const { buffer, offset = 0 } = bindingOf(tensor, false);
    if (tensor.buffer !== null && buffer !== tensor.buffer)
      encoder.copyBufferToBuffer(tensor.buffer, 0, buffer, offset, tensor.size);
  };
  backend.ensureCommandEncoderReady();
  const { commandEncoder } = commandStreamOf(backend);
  for (const tensor of tensorsOfTracedStep(step))
    if (commandEncoder !== null && !stays.has(tensor)) copyToPlace(commandEncoder, tensor);
  submitPending(backend);
  return {
    arena,
    layout,
    bindingOf,
    copyIn: (encoder) => {
      for (const tensor of stays) if (!isOutside(tensor)) copyToPlace(encoder, tensor);
    },
    copyOut: (encoder, isOdd) => {
      for (const { current } of state) {
        // After an odd number of steps the current state is in the other copy.
        const { buffer, offset = 0 } = bindingOf(current, isOdd);
        if (current.buffer !== null && buffer !== current.buffer)
          encoder.copyBufferToBuffer(buffer, offset, current.buffer, 0, current.size);
      }
    },
    constant: (numbers, usage) => {
      const buffer = create(numbers.byteLength, usage | GPUBufferUsage.COPY_DST);
      device.queue.writeBuffer(buffer, 0, numbers);
      return buffer;
    },
    numBytes: () => made.reduce((sum, { size }) => sum + size, 0),
    dispose: () => {
      for (const buffer of made.splice(0)) buffer.destroy();
    },
  };
}

function addBuffer(buffers: GPUBuffer[], buffer: GPUBuffer): GPUBuffer {
  buffers.push(buffer);
  return buffer;
}

function tensorsOfTracedStep({ runs }: TracedStep): TracedTensor[] {
  return [...new Set(runs.flatMap(({ writes, reads }) => [...writes, ...reads]))];
}

function ownBuffersOf(
  tensors: readonly TracedTensor[],
  stays: ReadonlySet<TracedTensor>,
  create: (size: number) => GPUBuffer,
): Map<TracedTensor, GPUBuffer> {
  const bufferFor = (tensor: TracedTensor) =>
    tensor.buffer !== null && stays.has(tensor) ? tensor.buffer : create(tensor.size);
  return new Map(tensors.map((tensor) => [tensor, bufferFor(tensor)]));
}
