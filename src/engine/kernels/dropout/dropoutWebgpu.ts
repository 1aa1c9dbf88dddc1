/** Dropout on the WebGPU backend, a thread per value. */
import { sizeOf } from '../../../core/shape.ts';
import { shapeOf3 } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { rowThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { dropoutConstantsOf, dropoutOperations, hashConstants, numValuesOfReplica } from './dropout.ts';

const { forward, backward } = dropoutOperations;
const { golden, other, murmur, lowbias } = hashConstants;

const dropoutProgram = gpuProgramOf({
  key: 'dropout',
  outputs: { y: 'f32' },
  inputs: { x: 'f32', keys: 'f32', rates: 'f32' },
  params: ['sizeOfReplica', 'stepAt', 'threshold', 'scaleBits'],
  body: `
    fn mixed(value: u32) -> u32 {
      var hash = (value ^ (value >> 16u)) * ${murmur[0]}u;
      hash = (hash ^ (hash >> 13u)) * ${murmur[1]}u;
      return hash ^ (hash >> 16u);
    }
    fn run(i: u32) {
      let replica = i / params.sizeOfReplica;
      let key = u32(load_keys(2u * replica)) | (u32(load_keys(2u * replica + 1u)) << 16u);
      let number = u32(load_rates(params.stepAt));
      let place = i % params.sizeOfReplica;
      var hash = place / 2u + mixed(key + number * ${golden}u);
      hash = ((hash ^ (hash >> 16u)) * ${lowbias[0]}u) ^ mixed(mixed(key ^ ${other}u) + number);
      hash = (hash ^ (hash >> 15u)) * ${lowbias[1]}u;
      hash = ((hash ^ (hash >> 16u)) >> (16u * (place % 2u))) & 0xffffu;
      store_y(i, select(0.0, load_x(i) * bitcast<f32>(params.scaleBits), hash >= params.threshold));
    }`,
});

const dropoutGradProgram = gpuProgramOf({
  key: 'dropoutGrad',
  outputs: { dx: 'f32' },
  inputs: { dy: 'f32', y: 'f32' },
  params: ['scaleBits'],
  body: `
    fn run(i: u32) {
      store_dx(i, select(load_dy(i) * bitcast<f32>(params.scaleBits), 0.0, load_y(i) <= 0.0));
    }`,
});

export const dropoutWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, { rate }) => {
    const shape = shapeOf3(inputs, 'x');
    const { threshold, scaleBits } = dropoutConstantsOf(rate);
    const stepAt = sizeOf(inputs.rates.shape) - 1;
    return gpu.runProgram({
      program: dropoutProgram,
      outputs: [shape],
      inputs,
      params: { sizeOfReplica: numValuesOfReplica(shape, inputs.keys), stepAt, threshold, scaleBits },
      threads: rowThreadsOf(inputs.keys.shape[0] ?? null, shape),
    });
  }),
  webgpuKernelOf(backward, (gpu, inputs, { rate }) => {
    const shape = shapeOf3(inputs, 'dy');
    const { scaleBits } = dropoutConstantsOf(rate);
    return gpu.runProgram({
      program: dropoutGradProgram,
      outputs: [shape],
      inputs,
      params: { scaleBits },
      threads: rowThreadsOf(null, shape),
    });
  }),
];
