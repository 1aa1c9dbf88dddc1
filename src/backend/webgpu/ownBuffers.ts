/**
 * The buffers of a recording, in place of those its dispatches were captured with, which TensorFlow.js hands on to others.
 * The state has two: every other step reads the tensors' own buffers and writes the spare ones, the steps between the
 * other way round, so that no step ends with copying.
 */
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import type { BufferPlan } from './bufferPlan.ts';
import { commandStreamOf, submitPending } from './commandStream.ts';

/** A part of the state: what holds the tensor's value, and what its next value was captured in. */
export interface StatePair<B> {
  readonly current: B;
  readonly next: B;
}

export interface OwnBuffers {
  /** What to bind for a captured binding, in even and odd steps. */
  readonly bindingOf: (captured: GPUBufferBinding, isOdd: boolean) => GPUBufferBinding;
  /** After an odd number of steps: brings the state back into its tensors. */
  readonly copyStateBack: (encoder: GPUCommandEncoder) => void;
  readonly numBytes: number;
  /** Idempotent. */
  readonly dispose: () => void;
}

const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

/** Submits what `capture` left encoded, and with it copies of the constants. Buffers in neither list are bound as they are. */
export function createOwnBuffers(
  backend: WebGPUBackend,
  state: readonly StatePair<GPUBuffer>[],
  plan: BufferPlan<GPUBuffer>,
  uniforms: ReadonlyMap<GPUBuffer, ArrayBuffer>,
): OwnBuffers {
  const { bufferManager } = backend;
  const constants = copiesOf(backend, [...plan.constants]);
  submitPending(backend);
  // From here on TensorFlow.js has the captured buffers back, so these are mostly the same ones.
  const slots = plan.slotSizes.map((size) => bufferManager.acquireBuffer(size, storage));
  const spares = state.map(({ current }) => bufferManager.acquireBuffer(current.size, storage));
  const regions = uniformRegions(backend.device, uniforms);
  const stands = new Map<GPUBuffer, GPUBuffer | undefined>([
    ...[...plan.slots].map(([buffer, slot]) => [buffer, slots[slot]] as const),
    ...constants,
  ]);
  const even = new Map([...stands, ...state.map(({ next }, i) => [next, spares[i]] as const)]);
  const odd = new Map([
    ...stands,
    ...state.flatMap(({ current, next }, i) => [[next, current] as const, [current, spares[i]] as const]),
  ]);
  const pooled = [...slots, ...spares];
  const owned = [...constants.values(), ...regions.buffers];
  return {
    bindingOf: (captured, isOdd) =>
      regions.bindings.get(captured.buffer) ?? {
        ...captured,
        buffer: (isOdd ? odd : even).get(captured.buffer) ?? captured.buffer,
      },
    copyStateBack: (encoder) => {
      state.forEach(({ current }, i) => {
        const spare = spares[i];
        if (spare !== undefined) encoder.copyBufferToBuffer(spare, 0, current, 0, current.size);
      });
    },
    numBytes: [...pooled, ...owned].reduce((sum, { size }) => sum + size, 0),
    dispose: () => {
      for (const buffer of pooled.splice(0)) bufferManager.releaseBuffer(buffer);
      for (const buffer of owned.splice(0)) buffer.destroy();
    },
  };
}

function copiesOf(backend: WebGPUBackend, buffers: readonly GPUBuffer[]): Map<GPUBuffer, GPUBuffer> {
  const { commandEncoder } = commandStreamOf(backend);
  return new Map(
    buffers.map((buffer) => {
      const copy = backend.device.createBuffer({
        size: buffer.size,
        usage: buffer.usage | GPUBufferUsage.COPY_DST,
      });
      commandEncoder?.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
      return [buffer, copy];
    }),
  );
}

/** All uniforms side by side in one buffer that never changes. */
function uniformRegions(device: GPUDevice, uniforms: ReadonlyMap<GPUBuffer, ArrayBuffer>) {
  const step = device.limits.minUniformBufferOffsetAlignment;
  const bindings = new Map<GPUBuffer, GPUBufferBinding>();
  if (uniforms.size === 0) return { bindings, buffers: [] };
  const lengths = [...uniforms.values()].map(({ byteLength }) => Math.ceil(byteLength / step) * step);
  const size = lengths.reduce((sum, length) => sum + length, 0);
  const buffer = device.createBuffer({ size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  let offset = 0;
  for (const [captured, bytes] of uniforms) {
    device.queue.writeBuffer(buffer, offset, bytes);
    bindings.set(captured, { buffer, offset, size: bytes.byteLength });
    offset += Math.ceil(bytes.byteLength / step) * step;
  }
  return { bindings, buffers: [buffer] };
}
