/** Registers our kernels on TensorFlow.js's WebGPU backend, in place of the references. */
import { sizeOf } from '../../core/shape.ts';
import { haveSameShapes, kernelsInModules, registerKernels } from './operation.ts';
import { gpuProgramOf } from './webgpu/program.ts';
import {
  numThreadsOf,
  programRunnerOf,
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
  params: ['numColumns'],
  body: `
    fn run(thread: u32) {
      let across = (params.numColumns + 3u) / 4u;
      let column = thread % across * 4u;
      let i = thread / across * params.numColumns + column;
      store4_sum(i, load4_a(i) + load4_b(i), params.numColumns - column);
    }`,
});

const addKernel: WebgpuKernel = {
  kernelName: 'Add',
  takes: haveSameShapes,
  run: (gpu, inputs) => {
    const shape = inputs['a']?.shape ?? [];
    // A tensor with three axes may be `[G, B, D]`.
    const rows = shape.length === 3 ? shape : [1, 1, sizeOf(shape)];
    const [numGroups = 0, numRows = 0, numColumns = 0] = rows;
    const threads = rowThreadsOf(null, [numGroups, numRows, numColumns], 4);
    return singleResultOf(gpu, {
      program: addProgram,
      outputs: [shape],
      inputs,
      params: { numColumns },
      threads: shape.length === 3 ? threads : numThreadsOf(threads),
    });
  },
};

export function registerWebgpuKernels(): void {
  registerKernels('webgpu', [...webgpuKernels, addKernel], programRunnerOf);
}
