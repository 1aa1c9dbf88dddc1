/**
 * The commands that TensorFlow.js's WebGPU backend has encoded but not yet submitted, so that our dispatches run in order
 * with its own. Uses members that upstream keeps private; the version is pinned, and upstream is no longer developed.
 */
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';

export interface CommandStream {
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  /** Tensors of commands not yet submitted: their buffers may not be given to others when they are disposed. */
  readonly commandQueueOwnedIds: WeakSet<DataId>;
  dispatchCountInPass: number;
}

export function commandStreamOf(backend: WebGPUBackend): CommandStream {
  return backend as unknown as CommandStream;
}

/** The compute pass that is open, or a new one. */
export function openPass(backend: WebGPUBackend): GPUComputePassEncoder {
  const stream = commandStreamOf(backend);
  backend.ensureCommandEncoderReady();
  if (stream.commandEncoder === null) throw new Error('The WebGPU backend has no command encoder.');
  stream.computePassEncoder ??= stream.commandEncoder.beginComputePass();
  return stream.computePassEncoder;
}

/** Hands everything encoded so far to the device. */
export function submitPending(backend: WebGPUBackend): void {
  backend.endComputePassEncoder();
  if (commandStreamOf(backend).commandEncoder !== null) backend.submitQueue();
}

/** The buffer of a tensor that has been uploaded. */
export function bufferOf(backend: WebGPUBackend, { dataId }: TensorInfo): GPUBuffer {
  const { resource } = backend.tensorMap.get(dataId);
  if (!(resource instanceof GPUBuffer)) throw new Error('The tensor has no GPU buffer.');
  return resource;
}

/** Bytes that the device binds in one piece. */
export const mostBytesOf = ({ limits }: GPUDevice): number =>
  Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
