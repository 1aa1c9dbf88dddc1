/** Runs our programs on TensorFlow.js's WebGPU backend: compiles each once, uploads what is constant once. */
import { type Program, threadsPerWorkgroup } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type ProgramRun } from '../../kernels/webgpu/webgpuKernel.ts';
import { env, type TensorInfo } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { bufferOf, commandStreamOf, openPass, submitPending } from './commandStream.ts';

/** A run that is noted instead of being queued: its tensors have no buffers yet. */
interface UnqueuedRun extends Omit<ProgramRun, 'outputs'> {
  readonly outputs: readonly TensorInfo[];
}

export interface Runner {
  readonly runProgram: (run: ProgramRun) => TensorInfo[];
  /** How many of its bindings a pipeline writes; TensorFlow.js's own write one. */
  readonly numWritten: (pipeline: GPUComputePipeline) => number;
  /** What `compute` would run of our programs. `onRun` is told of each while the tensors that it reads are alive. */
  readonly note: (compute: () => void, onRun: (run: UnqueuedRun) => void) => void;
}

/** What it makes is freed with the device. */
export function createProgramRunner(backend: WebGPUBackend): Runner {
  const numOutputs = new WeakMap<GPUComputePipeline, number>();
  const constantOf = createConstants(backend.device);
  let listener: ((run: UnqueuedRun) => void) | null = null;
  const runProgram = (run: ProgramRun) => {
    const { program, outputs, inputs, params, table } = run;
    const made = outputs.map(({ shape, dtype }) => backend.makeTensorInfo([...shape], dtype ?? 'float32'));
    if (listener !== null) {
      listener({ ...run, outputs: made });
      return made;
    }
    const numThreads = numThreadsOf(run.threads);
    const tensors = [...made, ...inputs];
    for (const { dataId } of tensors) backend.uploadToGPU(dataId);
    const pipeline = pipelineOf(backend, program);
    if (pipeline instanceof Promise || env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) return made;
    const constants = [
      constantOf([numThreads, ...params], GPUBufferUsage.UNIFORM),
      ...(table === undefined ? [] : [constantOf(table, GPUBufferUsage.STORAGE)]),
    ];
    const buffers = [...tensors.map((tensor) => bufferOf(backend, tensor)), ...constants];
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    const bindGroup = backend.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const pass = openPass(backend);
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(...gridOf(workgroupsOf(numThreads), backend.device.limits));
    noteDispatch(backend, tensors);
    numOutputs.set(pipeline, outputs.length);
    return made;
  };
  return {
    runProgram,
    numWritten: (pipeline) => numOutputs.get(pipeline) ?? 1,
    note: (compute, onRun) => {
      listener = onRun;
      try {
        compute();
      } finally {
        listener = null;
      }
    },
  };
}

/** Compiled off this thread, unless it is already. */
export async function pipelineFor(
  backend: WebGPUBackend,
  { key, source }: Pick<Program, 'key' | 'source'>,
): Promise<GPUComputePipeline> {
  const { pipelineCache } = commandStreamOf(backend);
  const pipeline = await (pipelineCache[key] ??
    backend.device.createComputePipelineAsync(descriptorOf(backend.device, { key, source })));
  pipelineCache[key] = pipeline;
  return pipeline;
}

/** A promise while pipelines are only being compiled: nothing may run then. */
function pipelineOf(
  backend: WebGPUBackend,
  { key, source }: Program,
): GPUComputePipeline | Promise<GPUComputePipeline> {
  const { pipelineCache } = commandStreamOf(backend);
  const compileOnly = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
  const known = pipelineCache[key];
  if (known instanceof Promise && !compileOnly)
    throw new Error(`The program '${key}' is still being compiled.`);
  if (known !== undefined) return known;
  const { device } = backend;
  const descriptor = descriptorOf(device, { key, source });
  const pipeline = compileOnly
    ? device.createComputePipelineAsync(descriptor)
    : device.createComputePipeline(descriptor);
  pipelineCache[key] = pipeline;
  return pipeline;
}

function descriptorOf(
  device: GPUDevice,
  { key, source }: Pick<Program, 'key' | 'source'>,
): GPUComputePipelineDescriptor {
  // The key of fused programs is their code.
  const label = key.slice(0, 80);
  const module = device.createShaderModule({ code: source, label });
  return { label, layout: 'auto', compute: { module } };
}

/** Parameters and tables depend on shapes and topologies alone, so the same few come back in every step. */
function createConstants(
  device: GPUDevice,
): (values: readonly number[], usage: GPUBufferUsageFlags) => GPUBuffer {
  const buffers = new Map<string, GPUBuffer>();
  return (values, usage) => {
    const key = `${usage}: ${values.join()}`;
    const known = buffers.get(key);
    if (known !== undefined) return known;
    const data = Uint32Array.from(values);
    const copied = GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    const buffer = device.createBuffer({ size: data.byteLength, usage: usage | copied });
    device.queue.writeBuffer(buffer, 0, data.buffer);
    buffers.set(key, buffer);
    return buffer;
  };
}

export function workgroupsOf(numThreads: number): number {
  return Math.ceil(numThreads / threadsPerWorkgroup);
}

/** Workgroups in two dimensions: one of them alone may not be long enough. */
export function gridOf(
  numWorkgroups: number,
  { maxComputeWorkgroupsPerDimension }: GPUSupportedLimits,
): [number, number] {
  const down = Math.ceil(numWorkgroups / maxComputeWorkgroupsPerDimension);
  return [Math.ceil(numWorkgroups / down), down];
}

/** What TensorFlow.js does after each dispatch of its own. */
function noteDispatch(backend: WebGPUBackend, tensors: readonly TensorInfo[]): void {
  const stream = commandStreamOf(backend);
  for (const { dataId } of tensors) stream.commandQueueOwnedIds.add(dataId);
  stream.dispatchCountInPass++;
  if (stream.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE'))
    submitPending(backend);
}
