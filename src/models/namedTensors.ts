/** Weights of a network as named checkpoint tensors, with shapes and initial bounds. */
import type { InitialTensorSpec } from '../core/init.ts';
import {
  type ElementwiseGateSpec,
  type GateSpec,
  isNativeRow,
  type LevelSpec,
  type LinearNames,
  type Topology,
} from './topology.ts';

/** `losses` are not in the forward pass. */
export type TensorPart = 'experts' | 'gates' | 'native' | 'untrained' | 'towers' | 'losses' | 'embeddings';

/** Linear weights are `[out, in]`, biases `[out]`, native weights `[rows, experts]`. */
export interface NamedTensor extends InitialTensorSpec {
  readonly part: TensorPart;
}

const linearTensors = (
  names: LinearNames,
  inDim: number,
  outDim: number,
  part: TensorPart,
): NamedTensor[] => {
  const initBound = 1 / Math.sqrt(inDim);
  return [
    { name: names.weight, shape: [outDim, inDim], initBound, part },
    { name: names.bias, shape: [outDim], initBound, part },
  ];
};

const mlpTensors = (
  layers: readonly LinearNames[],
  inDim: number,
  dims: readonly number[],
  part: TensorPart,
): NamedTensor[] => {
  const ins = [inDim, ...dims];
  return layers.flatMap((names, k) => linearTensors(names, widthAt(ins, k), widthAt(dims, k), part));
};

const widthAt = (dims: readonly number[], index: number): number => {
  const width = dims[index];
  if (width === undefined)
    throw new Error(`A table has more layers than its ${dims.length} widths; give each layer one.`);
  return width;
};

export const streamDimOf = ({ inputDim, levels }: Topology, level: number): number =>
  level === 0 ? inputDim : (levels[level - 1]?.dims.at(-1) ?? inputDim);

const gateTensors = (gate: GateSpec, topology: Topology, level: number): NamedTensor[] => {
  const inDim = gate.reads === 'input' ? topology.inputDim : streamDimOf(topology, level);
  const dims = topology.levels[level]?.gateDims ?? [];
  return [
    ...mlpTensors(gate.hidden ?? [], inDim, dims, 'gates'),
    ...linearTensors(gate.linear, dims.at(-1) ?? inDim, gate.sees.length, 'gates'),
  ];
};

const levelTensors = (level: LevelSpec, index: number, topology: Topology): NamedTensor[] => {
  const inDim = streamDimOf(topology, index);
  const experts = level.experts.map(({ layers }) => mlpTensors(layers, inDim, level.dims, 'experts'));
  const gates = level.units.flatMap(({ gate }) => (gate === null ? [] : gateTensors(gate, topology, index)));
  if (level.startsAlike !== 'all') return [...experts.flat(), ...gates];
  const copies = experts.map((tensors) =>
    tensors.map((tensor, i) => ({ ...tensor, drawnAs: experts[0]?.[i]?.name ?? tensor.name })),
  );
  return [...copies.flat(), ...gates.map((tensor) => ({ ...tensor, initBound: 0 }))];
};

// Units, even of several levels, share a tensor by rows: it is listed once.
const nativeTensors = ({ levels }: Topology): NamedTensor[] => {
  const byName = new Map<string, NamedTensor>();
  for (const { units, startsAlike } of levels)
    for (const { native } of units) {
      if (!isNativeRow(native)) continue;
      const { kind, tensor: name, shape, experts } = native;
      const start =
        startsAlike === undefined
          ? { initBound: 1 / Math.sqrt(experts.length) }
          : { initBound: 0, initCentre: 1 / experts.length };
      byName.set(name, { name, shape, ...start, part: kind === 'learned' ? 'native' : kind });
    }
  return [...byName.values()];
};

const towerTensors = (topology: Topology): NamedTensor[] => {
  const inDim = streamDimOf(topology, topology.levels.length);
  const dims = [...topology.towerDims, 1];
  return topology.towers.flatMap(({ layers }) => mlpTensors(layers, inDim, dims, 'towers'));
};

const elementwiseGateTensors = (
  { hidden, linear }: ElementwiseGateSpec,
  inDim: number,
  width: number,
): NamedTensor[] => mlpTensors([hidden, linear], inDim, [width, width], 'gates');

export const elementwiseGateInputDim = ({ inputDim, elementwiseGates }: Topology): number =>
  (elementwiseGates?.numPriors ?? 0) + inputDim;

export const towerInputDimsOf = (topology: Topology): readonly number[] => [
  streamDimOf(topology, topology.levels.length),
  ...topology.towerDims,
];

function elementwiseGatesTensors(topology: Topology): readonly NamedTensor[] {
  const { epnet, ppnet = [] } = topology.elementwiseGates ?? {};
  const inDim = elementwiseGateInputDim(topology);
  const widths = towerInputDimsOf(topology);
  return [
    ...(epnet === undefined ? [] : elementwiseGateTensors(epnet, inDim, topology.inputDim)),
    ...ppnet.flatMap((gates) =>
      gates.flatMap((gate, layer) => elementwiseGateTensors(gate, inDim, widthAt(widths, layer))),
    ),
  ];
}

const EMBEDDING_DEVIATION = 0.01;

const embeddingTensors = ({ embeddings }: Topology): readonly NamedTensor[] =>
  (embeddings?.tables ?? []).flatMap((names) =>
    names.map((name, column) => ({
      name,
      shape: [embeddings?.numVectors[column] ?? 0, embeddings?.dim ?? 0],
      initBound: 0,
      initDeviation: EMBEDDING_DEVIATION,
      part: 'embeddings' as const,
    })),
  );

// At 0 every loss starts with its fixed weight.
const logVarianceTensors = ({ logVariances: name, numTasks }: Topology): readonly NamedTensor[] =>
  name === undefined ? [] : [{ name, shape: [numTasks], initBound: 0, part: 'losses' }];

/**
 * Each tensor with elements once: experts and gates by level, native weights, towers, elementwise gates,
 * embeddings, log variances.
 */
export const namedTensorsOf = (topology: Topology): readonly NamedTensor[] => [
  ...topology.levels.flatMap((level, index) => levelTensors(level, index, topology)),
  ...nativeTensors(topology),
  ...towerTensors(topology),
  ...elementwiseGatesTensors(topology),
  ...embeddingTensors(topology),
  ...logVarianceTensors(topology),
];

/**
 * Step of each tensor, for tasks at `steps` `[T]`, which differ only where nothing is shared; a tensor of no
 * single task has the last step.
 */
export function stepOfTensor(
  { levels, towers, elementwiseGates, embeddings }: Topology,
  steps: readonly number[],
): (name: string) => number {
  const ofTensor = new Map<string, number>();
  const take = (layers: readonly LinearNames[], task: number) => {
    for (const { weight, bias } of layers)
      for (const name of [weight, bias]) ofTensor.set(name, steps[task] ?? Number.NaN);
  };
  for (const { experts } of levels)
    for (const { owner, layers } of experts) if (owner !== 'shared') take(layers, owner);
  for (const [task, { layers }] of towers.entries()) take(layers, task);
  for (const [task, gates] of (elementwiseGates?.ppnet ?? []).entries())
    for (const { hidden, linear } of gates) take([hidden, linear], task);
  const { tables = [] } = embeddings ?? {};
  // Tables of the shared stream have the last step.
  for (const [task, step] of tables.length > 1 ? steps.entries() : [])
    for (const name of tables[task] ?? []) ofTensor.set(name, step);
  const last = Math.max(...steps);
  return (name) => ofTensor.get(name) ?? last;
}

/** Adds the empty tensors that the library writes. */
export const checkpointTensorsOf = (
  topology: Topology,
): readonly { readonly name: string; readonly shape: readonly number[] }[] => [
  ...namedTensorsOf(topology),
  ...(topology.emptyTensors ?? []),
];
