/** Unsubmitted commands of TensorFlow.js's WebGPU backend, from private members: ours keep their order. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';

interface CommandStream {
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  /** Tensors of unsubmitted commands, whose buffers may not be reused once disposed. */
  readonly commandQueueOwnedIds: WeakSet<DataId>;
  dispatchCountInPass: number;
}

export function commandStreamOf(backend: WebGPUBackend): CommandStream {
  return backend as unknown as CommandStream;
}

export function openComputePass(backend: WebGPUBackend): GPUComputePassEncoder {
  const stream = commandStreamOf(backend);
  backend.ensureCommandEncoderReady();
  if (stream.commandEncoder === null) throw new Error('The WebGPU backend has no command encoder.');
  stream.computePassEncoder ??= stream.commandEncoder.beginComputePass();
  return stream.computePassEncoder;
}

export function submitPending(backend: WebGPUBackend): void {
  backend.endComputePassEncoder();
  if (commandStreamOf(backend).commandEncoder !== null) backend.submitQueue();
}

/** Throws unless the tensor was uploaded. */
export function gpuBufferOf(backend: WebGPUBackend, { dataId }: TensorInfo): GPUBuffer {
  const { resource } = backend.tensorMap.get(dataId);
  if (!(resource instanceof GPUBuffer)) throw new Error('The tensor has no GPU buffer.');
  return resource;
}

export const maxBindingBytesOf = ({ limits }: GPUDevice): number =>
  Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
