/** Costs of a network, read off its tables: parameters, and multiply-adds of a forward pass. */
import { sizeOf } from '../core/shape.ts';
import { text } from '../text/text.ts';
import { assertReaderSupports, commonFeatures, type TopologyReader } from './features.ts';
import { towerInputDimsOf } from './layers.ts';
import { type NamedTensor, namedTensorsOf, type TensorPart } from './namedTensors.ts';
import type { LevelSpec, Topology, UnitSpec } from './topology.ts';

/** `gates` includes native weights, `towers` log variances; embeddings are excluded. */
export interface CountByPart {
  readonly experts: number;
  readonly gates: number;
  readonly towers: number;
  readonly total: number;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

const countsWithTotal = (experts: number, gates: number, towers: number): CountByPart => ({
  experts,
  gates,
  towers,
  total: experts + gates + towers,
});

export const countsReader: TopologyReader = {
  name: text.models.reader.counts,
  reads: [...commonFeatures],
};

export const paramCountsOf = (topology: Topology): CountByPart => {
  assertReaderSupports(topology, countsReader);
  const tensors = namedTensorsOf(topology);
  const count = (part: TensorPart) =>
    sum(tensors.filter((tensor) => tensor.part === part).map(({ shape }) => sizeOf(shape)));
  return countsWithTotal(
    count('experts'),
    count('gates') + count('native'),
    count('towers') + count('losses'),
  );
};

/** One replica's embeddings, apart because they would drown all others. */
export const numEmbeddingParamsOf = ({ embeddings }: Topology): number =>
  embeddings === undefined ? 0 : embeddings.tables.length * embeddings.dim * sum(embeddings.numVectors);

/** 0 if one expert is passed on unchanged. */
const numWeightedExperts = ({ gate, native }: UnitSpec): number => {
  const own = native?.experts ?? [];
  if (gate === null && native?.kind === 'fixed' && own.length === 1) return 0;
  return new Set([...(gate?.sees ?? []), ...own]).size;
};

// Multiply-adds of mixing: each weighted expert costs the level's output width.
const mixingCost = ({ dims, units }: LevelSpec): number =>
  sum(units.map(numWeightedExperts)) * (dims.at(-1) ?? 0);

export function numScaledNumbersOf(topology: Topology): number {
  const { epnet, ppnet = [] } = topology.elementwiseGates ?? {};
  return (epnet === undefined ? 0 : topology.inputDim) + ppnet.length * sum(towerInputDimsOf(topology));
}

/** Multiply-adds of a row's forward pass, without biases, ReLU and softmax; mixing and scaling count as `gates`. */
export const multiplyAddCountsOf = (topology: Topology): CountByPart => {
  assertReaderSupports(topology, countsReader);
  const tensors = namedTensorsOf(topology);
  const costOf = ({ shape: [outDim = 0, inDim = 0] }: NamedTensor) => outDim * inDim;
  const count = (part: TensorPart) => sum(tensors.filter((tensor) => tensor.part === part).map(costOf));
  const gates = count('gates') + sum(topology.levels.map(mixingCost)) + numScaledNumbersOf(topology);
  return countsWithTotal(count('experts'), gates, count('towers'));
};
