/** Adam on the WebGPU backend, one thread per value: four at a time would round differently with the number of replicas. */

import { sizeOf } from '../../core/shape.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { adamOperation, adamRateNames, beta1, beta2, epsilon } from './adam.ts';

export const adamWebgpuKernel: WebgpuKernel = webgpuKernelOf(adamOperation, (gpu, inputs, { firstRate }) => {
  const { shape } = inputs.parameter;
  return gpu.runProgram({
    program: adamProgram,
    outputs: [shape, shape, shape],
    inputs,
    params: { firstRate },
    threads: sizeOf(shape),
  });
});

const adamProgram = gpuProgramOf({
  key: 'adam',
  outputs: { nextParameter: 'f32', nextMoment1: 'f32', nextMoment2: 'f32' },
  inputs: { parameter: 'f32', moment1: 'f32', moment2: 'f32', gradient: 'f32', rates: 'f32' },
  params: ['firstRate'],
  body: `
    fn run(i: u32) {
      ${adamRateNames.map((name, at) => `let ${name} = load_rates(params.firstRate + ${at}u);`).join(' ')}
      let gradient = load_gradient(i);
      let m1 = load_moment1(i) * ${beta1} + gradient * ${1 - beta1};
      let m2 = load_moment2(i) * ${beta2} + gradient * gradient * ${1 - beta2};
      let direction = m1 * correction1 / (sqrt(m2 * correction2) + ${epsilon});
      store_nextParameter(i, load_parameter(i) - direction * learningRate);
      store_nextMoment1(i, m1);
      store_nextMoment2(i, m2);
    }`,
});
