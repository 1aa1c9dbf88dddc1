/** Registers our kernels on TensorFlow.js's WebGPU backend, in place of the references. */
import { sizeOf } from '../../core/shape.ts';
import { haveSameShapes, kernelsInModules, registerKernels } from './operation.ts';
import { gpuProgramOf } from './webgpu/program.ts';
import {
  programRunnerOf,
  type RowThreads,
  rowThreadsOf,
  singleResultOf,
  type WebgpuKernel,
} from './webgpu/webgpuKernel.ts';

export const webgpuKernels = kernelsInModules<WebgpuKernel>(
  import.meta.glob('./*/*Webgpu.ts', { eager: true }),
);

// A step adds the gradients of streams with several readers, and only our programs can be fused with others.
export const addProgram = gpuProgramOf({
  key: 'add',
  outputs: { sum: 'f32' },
  inputs: { a: 'f32', b: 'f32' },
  params: [],
  body: 'fn run(i: u32) { store_sum(i, load_a(i) + load_b(i)); }',
});

const addKernel: WebgpuKernel = {
  kernelName: 'Add',
  takes: haveSameShapes,
  run: (gpu, inputs) => {
    const shape = inputs['a']?.shape ?? [];
    return singleResultOf(gpu, {
      program: addProgram,
      outputs: [shape],
      inputs,
      threads: threadsForShape(shape),
    });
  },
};

// A tensor with three axes may be `[G, B, D]`.
function threadsForShape(shape: readonly number[]): number | RowThreads {
  const [numGroups = 0, numRows = 0, numColumns = 0] = shape;
  return shape.length === 3 ? rowThreadsOf(null, [numGroups, numRows, numColumns]) : sizeOf(shape);
}

export function registerWebgpuKernels(): void {
  registerKernels('webgpu', [...webgpuKernels, addKernel], programRunnerOf);
}
