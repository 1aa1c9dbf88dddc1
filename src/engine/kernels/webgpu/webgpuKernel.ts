/** The kernel that an operation brings along for the WebGPU backend, and what it is given to run. */
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import { type Inputs, inputOf, type Kernel, type Named, type Operation } from '../operation.ts';
import type { Program } from './program.ts';

/** One run of a program. Tensors and numbers by the names that the program declares; it takes no others. */
export interface ProgramRun {
  readonly program: Program;
  /** Shapes of the outputs, in the order of the declarations. */
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: Inputs;
  readonly params?: Readonly<Record<string, number>>;
  readonly table?: readonly number[];
  readonly threads: number | RowThreads;
  /** Multiply-adds of all threads together, nearly; absent: few for each. */
  readonly work?: number;
}

/** Outputs, inputs and parameters of a run in the order of the declarations. */
export function declaredOf({ program, outputs, inputs, params = {} }: ProgramRun) {
  const types = Object.values(program.outputs);
  return {
    outputs: outputs.map((shape, i) => ({
      shape: [...shape],
      dtype: types[i] === 'i32' ? ('int32' as const) : ('float32' as const),
    })),
    inputs: Object.keys(program.inputs).map((name) => inputOf(inputs, name)),
    params: program.params.map((name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`The program ${program.key} needs the parameter ${name}.`);
      return value;
    }),
  };
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

/** Threads for `[numGroups, numRows, numColumns]`, each for so many columns and rows. */
export function rowThreads(
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

/** A backend that runs our programs. */
export interface ProgramRunner {
  /** Queues one dispatch; returns the new tensors it writes. */
  readonly runProgram: (run: ProgramRun) => TensorInfo[];
  /** Frees a tensor that `runProgram` made and no one else got to see. */
  readonly disposeData: (dataId: DataId) => void;
}

/** The only output of a run. */
export function resultOf(gpu: ProgramRunner, run: ProgramRun): TensorInfo {
  const [result] = gpu.runProgram(run);
  if (result === undefined) throw new Error(`The program ${run.program.key} returned nothing.`);
  return result;
}

/** Narrows a backend as TensorFlow.js hands it to kernels; throws when it is not one of ours. */
export function programRunnerOf(backend: object): ProgramRunner {
  if (!('runProgram' in backend)) throw new Error('This WebGPU backend was not started by startBackend.');
  return backend as ProgramRunner;
}

/** Queues the programs of an operation. */
export type WebgpuKernel = Kernel<ProgramRunner>;

/** Ties an implementation, which returns outputs in order, to its operation. */
export function webgpuKernelOf<A, I extends string, O extends string>(
  { kernelName }: Operation<A, I, O>,
  run: (gpu: ProgramRunner, inputs: Named<I, TensorInfo>, attrs: A) => TensorInfo[],
): WebgpuKernel {
  return {
    kernelName,
    // TensorFlow.js hands back what `run` of operation.ts gave it, and that has checked the inputs.
    run: (gpu, inputs, attrs) => run(gpu, inputs as Named<I, TensorInfo>, attrs as A),
  };
}
