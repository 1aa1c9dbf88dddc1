/** The kernel type of the WebGPU backend, and the program runs that kernels queue. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import {
  type Kernel,
  type KernelInputs,
  kernelInputOf,
  type NamedTensors,
  type Operation,
} from '../operation.ts';
import type { GpuProgram } from './program.ts';

export interface ProgramRun {
  readonly program: GpuProgram;
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: KernelInputs;
  readonly params?: Readonly<Record<string, number>>;
  readonly table?: readonly number[];
  readonly threads: number | RowThreads;
  /** Approximate multiply-adds of all threads; absent: few per thread. */
  readonly work?: number;
}

/** Orders the run's tensors and numbers as declared. Throws if one is missing. */
export function declaredArgumentsOf({ program, outputs, inputs, params = {} }: ProgramRun) {
  const types = Object.values(program.outputs);
  return {
    outputs: outputs.map((shape, i) => ({
      shape: [...shape],
      dtype: types[i] === 'i32' ? ('int32' as const) : ('float32' as const),
    })),
    inputs: Object.keys(program.inputs).map((name) => kernelInputOf(inputs, name)),
    params: program.params.map((name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`The program ${program.key} needs the parameter ${name}.`);
      return value;
    }),
  };
}

/** Threads that each read only their own rows of what other runs write, so that runs can be chained. */
export interface RowThreads {
  /** Null: as many as in the runs before and after. */
  readonly numReplicas: number | null;
  readonly numGroups: number;
  readonly numRows: number;
  readonly rowsPerThread: number;
  readonly across: number;
}

export function rowThreadsOf(
  numReplicas: number | null,
  [numGroups, numRows, numColumns]: readonly [number, number, number],
  columnsPerThread = 1,
  rowsPerThread = 1,
): RowThreads {
  const across = Math.ceil(numColumns / columnsPerThread);
  return { numReplicas, numGroups, numRows, rowsPerThread, across };
}

export function numThreadsOf(threads: number | RowThreads): number {
  if (typeof threads === 'number') return threads;
  const { numGroups, numRows, rowsPerThread, across } = threads;
  return numGroups * Math.ceil(numRows / rowsPerThread) * across;
}

export interface ProgramRunner {
  /** Queues one dispatch; returns its new outputs. */
  readonly runProgram: (run: ProgramRun) => TensorInfo[];
  /** Frees an output that has not been returned to anybody. */
  readonly disposeData: (dataId: DataId) => void;
}

export function singleResultOf(gpu: ProgramRunner, run: ProgramRun): TensorInfo {
  const [result] = gpu.runProgram(run);
  if (result === undefined) throw new Error(`The program ${run.program.key} returned nothing.`);
  return result;
}

/** Throws if the backend is not ours. */
export function programRunnerOf(backend: object): ProgramRunner {
  if (!('runProgram' in backend)) throw new Error('This WebGPU backend was not started by startBackend.');
  return backend as ProgramRunner;
}

export type WebgpuKernel = Kernel<ProgramRunner>;

export function webgpuKernelOf<A, I extends string, O extends string>(
  { kernelName }: Operation<A, I, O>,
  run: (gpu: ProgramRunner, inputs: NamedTensors<I, TensorInfo>, attrs: A) => TensorInfo[],
): WebgpuKernel {
  return {
    kernelName,
    run: (gpu, inputs, attrs) => run(gpu, inputs as NamedTensors<I, TensorInfo>, attrs as A),
  };
}
