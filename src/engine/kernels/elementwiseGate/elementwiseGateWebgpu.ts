/** Elementwise gates on the WebGPU backend, a thread per value. */
import { type KernelInputs, shapeOf3 } from '../operation.ts';
import { type GpuProgram, gpuProgramOf } from '../webgpu/program.ts';
import {
  type ProgramRunner,
  rowThreadsOf,
  type WebgpuKernel,
  webgpuKernelOf,
} from '../webgpu/webgpuKernel.ts';
import { elementwiseGateOperations } from './elementwiseGate.ts';

const { forward, gradScores, joined, gradPrior } = elementwiseGateOperations;

const elementwiseGateProgram = gpuProgramOf({
  key: 'elementwiseGate',
  outputs: { y: 'f32' },
  inputs: { h: 'f32', z: 'f32' },
  params: [],
  body: 'fn run(i: u32) { store_y(i, load_h(i) * 2.0 / (1.0 + exp(-load_z(i)))); }',
});

const gateScoresGradProgram = gpuProgramOf({
  key: 'elementwiseGateGrad',
  outputs: { dz: 'f32' },
  inputs: { dy: 'f32', h: 'f32', z: 'f32' },
  params: [],
  body: `
    fn run(i: u32) {
      let share = 1.0 / (1.0 + exp(-load_z(i)));
      store_dz(i, load_dy(i) * load_h(i) * 2.0 * share * (1.0 - share));
    }`,
});

const gateInputProgram = gpuProgramOf({
  key: 'elementwiseGateInput',
  outputs: { both: 'f32' },
  inputs: { input: 'f32', x: 'f32' },
  params: ['inputDim', 'numPriors'],
  body: `
    fn run(i: u32) {
      let width = params.numPriors + params.inputDim;
      let first = i / width * params.inputDim;
      let column = i % width;
      if (column < params.numPriors) {
        store_both(i, load_input(first + params.inputDim - params.numPriors + column));
        return;
      }
      store_both(i, load_x(first + column - params.numPriors));
    }`,
});

const priorGradProgram = gpuProgramOf({
  key: 'elementwiseGateInputGrad',
  outputs: { dInput: 'f32' },
  inputs: { dBoth: 'f32' },
  params: ['inputDim', 'numPriors'],
  body: `
    fn run(i: u32) {
      let first = i / params.inputDim * (params.inputDim + params.numPriors);
      let column = i % params.inputDim;
      let before = params.inputDim - params.numPriors;
      var gradient = 0.0;
      if (column >= before) { gradient = load_dBoth(first + column - before); }
      store_dInput(i, gradient);
    }`,
});

export const elementwiseGateWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs) =>
    valueThreadsOf(gpu, elementwiseGateProgram, inputs, shapeOf3(inputs, 'h')),
  ),
  webgpuKernelOf(gradScores, (gpu, inputs) =>
    valueThreadsOf(gpu, gateScoresGradProgram, inputs, shapeOf3(inputs, 'h')),
  ),
  webgpuKernelOf(joined, (gpu, inputs, { numPriors }) => {
    const [numReplicas, numRows, inputDim] = shapeOf3(inputs, 'input');
    const shape = [numReplicas, numRows, numPriors + inputDim] as const;
    return valueThreadsOf(gpu, gateInputProgram, inputs, shape, { inputDim, numPriors });
  }),
  webgpuKernelOf(gradPrior, (gpu, inputs, { numPriors }) => {
    const [numReplicas, numRows, numColumns] = shapeOf3(inputs, 'dBoth');
    const shape = [numReplicas, numRows, numColumns - numPriors] as const;
    return valueThreadsOf(gpu, priorGradProgram, inputs, shape, { inputDim: shape[2], numPriors });
  }),
];

const valueThreadsOf = (
  gpu: ProgramRunner,
  program: GpuProgram,
  inputs: KernelInputs,
  shape: readonly [number, number, number],
  params?: Readonly<Record<string, number>>,
) => {
  const threads = rowThreadsOf(params === undefined ? null : shape[0], shape);
  return gpu.runProgram({ program, outputs: [shape], inputs, threads, ...(params && { params }) });
};
