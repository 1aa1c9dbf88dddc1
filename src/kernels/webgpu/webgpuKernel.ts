/** The kernel that an operation brings along for the WebGPU backend, and what it is given to run. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import type { Inputs, Operation } from '../operation.ts';
import type { Program } from './program.ts';

export interface OutputSpec {
  readonly shape: readonly number[];
  /** `float32` unless given. */
  readonly dtype?: 'float32' | 'int32';
}

/** One run of a program. Tensors and numbers in the order of the program's declarations. */
export interface ProgramRun {
  readonly program: Program;
  readonly outputs: readonly OutputSpec[];
  readonly inputs: readonly TensorInfo[];
  readonly params: readonly number[];
  readonly table?: readonly number[];
  readonly threads: number | RowThreads;
}

/**
 * Threads counted group by group, then by rows, then by columns. Of what other such runs of a step write, each reads its own
 * rows of its own replica alone, so that several runs can follow each other in one dispatch.
 */
export interface RowThreads {
  /** Null where the run does not know; it is then that of the runs around it. */
  readonly numReplicas: number | null;
  /** The groups of all replicas, which follow one another. */
  readonly numGroups: number;
  readonly numRows: number;
  readonly rowsPerThread: number;
  /** Threads that share their rows. */
  readonly across: number;
}

export function numThreadsOf(threads: number | RowThreads): number {
  if (typeof threads === 'number') return threads;
  const { numGroups, numRows, rowsPerThread, across } = threads;
  return numGroups * Math.ceil(numRows / rowsPerThread) * across;
}

/** A backend that runs our programs. */
export interface ProgramRunner {
  /** Queues one dispatch; returns the new tensors it writes. */
  readonly runProgram: (run: ProgramRun) => TensorInfo[];
  /** Frees a tensor that `runProgram` made and no one else got to see. */
  readonly disposeData: (dataId: DataId) => void;
}

/** Narrows a backend as TensorFlow.js hands it to kernels; throws when it is not one of ours. */
export function programRunnerOf(backend: object): ProgramRunner {
  if (!('runProgram' in backend)) throw new Error('This WebGPU backend was not started by startBackend.');
  return backend as ProgramRunner;
}

/** The kernel of one operation: queues its programs and returns its outputs in order. */
export interface WebgpuKernel {
  readonly kernelName: string;
  readonly run: (gpu: ProgramRunner, inputs: Inputs, attrs: unknown) => TensorInfo[];
}

/** Ties an implementation to its operation. */
export function webgpuKernelOf<A, I extends string, O extends string>(
  operation: Operation<A, I, O>,
  run: (gpu: ProgramRunner, inputs: Inputs, attrs: A) => TensorInfo[],
): WebgpuKernel {
  // TensorFlow.js hands back the attributes `run` of operation.ts gave it.
  return { kernelName: operation.kernelName, run: (gpu, inputs, attrs) => run(gpu, inputs, attrs as A) };
}
