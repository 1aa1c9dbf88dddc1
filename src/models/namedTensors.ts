/** Weights of a network as named checkpoint tensors, with shapes and initial bounds. */
import type { InitialTensorSpec } from '../core/init.ts';
import { type LayerStack, type LevelLayers, layersOf } from './layers.ts';
import { isNativeRow, type LinearNames, type Topology } from './topology.ts';

/** Parts of a network that tensors belong to; `losses` are not in the forward pass. */
export type TensorPart = 'experts' | 'gates' | 'native' | 'untrained' | 'towers' | 'losses' | 'embeddings';

/** Linear weights are `[out, in]`, biases `[out]`, native weights `[rows, experts]`. */
export interface NamedTensor extends InitialTensorSpec {
  readonly part: TensorPart;
}

function groupTensors({ inputDim, dims, part, groups }: LayerStack, g: number): readonly NamedTensor[] {
  const { names = [], columns } = groups[g] ?? {};
  return names.flatMap(({ weight, bias }, k) => {
    const outDim = k === dims.length - 1 && columns !== undefined ? columns.length : layerWidthAt(dims, k);
    const inDim = layerWidthAt([inputDim, ...dims], k);
    const initBound = 1 / Math.sqrt(inDim);
    return [
      { name: weight, shape: [outDim, inDim], initBound, part },
      { name: bias, shape: [outDim], initBound, part },
    ];
  });
}

const stackTensors = (stack: LayerStack | null): readonly NamedTensor[] =>
  stack === null ? [] : stack.groups.flatMap((_, g) => groupTensors(stack, g));

function layerWidthAt(dims: readonly number[], index: number): number {
  const width = dims[index];
  if (width === undefined)
    throw new Error(`A table has more layers than its ${dims.length} widths; give each layer one.`);
  return width;
}

function levelTensors({ level, experts, gates }: LevelLayers): readonly NamedTensor[] {
  if (level.startsAlike !== 'all') return [...stackTensors(experts), ...stackTensors(gates)];
  const first = groupTensors(experts, 0);
  const copies = experts.groups.flatMap((_, g) =>
    groupTensors(experts, g).map((tensor, i) => ({ ...tensor, drawnAs: first[i]?.name ?? tensor.name })),
  );
  return [...copies, ...stackTensors(gates).map((tensor) => ({ ...tensor, initBound: 0 }))];
}

// Units, even of several levels, own rows of one tensor, which is listed once.
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

// Log variances start at 0, so every loss starts with its fixed weight.
const logVarianceTensors = ({ logVariances: name, numTasks }: Topology): readonly NamedTensor[] =>
  name === undefined ? [] : [{ name, shape: [numTasks], initBound: 0, part: 'losses' }];

/** Each tensor with elements once, although several units may own rows of one. */
export function namedTensorsOf(topology: Topology): readonly NamedTensor[] {
  const { levels, towers, epnet, ppnet } = layersOf(topology);
  return [
    ...levels.flatMap(levelTensors),
    ...nativeTensors(topology),
    ...stackTensors(towers),
    ...stackTensors(epnet),
    ...towers.groups.flatMap((_, task) => (ppnet ?? []).flatMap((stack) => groupTensors(stack, task))),
    ...embeddingTensors(topology),
    ...logVarianceTensors(topology),
  ];
}

/** Step of a tensor if tasks are at `steps` `[T]`; tensors of several tasks have the last one. */
export function reportedStepOfTensor(
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
  // Embedding tables of the shared stream have the last step.
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
