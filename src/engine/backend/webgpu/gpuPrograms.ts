/** Runs or traces our programs on TensorFlow.js's WebGPU backend. */

import { text } from '../../../text/text.ts';
import { readsVectors, type ThreadSpread } from '../../kernels/webgpu/fusedProgram.ts';
import { type GpuProgram, threadsPerWorkgroup } from '../../kernels/webgpu/program.ts';
import { declaredArgumentsOf, numThreadsOf, type ProgramRun } from '../../kernels/webgpu/webgpuKernel.ts';
import { env, type TensorInfo } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { watchKernels } from '../engineBackend.ts';
import { withTimeout } from '../gpuDevice.ts';
import { StepDoesNotFit } from '../stepCapture.ts';
import { commandStreamOf, gpuBufferOf, openComputePass, submitPending } from './commandStream.ts';

interface TracedRun extends Pick<ProgramRun, 'program' | 'table' | 'threads' | 'work'> {
  readonly outputs: readonly TensorInfo[];
  readonly inputs: readonly TensorInfo[];
  readonly params: readonly number[];
}

type CompilableProgram = Pick<GpuProgram, 'key' | 'source'>;
type StockProgramCall = Parameters<WebGPUBackend['runWebGPUProgram']>;

export interface GpuPrograms {
  readonly runProgram: (run: ProgramRun) => TensorInfo[];
  /** Compiles each program once. Rejects with `StepDoesNotFit` if that takes too long. */
  readonly pipelineFor: (program: CompilableProgram) => Promise<GPUComputePipeline>;
  /** Codes of an existing shader that has all of these, since compiling takes seconds. */
  readonly codesFor: (
    spread: ThreadSpread,
    codes: readonly string[],
    hasVectors: boolean,
  ) => readonly string[];
  /** Executes no programs; tensors that a run reads live during `onRun`. Returns the stock kernels met. */
  readonly note: (compute: () => void, onRun: (run: TracedRun) => void) => readonly string[];
  readonly freeConstants: () => void;
  /** Output of a stock program that is not executed; null unless tracing. */
  readonly notedStock: (...call: StockProgramCall) => TensorInfo | null;
}

interface TraceCallbacks {
  readonly onRun: (run: TracedRun) => void;
  readonly onStock: () => void;
}

// Compilations of 19 s were seen; an endless one would keep the run from starting.
const maxCompileMs = 60_000;

const withCompileTimeout = (pipeline: Promise<GPUComputePipeline>): Promise<GPUComputePipeline> =>
  withTimeout(
    maxCompileMs,
    pipeline,
    () => undefined,
    () => new StepDoesNotFit(text.engine.compilesTooLong(maxCompileMs)),
  );

/** Everything it creates is freed with the device. */
export function createGpuPrograms(backend: WebGPUBackend): GpuPrograms {
  const { device } = backend;
  const { compiled, ...shaders } = createShaders(device);
  const constants = new Map<string, GPUBuffer>();
  let notes: TraceCallbacks | null = null;
  return {
    runProgram: (run) => {
      const { outputs, inputs, params } = declaredArgumentsOf(run);
      const made = outputs.map(({ shape, dtype }) => backend.makeTensorInfo(shape, dtype));
      if (notes !== null) {
        notes.onRun({ ...run, outputs: made, inputs, params });
        return made;
      }
      const numThreads = numThreadsOf(run.threads);
      const tensors = [...made, ...inputs];
      for (const { dataId } of tensors) backend.uploadToGPU(dataId);
      const uniform = cachedConstantBuffer(
        constants,
        device,
        [numThreads, ...params],
        GPUBufferUsage.UNIFORM,
      );
      const tables = [run.table ?? []].filter(({ length }) => length > 0);
      const buffers = [
        ...tensors.map((tensor) => gpuBufferOf(backend, tensor)),
        uniform,
        ...tables.map((table) => cachedConstantBuffer(constants, device, table, GPUBufferUsage.STORAGE)),
      ];
      dispatchProgram(backend, compiled(run.program), buffers, numWorkgroupsOf(numThreads));
      recordDispatch(backend, tensors);
      return made;
    },
    ...shaders,
    note: (compute, onRun) => {
      const stock = new Set<string>();
      let running = '';
      const endWatch = watchKernels((name) => {
        running = name;
      });
      notes = { onRun, onStock: () => stock.add(running) };
      try {
        compute();
      } finally {
        notes = null;
        endWatch();
      }
      return [...stock];
    },
    freeConstants: () => {
      for (const buffer of constants.values()) buffer.destroy();
      constants.clear();
    },
    notedStock: (program, _, dtype, __, output) => {
      if (notes === null) return null;
      notes.onStock();
      return output ?? backend.makeTensorInfo(program.outputShape, dtype);
    },
  };
}

function createShaders(device: GPUDevice) {
  const pipelines = new Map<string, GPUComputePipeline>();
  const compiling = new Map<string, Promise<GPUComputePipeline>>();
  const fused: { readonly spread: ThreadSpread; readonly codes: readonly string[] }[] = [];
  return {
    compiled: (program: CompilableProgram): GPUComputePipeline => {
      const { key } = program;
      const pipeline =
        pipelines.get(key) ?? device.createComputePipeline(pipelineDescriptorOf(device, program));
      pipelines.set(key, pipeline);
      return pipeline;
    },
    pipelineFor: (program: CompilableProgram): Promise<GPUComputePipeline> => {
      const { key } = program;
      const pipeline =
        compiling.get(key) ??
        withCompileTimeout(device.createComputePipelineAsync(pipelineDescriptorOf(device, program)));
      compiling.set(key, pipeline);
      return pipeline;
    },
    codesFor: (spread: ThreadSpread, codes: readonly string[], hasVectors: boolean): readonly string[] => {
      const known = fused
        .filter((shader) => shader.spread === spread && (hasVectors || !readsVectors(shader.codes)))
        .filter((shader) => codes.every((code) => shader.codes.includes(code)))
        // The smallest, so that a repeated run has the same shaders.
        .sort((a, b) => a.codes.length - b.codes.length)[0];
      if (known === undefined) fused.push({ spread, codes });
      return known?.codes ?? codes;
    },
  };
}

function dispatchProgram(
  backend: WebGPUBackend,
  pipeline: GPUComputePipeline,
  buffers: readonly GPUBuffer[],
  numWorkgroups: number,
): void {
  const { device } = backend;
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const bindGroup = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const pass = openComputePass(backend);
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...workgroupGridOf(numWorkgroups, device.limits));
}

function pipelineDescriptorOf(
  device: GPUDevice,
  { key, source }: CompilableProgram,
): GPUComputePipelineDescriptor {
  // Cut off, because the key of a fused program is its whole code.
  const label = key.slice(0, 80);
  const module = device.createShaderModule({ code: source, label });
  return { label, layout: 'auto', compute: { module } };
}

// Parameters and tables depend only on shapes and topology, so steps repeat them.
function cachedConstantBuffer(
  known: Map<string, GPUBuffer>,
  device: GPUDevice,
  values: readonly number[],
  usage: GPUBufferUsageFlags,
): GPUBuffer {
  const key = `${usage}: ${values.join()}`;
  const data = Uint32Array.from(values);
  const make = () => device.createBuffer({ size: data.byteLength, usage: usage | GPUBufferUsage.COPY_DST });
  const buffer = known.get(key) ?? make();
  if (!known.has(key)) device.queue.writeBuffer(buffer, 0, data);
  known.set(key, buffer);
  return buffer;
}

export function numWorkgroupsOf(numThreads: number): number {
  return Math.ceil(numThreads / threadsPerWorkgroup);
}

// Splits workgroups over two dimensions, because one dimension alone may be too short.
export function workgroupGridOf(
  numWorkgroups: number,
  { maxComputeWorkgroupsPerDimension }: GPUSupportedLimits,
): [number, number] {
  const down = Math.ceil(numWorkgroups / maxComputeWorkgroupsPerDimension);
  return [Math.ceil(numWorkgroups / down), down];
}

// Does what TensorFlow.js does after each of its own dispatches.
function recordDispatch(backend: WebGPUBackend, tensors: readonly TensorInfo[]): void {
  const stream = commandStreamOf(backend);
  for (const { dataId } of tensors) stream.commandQueueOwnedIds.add(dataId);
  stream.dispatchCountInPass++;
  if (stream.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE'))
    submitPending(backend);
}
