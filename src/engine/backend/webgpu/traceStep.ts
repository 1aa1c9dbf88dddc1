/** Traces the runs of a step without executing them. */

import { sizeOf } from '../../../core/shape.ts';
import type { GpuProgram } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type RowThreads } from '../../kernels/webgpu/webgpuKernel.ts';
import { type DataId, type Tensor, type TensorInfo, tidy } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { NotCapturable, type StepToCapture } from '../stepCapture.ts';
import { commandStreamOf, gpuBufferOf, submitPending } from './commandStream.ts';
import type { GpuPrograms } from './gpuPrograms.ts';
import type { SchedulableRun } from './schedule.ts';

/** One object stands for all tensors that share values. */
export interface TracedTensor {
  readonly size: number;
  /** Null for a tensor the step makes. */
  readonly buffer: GPUBuffer | null;
}

export interface TracedProgramRun extends SchedulableRun<TracedTensor> {
  readonly program: GpuProgram;
  readonly params: readonly number[];
  readonly table: readonly number[];
  readonly threads: number | RowThreads;
  /** Approximate multiply-adds, see `ProgramRun`. */
  readonly work: number;
  /** The input readable as vectors; null unless its rows are whole vectors. */
  readonly vectors: TracedTensor | null;
  /** Range of workgroups that this dispatch runs; absent: all. */
  readonly part?: { readonly first: number; readonly count: number };
}

export interface TracedStep {
  readonly runs: readonly TracedProgramRun[];
  readonly state: readonly TracedTensor[];
  readonly inputs: readonly TracedTensor[];
  readonly next: readonly TracedTensor[];
}

/** Throws `NotCapturable` for stock programs. Buffers hold their values until the next submission. */
export function traceStep(backend: WebGPUBackend, programs: GpuPrograms, step: StepToCapture): TracedStep {
  submitPending(backend);
  const tensors = new Map<DataId, TracedTensor>();
  const given = (tensor: TensorInfo): TracedTensor => {
    const known = tensors.get(tensor.dataId);
    if (known !== undefined) return known;
    backend.uploadToGPU(tensor.dataId);
    commandStreamOf(backend).commandQueueOwnedIds.add(tensor.dataId);
    const buffer = gpuBufferOf(backend, tensor);
    return addTracedTensor(tensors, tensor, buffer.size, buffer);
  };
  const notedState = (state: readonly Tensor[]) => state.map(given);
  const runs: TracedProgramRun[] = [];
  let next: TracedTensor[] = [];
  const compute = () =>
    tidy(() => {
      next = notedState(step.compute());
    });
  const stockKernels = programs.note(compute, ({ outputs, inputs, program, params, table = [], ...run }) => {
    const { threads, work = numThreadsOf(threads) } = run;
    const reads = inputs.map(given);
    const writes = outputs.map((tensor) => addTracedTensor(tensors, tensor, 4 * sizeOf(tensor.shape), null));
    const vectors = reads[vectorInputIndexOf(program, params)] ?? null;
    const spread = threadSpreadOf(program, threads);
    runs.push({ program, params, table, threads, work, reads, writes, spread, vectors });
  });
  if (stockKernels.length > 0) throw new NotCapturable(stockKernels);
  return { runs, next, state: notedState(step.state), inputs: notedState(step.inputs) };
}

function addTracedTensor(
  tensors: Map<DataId, TracedTensor>,
  { dataId }: TensorInfo,
  size: number,
  buffer: GPUBuffer | null,
) {
  const tensor = { size, buffer };
  tensors.set(dataId, tensor);
  return tensor;
}

function vectorInputIndexOf(
  { inputs, params: names, vectors }: GpuProgram,
  params: readonly number[],
): number {
  if (vectors === undefined || (params[names.indexOf(vectors.length)] ?? 1) % 4 !== 0) return -1;
  return Object.keys(inputs).indexOf(vectors.input);
}

// Only floats may lie in the float arena: integers would look subnormal, and some GPUs flush those to 0.
function threadSpreadOf(
  { outputs, inputs }: GpuProgram,
  threads: number | RowThreads,
): TracedProgramRun['spread'] {
  const types = [...Object.values(outputs), ...Object.values(inputs)];
  if (types.includes('i32')) return null;
  return typeof threads === 'number' ? 'flat' : threads;
}
