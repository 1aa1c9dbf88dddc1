/**
 * jax-js: one jitted function for the whole step, experts batched by hand, Adam written out. Nothing of ours but the initial
 * weights and the batch. An array is used up by what is done with it; `.ref` keeps it for another use.
 */
import type * as Jax from '@jax-js/jax';
import { type Start, startOf } from '../start.ts';
import type { BenchBackend, CreateContender } from './contender.ts';
import { jaxLossOf, jaxParametersOf } from './jaxModel.ts';
import { named } from './valueAt.ts';

type Arrays = Record<string, Jax.Array>;

/** Parameters, first and second moments. */
type State = [parameters: Arrays, moments1: Arrays, moments2: Arrays];

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

export const createJaxJs: CreateContender = async (experiment, backend) => {
  const jax = await startJax(backend);
  const update = createUpdate(jax, startOf(experiment), experiment.training.learningRate);
  let state = initialState(jax, startOf(experiment));
  let latest: Jax.Array | null = null;
  let numSteps = 0;
  const step = () => {
    numSteps++;
    latest?.dispose();
    const correction = (beta: number) => jax.numpy.array(1 / (1 - beta ** numSteps));
    [latest, ...state] = update(...state, correction(beta1), correction(beta2));
  };
  return {
    step,
    settle: async () => {
      await jax.blockUntilReady(state);
    },
    stepLoss: async () => {
      step();
      return Number(await latest?.ref.jsAsync());
    },
    countKernels: async (run) => {
      await run();
      return null;
    },
    fallBacks: () => [],
    kernelBuild: null,
  };
};

async function startJax(backend: BenchBackend): Promise<typeof Jax> {
  // It asks for the browser's name, and Node 20 has none.
  if (typeof navigator === 'undefined') Object.assign(globalThis, { navigator: { userAgent: '' } });
  const jax = await import('@jax-js/jax');
  const available = await jax.init(backend);
  if (!available.includes(backend)) throw new Error(`jax-js could not start its ${backend} backend.`);
  jax.defaultDevice(backend);
  return jax;
}

function initialState(jax: typeof Jax, start: Start): State {
  const parameters = jaxParametersOf(jax, start);
  const zeros = (): Arrays =>
    Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, jax.numpy.zeros(shape)]));
  return [parameters, zeros(), zeros()];
}

/** (state, bias correction of either moment) -> (loss, next state). */
function createUpdate(jax: typeof Jax, start: Start, learningRate: number) {
  const { jit, numpy, tree, valueAndGrad } = jax;
  const lossAndGradients = valueAndGrad(jaxLossOf(jax, start));
  return jit(
    (
      parameters: Arrays,
      moments1: Arrays,
      moments2: Arrays,
      correction1: Jax.Array,
      correction2: Jax.Array,
    ): [Jax.Array, ...State] => {
      const [loss, gradients] = lossAndGradients(tree.ref(parameters));
      const next: State = [{}, {}, {}];
      for (const name of Object.keys(parameters)) {
        const [parameter, gradient] = [named(parameters, name), named(gradients, name)];
        const moment1 = named(moments1, name)
          .mul(beta1)
          .add(gradient.ref.mul(1 - beta1));
        const moment2 = named(moments2, name)
          .mul(beta2)
          .add(numpy.square(gradient).mul(1 - beta2));
        const scale = numpy.sqrt(moment2.ref.mul(correction2.ref)).add(epsilon);
        const direction = moment1.ref.mul(correction1.ref).div(scale);
        next[0][name] = parameter.sub(direction.mul(learningRate));
        next[1][name] = moment1;
        next[2][name] = moment2;
      }
      return [loss, ...next];
    },
  );
}
