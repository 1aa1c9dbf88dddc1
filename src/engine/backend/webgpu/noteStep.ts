/** Notes what a step runs without running it, with its tensors as plain objects. */

import { sizeOf } from '../../../core/shape.ts';
import type { Program } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type RowThreads } from '../../kernels/webgpu/webgpuKernel.ts';
import { type DataId, type Tensor, type TensorInfo, tidy } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { NotCapturable, type StepToCapture } from '../stepCapture.ts';
import { bufferOf, commandStreamOf, submitPending } from './commandStream.ts';
import type { GpuPrograms } from './gpuPrograms.ts';
import type { Schedulable } from './schedule.ts';

/** A tensor, one object for all that share its values. */
export interface NotedTensor {
  /** Bytes. */
  readonly size: number;
  /** Holds the values of a tensor that is there before the step; null for one that the step makes. */
  readonly buffer: GPUBuffer | null;
}

export interface NotedRun extends Schedulable<NotedTensor> {
  readonly program: Program;
  readonly params: readonly number[];
  readonly table: readonly number[];
  readonly threads: number | RowThreads;
  /** See `ProgramRun`. */
  readonly work: number;
  /** The input that may be read as vectors; null: there is none, or its rows are no whole vectors. */
  readonly vectors: NotedTensor | null;
  /** The workgroups of it that a dispatch takes; absent: all. */
  readonly part?: { readonly first: number; readonly count: number };
}

export interface NotedStep {
  readonly runs: readonly NotedRun[];
  readonly state: readonly NotedTensor[];
  readonly inputs: readonly NotedTensor[];
  /** The next state. */
  readonly next: readonly NotedTensor[];
}

/** Throws `NotCapturable` when the step runs anything but programs of ours. Buffers noted hold their values until the next submission. */
export function noteStep(backend: WebGPUBackend, programs: GpuPrograms, step: StepToCapture): NotedStep {
  submitPending(backend);
  const tensors = new Map<DataId, NotedTensor>();
  const given = (tensor: TensorInfo): NotedTensor => {
    const known = tensors.get(tensor.dataId);
    if (known !== undefined) return known;
    backend.uploadToGPU(tensor.dataId);
    commandStreamOf(backend).commandQueueOwnedIds.add(tensor.dataId);
    const buffer = bufferOf(backend, tensor);
    return added(tensors, tensor, buffer.size, buffer);
  };
  const notedState = (state: readonly Tensor[]) => state.map(given);
  const runs: NotedRun[] = [];
  let next: NotedTensor[] = [];
  const compute = () =>
    tidy(() => {
      next = notedState(step.compute());
    });
  const foreign = programs.note(compute, ({ outputs, inputs, program, params, table = [], ...run }) => {
    const { threads, work = numThreadsOf(threads) } = run;
    const reads = inputs.map(given);
    const writes = outputs.map((tensor) => added(tensors, tensor, 4 * sizeOf(tensor.shape), null));
    const vectors = reads[vectorsIn(program, params)] ?? null;
    const spread = spreadOf(program, threads);
    runs.push({ program, params, table, threads, work, reads, writes, spread, vectors });
  });
  if (foreign.length > 0) throw new NotCapturable(foreign);
  return { runs, next, state: notedState(step.state), inputs: notedState(step.inputs) };
}

function added(
  tensors: Map<DataId, NotedTensor>,
  { dataId }: TensorInfo,
  size: number,
  buffer: GPUBuffer | null,
) {
  const tensor = { size, buffer };
  tensors.set(dataId, tensor);
  return tensor;
}

/** The place among the inputs of what can be read as vectors; -1: nothing. */
function vectorsIn({ inputs, params: names, vectors }: Program, params: readonly number[]): number {
  if (vectors === undefined || (params[names.indexOf(vectors.length)] ?? 1) % 4 !== 0) return -1;
  return Object.keys(inputs).indexOf(vectors.input);
}

/** Floats alone can lie among floats: whole numbers would be taken for numbers so small that some GPUs make them 0. */
function spreadOf({ outputs, inputs }: Program, threads: number | RowThreads): NotedRun['spread'] {
  const types = [...Object.values(outputs), ...Object.values(inputs)];
  if (types.includes('i32')) return null;
  return typeof threads === 'number' ? 'flat' : threads;
}
