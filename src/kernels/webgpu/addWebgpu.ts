/**
 * Addition on the WebGPU backend. TensorFlow.js's own kernel does as well, but only programs of ours can be fused with others,
 * and a step adds the gradients of streams with several readers.
 */
import { sizeOf } from '../../core/shape.ts';
import {
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '../../tf/tf.ts';
import { areAlike, inputOf } from '../operation.ts';
import { gpuProgramOf } from './program.ts';
import { type ProgramRunner, programRunnerOf, type RowThreads } from './webgpuKernel.ts';

const kernelName = 'Add';

/** Adds floats of one shape here from now on, and leaves everything else to the kernel there was. May be called again. */
export function registerAddKernel(): void {
  const stock = getKernel(kernelName, 'webgpu')?.kernelFunc;
  if (stock === undefined || 'isOurs' in stock) return;
  const kernelFunc: KernelFunc = (call) => {
    const [a, b] = [inputOf(call.inputs, 'a'), inputOf(call.inputs, 'b')];
    return areAlike(a, b) ? addAlike(programRunnerOf(call.backend), a, b) : stock(call);
  };
  unregisterKernel(kernelName, 'webgpu');
  registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: Object.assign(kernelFunc, { isOurs: true }),
  });
}

function addAlike(gpu: ProgramRunner, a: TensorInfo, b: TensorInfo): TensorInfo {
  const { shape } = a;
  const outputs = [{ shape }];
  const [sum] = gpu.runProgram({
    program: addProgram,
    outputs,
    inputs: [a, b],
    params: [],
    threads: threadsOf(shape),
  });
  if (sum === undefined) throw new Error('The program returned nothing.');
  return sum;
}

/** Threads for a sum: a tensor with three axes may be `[G, B, D]`. */
function threadsOf(shape: readonly number[]): number | RowThreads {
  const [numGroups = 0, numRows = 0, across = 0] = shape;
  if (shape.length !== 3) return sizeOf(shape);
  return { numReplicas: null, numGroups, numRows, rowsPerThread: 1, across };
}

export const addProgram = gpuProgramOf({
  key: 'add',
  outputs: { sum: 'f32' },
  inputs: { a: 'f32', b: 'f32' },
  params: [],
  body: 'fn run(i: u32) { store_sum(i, load_a(i) + load_b(i)); }',
});
