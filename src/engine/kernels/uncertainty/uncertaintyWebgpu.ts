/** Uncertainty weights on the WebGPU backend. */
import { sizeOf } from '../../../core/shape.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { uncertaintyOperations } from './uncertainty.ts';

const uncertaintyWeightsProgram = gpuProgramOf({
  key: 'uncertaintyWeights',
  outputs: { weights: 'f32' },
  inputs: { logVariances: 'f32', shares: 'f32' },
  params: ['numTasks'],
  hasTable: true,
  body: `
    fn run(i: u32) {
      let factor = f32(params.numTasks) * select(0.5, 1.0, entry(i % params.numTasks) == 1u);
      store_weights(i, load_shares(i) * factor * exp(-load_logVariances(i)));
    }`,
});

const uncertaintyGradProgram = gpuProgramOf({
  key: 'uncertaintyGrad',
  outputs: { dLogVariances: 'f32' },
  inputs: { losses: 'f32', weights: 'f32' },
  params: [],
  body: `
    fn run(i: u32) {
      store_dLogVariances(i, select(0.0, 0.5 - load_weights(i) * load_losses(i), load_losses(i) != 0.0));
    }`,
});

export const uncertaintyWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(uncertaintyOperations.weights, (gpu, inputs, { isBinary }) => {
    const { shape } = inputs.shares;
    return gpu.runProgram({
      program: uncertaintyWeightsProgram,
      outputs: [shape],
      inputs,
      params: { numTasks: isBinary.length },
      table: isBinary,
      threads: sizeOf(shape),
    });
  }),
  webgpuKernelOf(uncertaintyOperations.backward, (gpu, inputs) => {
    const { shape } = inputs.losses;
    return gpu.runProgram({
      program: uncertaintyGradProgram,
      outputs: [shape],
      inputs,
      threads: sizeOf(shape),
    });
  }),
];
