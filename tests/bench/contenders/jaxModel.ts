/**
 * AdaTT-sp in jax-js: all experts, gates or towers of a level in one batched product. Knows no optimiser. An array is used up
 * by what is done with it; `.ref` keeps it for another use.
 */
import type * as Jax from '@jax-js/jax';
import type { LevelSpec, LinearNames } from '../../../src/models/topology.ts';
import type { Start } from '../start.ts';
import { named, valueAt } from './valueAt.ts';

type JaxArray = Jax.Array;
type Parameters = Record<string, JaxArray>;

/** Dense layers computed together. */
interface Group {
  readonly name: string;
  readonly members: readonly LinearNames[];
}

/** `name.weight` `[G, I, D]` and `name.bias` `[G, 1, D]` of every group, `nativeL` `[T, m, 1, 1]` of every level that learns it. */
export function jaxParametersOf({ numpy }: typeof Jax, start: Start): Parameters {
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
export function jaxLossOf(jax: typeof Jax, start: Start): (parameters: Parameters) => JaxArray {
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
