/**
 * Runs a computation on TensorFlow.js's WebGPU backend without executing it: its dispatches are noted where they would
 * reach WebGPU, so that it does not matter which operations, ours or stock, they come from.
 */
import { env } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { commandStreamOf, submitPending } from './commandStream.ts';

export interface CapturedDispatch {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly bindings: readonly GPUBufferBinding[];
  readonly grid: readonly [x: number, y: number, z: number];
}

export interface Capture {
  readonly dispatches: readonly CapturedDispatch[];
  /** What was written to uniform buffers, which cannot be copied on the device. */
  readonly uniforms: ReadonlyMap<GPUBuffer, ArrayBuffer>;
}

/**
 * Uploads are encoded as usual. Until the next submission no buffer is handed on, so each buffer noted is one tensor, and
 * still holds its constant.
 */
export function capture(backend: WebGPUBackend, compute: () => void): Capture {
  const stream = commandStreamOf(backend);
  const submitEvery = env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE');
  submitPending(backend);
  const uploads = backend.device.createCommandEncoder();
  const { pass, dispatches } = notingPass();
  const { uniforms, restore } = interceptCalls(backend.device);
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', Number.MAX_SAFE_INTEGER);
  stream.commandEncoder = encoderAround(uploads, pass);
  try {
    compute();
  } finally {
    backend.endComputePassEncoder();
    stream.commandEncoder = uploads;
    env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', submitEvery);
    restore();
  }
  return { dispatches, uniforms };
}

/** A pass that notes instead of encoding. Bind groups are the descriptors that `interceptCalls` lets through. */
function notingPass(): { pass: GPUComputePassEncoder; dispatches: CapturedDispatch[] } {
  const dispatches: CapturedDispatch[] = [];
  let pipeline: GPUComputePipeline | null = null;
  let group: GPUBindGroupDescriptor | null = null;
  const pass = {
    setPipeline: (next: GPUComputePipeline) => {
      pipeline = next;
    },
    setBindGroup: (_: number, next: unknown) => {
      group = next as GPUBindGroupDescriptor;
    },
    dispatchWorkgroups: (x: number, y = 1, z = 1) => {
      if (pipeline === null || group === null)
        throw new Error('A dispatch came before its pipeline and bind group.');
      const bindings = [...group.entries].map(bindingOf);
      dispatches.push({ pipeline, layout: group.layout, bindings, grid: [x, y, z] });
    },
    end: () => undefined,
  };
  return { pass: pass as unknown as GPUComputePassEncoder, dispatches };
}

/** TensorFlow.js numbers bindings from 0 on, and so do we. */
function bindingOf({ binding, resource }: GPUBindGroupEntry, index: number): GPUBufferBinding {
  if (binding !== index || !('buffer' in resource)) throw new Error(`Binding ${binding} cannot be recorded.`);
  return resource;
}

/** Real copies, a noting pass, and no end before its time. */
function encoderAround(uploads: GPUCommandEncoder, pass: GPUComputePassEncoder): GPUCommandEncoder {
  const encoder = {
    beginComputePass: () => pass,
    copyBufferToBuffer: uploads.copyBufferToBuffer.bind(uploads),
    finish: () => {
      throw new Error('A step that is being recorded may not read or wait for anything.');
    },
  };
  return encoder as unknown as GPUCommandEncoder;
}

/** Shadows two methods of the device until `restore`. */
function interceptCalls(device: GPUDevice): { uniforms: Map<GPUBuffer, ArrayBuffer>; restore: () => void } {
  const { queue } = device;
  const uniforms = new Map<GPUBuffer, ArrayBuffer>();
  device.createBindGroup = (descriptor) => descriptor as unknown as GPUBindGroup;
  const writeBuffer = queue.writeBuffer.bind(queue);
  queue.writeBuffer = (...call: Parameters<GPUQueue['writeBuffer']>) => {
    writeBuffer(...call);
    const [buffer, , data, start = 0, size = data.byteLength] = call;
    if ((buffer.usage & GPUBufferUsage.UNIFORM) === 0) return;
    if (!(data instanceof ArrayBuffer)) throw new Error('Uniforms can be recorded from an ArrayBuffer only.');
    uniforms.set(buffer, data.slice(start, start + size));
  };
  const restore = () => {
    Reflect.deleteProperty(device, 'createBindGroup');
    Reflect.deleteProperty(queue, 'writeBuffer');
  };
  return { uniforms, restore };
}
