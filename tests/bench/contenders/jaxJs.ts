/**
 * jax-js: one jitted function for the whole step, experts batched by hand, Adam written out. Nothing of ours but the initial
 * weights and the batch. An array is used up by what is done with it; `.ref` keeps it for another use.
 */
import type * as Jax from '@jax-js/jax';
import type { LevelSpec, LinearNames } from '../../../src/models/topology.ts';
import { type Start, startOf } from '../start.ts';
import type { BenchBackend, CreateContender } from './contender.ts';
import { named, valueAt } from './valueAt.ts';

type JaxArray = Jax.Array;
type Parameters = Record<string, JaxArray>;

/** Dense layers computed together. */
interface Group {
  readonly name: string;
  readonly members: readonly LinearNames[];
}

/** `name.weight` `[G, I, D]` and `name.bias` `[G, 1, D]` of every group, `nativeL` `[T, m, 1, 1]` of every level that learns it. */
function jaxParametersOf({ numpy }: typeof Jax, start: Start): Parameters {
  const arrayOf = (values: readonly number[], shape: number[]) =>
    numpy.array(Float32Array.from(values), { shape });
  const dense = groupsOf(start).flatMap(({ name, members }) => {
    const [outDim = 0, inDim = 0] = start.tensorOf(members[0]?.weight ?? '').shape;
    const weights = members.flatMap(({ weight }) => transposed(start.tensorOf(weight).values, outDim, inDim));
    const biases = members.flatMap(({ bias }) => [...start.tensorOf(bias).values]);
    return [
      [`${name}.weight`, arrayOf(weights, [members.length, inDim, outDim])],
      [`${name}.bias`, arrayOf(biases, [members.length, 1, outDim])],
    ] as const;
  });
  const natives = start.topology.levels.flatMap(({ units }, l) => {
    const native = units[0]?.native;
    if (native?.kind !== 'learned') return [];
    return [
      [`native${l}`, arrayOf([...start.tensorOf(native.tensor).values], [...native.shape, 1, 1])] as const,
    ];
  });
  return Object.fromEntries([...dense, ...natives]);
}

/** The mean squared error over all rows and tasks, as a function of the parameters. */
function jaxLossOf(jax: typeof Jax, start: Start): (parameters: Parameters) => JaxArray {
  const { numpy } = jax;
  const { topology, batchSize, inputs, targets } = start;
  const { numTasks, inputDim, levels, towerDims } = topology;
  const x = numpy.array(inputs.slice(), { shape: [1, batchSize, inputDim] });
  const labels = numpy.array(targets.slice(), { shape: [numTasks, batchSize, 1] });
  return (parameters) => {
    const raw = numpy.broadcastTo(x.ref, [numTasks, batchSize, inputDim]); // [T, B, I]
    const fused = levels.reduce((streams, level, l) => fuse(jax, parameters, streams, level, l), raw);
    const logits = mlp(jax, parameters, 'towers', towerDims.length + 1, false)(fused); // [T, B, 1]
    return numpy.square(logits.sub(labels.ref)).mean();
  };
}

/** Streams `[T, B, I]` to those of the next level, `[T, B, D]`. */
function fuse(
  jax: typeof Jax,
  parameters: Parameters,
  streams: JaxArray,
  level: LevelSpec,
  l: number,
): JaxArray {
  const { numpy, nn } = jax;
  const [numTasks = 0, batchSize = 0, inDim = 0] = streams.shape;
  const numExperts = level.experts.length;
  const numOwn = numExperts / numTasks;
  const read = numpy
    .broadcastTo(streams.ref.reshape([numTasks, 1, batchSize, inDim]), [numTasks, numOwn, batchSize, inDim])
    .reshape([numExperts, batchSize, inDim]); // [E, B, I]
  const experts = mlp(jax, parameters, `experts${l}`, level.dims.length, true)(read); // [E, B, D]
  const gates = nn.softmax(mlp(jax, parameters, `gates${l}`, 1, false)(streams), -1); // [T, B, E]
  const byRow = (array: JaxArray) => numpy.transpose(array, [1, 0, 2]);
  const mixed = byRow(numpy.matmul(byRow(gates), byRow(experts.ref))); // [B, T, E] x [B, E, D] -> [T, B, D]
  const own = experts.reshape([numTasks, numOwn, batchSize, -1]);
  const native = parameters[`native${l}`];
  return mixed.add((native === undefined ? own : own.mul(native)).sum(1));
}

/** Dense layers `name.0`, `name.1`, ... with ReLU after each, the last included or not. */
function mlp(jax: typeof Jax, parameters: Parameters, name: string, numLayers: number, endsInRelu: boolean) {
  const { numpy, nn } = jax;
  const dense = (x: JaxArray, k: number) =>
    numpy.matmul(x, named(parameters, `${name}.${k}.weight`)).add(named(parameters, `${name}.${k}.bias`));
  return (x: JaxArray): JaxArray => {
    let output = x;
    for (let k = 0; k < numLayers; k++) {
      output = dense(output, k);
      if (endsInRelu || k < numLayers - 1) output = nn.relu(output);
    }
    return output;
  };
}

/** Layer `k` of a level's experts is the group `expertsL.k`; likewise `gatesL.0` and `towers.k`. */
function groupsOf({ topology: { levels, towers } }: Start): readonly Group[] {
  const ofLevels = levels.flatMap(({ experts, units }, l) => {
    const gates = units.flatMap(({ gate }) => (gate === null ? [] : [[gate.linear]]));
    return [
      ...layersOf(
        `experts${l}`,
        experts.map(({ layers }) => layers),
      ),
      ...layersOf(`gates${l}`, gates),
    ];
  });
  return [
    ...ofLevels,
    ...layersOf(
      'towers',
      towers.map(({ layers }) => layers),
    ),
  ];
}

function layersOf(name: string, mlps: readonly (readonly LinearNames[])[]): Group[] {
  const numLayers = mlps[0]?.length ?? 0;
  return Array.from({ length: numLayers }, (_, k) => ({
    name: `${name}.${k}`,
    members: mlps.map((layers) => valueAt(layers, k)),
  }));
}

/** `[out, in]` -> `[in, out]` */
function transposed(values: Float32Array, outDim: number, inDim: number): number[] {
  return Array.from({ length: outDim * inDim }, (_, i) => {
    const [row, column] = [Math.floor(i / outDim), i % outDim];
    return values[column * inDim + row] ?? Number.NaN;
  });
}

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
