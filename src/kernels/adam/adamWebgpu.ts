/** Adam on the WebGPU backend, one thread per value: four at a time would round differently with the number of replicas. */
import { programOf } from '../webgpu/program.ts';
import { inputOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { adamInput, adamOperation, beta1, beta2, epsilon } from './adam.ts';

const moving = ['parameter', 'moment1', 'moment2'] as const;

/** A dispatch per slot: the tensors of two would be more than one dispatch may be bound to. */
export const adamWebgpuKernel: WebgpuKernel = webgpuKernelOf(adamOperation, (gpu, inputs, { numSlots }) =>
  Array.from({ length: numSlots }, (_, i) => {
    const slot = [...moving, 'gradient' as const].map((name) => inputOf(inputs, adamInput(name, i)));
    const [{ shape } = { shape: [] }] = slot;
    return gpu.runProgram({
      program: adamProgram,
      outputs: moving.map(() => ({ shape })),
      inputs: [...slot, inputOf(inputs, 'rates')],
      params: [],
      numThreads: shape.reduce((product, length) => product * length, 1),
    });
  }).flat(),
);

const adamProgram = programOf({
  key: 'adam',
  outputs: { nextParameter: 'f32', nextMoment1: 'f32', nextMoment2: 'f32' },
  inputs: { parameter: 'f32', moment1: 'f32', moment2: 'f32', gradient: 'f32', rates: 'f32' },
  params: [],
  body: `
    fn run(i: u32) {
      let m1 = moment1[i] * ${beta1} + gradient[i] * ${1 - beta1};
      let m2 = moment2[i] * ${beta2} + gradient[i] * gradient[i] * ${1 - beta2};
      let direction = m1 * rates[1] / (sqrt(m2 * rates[2]) + ${epsilon});
      nextParameter[i] = parameter[i] - direction * rates[0];
      nextMoment1[i] = m1;
      nextMoment2[i] = m2;
    }`,
});
