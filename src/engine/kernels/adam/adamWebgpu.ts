/** Adam on the WebGPU backend, a thread per value, since vectors would round differently by replicas. */

import { sizeOf } from '../../../core/shape.ts';
import { type GpuProgram, gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { adamOperation, adamRateNames } from './adam.ts';
import { beta1, beta2, epsilon } from './constants.as.ts';

export const adamWebgpuKernel: WebgpuKernel = webgpuKernelOf(
  adamOperation,
  (gpu, inputs, { firstRate, decays }) => {
    const { shape } = inputs.parameter;
    return gpu.runProgram({
      program: adamProgramOf(decays),
      outputs: [shape, shape, shape],
      inputs,
      params: { firstRate },
      threads: sizeOf(shape),
    });
  },
);

const adamProgramOf = (decays: boolean): GpuProgram =>
  gpuProgramOf({
    key: `adam ${decays}`,
    outputs: { nextParameter: 'f32', nextMoment1: 'f32', nextMoment2: 'f32' },
    inputs: { parameter: 'f32', moment1: 'f32', moment2: 'f32', gradient: 'f32', rates: 'f32' },
    params: ['firstRate'],
    body: `
      fn run(i: u32) {
        ${adamRateNamesOf(decays).join(' ')}
        let gradient = load_gradient(i);
        let m1 = load_moment1(i) * ${beta1} + gradient * ${1 - beta1};
        let m2 = load_moment2(i) * ${beta2} + gradient * gradient * ${1 - beta2};
        let direction = m1 * correction1 / (sqrt(m2 * correction2) + ${epsilon});
        store_nextParameter(i, load_parameter(i)${decays ? ' * kept' : ''} - direction * learningRate);
        store_nextMoment1(i, m1);
        store_nextMoment2(i, m2);
      }`,
  });

const adamRateNamesOf = (decays: boolean): readonly string[] =>
  adamRateNames.flatMap((name, at) =>
    name === 'kept' && !decays ? [] : [`let ${name} = load_rates(params.firstRate + ${at}u);`],
  );
