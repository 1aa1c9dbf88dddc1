/** Features of a network's tables; a reader refuses those it does not declare, so none is silently ignored. */
import { UserError } from '../core/errors.ts';
import { text } from '../text/text.ts';
import type {
  ElementwiseGatesSpec,
  EmbeddingsSpec,
  GateSpec,
  LevelSpec,
  Topology,
  UnitSpec,
} from './topology.ts';

export type TopologyFeature = keyof typeof text.models.feature;

export interface TopologyReader {
  /** Name of the reader as a sentence begins with it: "The exported program". */
  readonly name: string;
  readonly reads: readonly TopologyFeature[];
}

/** Features that all readers support. List a new feature with each reader that supports it until all do. */
export const commonFeatures = [
  ...['streamGates', 'inputGates', 'summedGates', 'deepGates'],
  ...['fixedNative', 'learnedNative', 'untrainedNative'],
  ...['taughtExperts', 'linearExperts', 'alikeStart', 'emptyTensors'],
  ...['embeddings', 'ownEmbeddings', 'epnet', 'ppnet', 'learnedLossWeights'],
] as const satisfies readonly TopologyFeature[];

/** A new table key compiles only once it is listed here. */
type FeaturesBy<Row> = { readonly [K in keyof Required<Row>]: (value: Row[K]) => readonly TopologyFeature[] };

const noneOfFeatures = (): readonly TopologyFeature[] => [];

const gateFeatures: FeaturesBy<GateSpec> = {
  reads: (reads) => [reads === 'input' ? 'inputGates' : 'streamGates'],
  adds: (adds = []) => (adds.length === 0 ? [] : ['summedGates']),
  sees: noneOfFeatures,
  hidden: (hidden = []) => (hidden.length === 0 ? [] : ['deepGates']),
  linear: noneOfFeatures,
};

const unitFeatures: FeaturesBy<UnitSpec> = {
  owner: noneOfFeatures,
  gate: (gate) => (gate === null ? [] : featuresOfRow(gate, gateFeatures)),
  native: (native) => (native === null ? [] : [`${native.kind}Native`]),
  teaches: (teaches) => (teaches === undefined ? [] : ['taughtExperts']),
};

const levelFeatures: FeaturesBy<LevelSpec> = {
  dims: noneOfFeatures,
  isLinear: (isLinear) => (isLinear === true ? ['linearExperts'] : []),
  startsAlike: (which) => (which === undefined ? [] : ['alikeStart']),
  gateDims: noneOfFeatures,
  experts: noneOfFeatures,
  units: (units) => units.flatMap((unit) => featuresOfRow(unit, unitFeatures)),
};

const elementwiseGateFeatures: FeaturesBy<ElementwiseGatesSpec> = {
  numPriors: noneOfFeatures,
  epnet: (gate) => (gate === undefined ? [] : ['epnet']),
  ppnet: (gates) => (gates === undefined ? [] : ['ppnet']),
};

const embeddingFeatures: FeaturesBy<EmbeddingsSpec> = {
  numBefore: noneOfFeatures,
  dim: noneOfFeatures,
  numVectors: noneOfFeatures,
  tables: ({ length }) => (length > 1 ? ['embeddings', 'ownEmbeddings'] : ['embeddings']),
};

const topologyFeatures: FeaturesBy<Topology> = {
  inputDim: noneOfFeatures,
  numTasks: noneOfFeatures,
  levels: (levels) => levels.flatMap((level) => featuresOfRow(level, levelFeatures)),
  towerDims: noneOfFeatures,
  towers: noneOfFeatures,
  logVariances: (name) => (name === undefined ? [] : ['learnedLossWeights']),
  embeddings: (tables) => (tables === undefined ? [] : featuresOfRow(tables, embeddingFeatures)),
  elementwiseGates: (gates) => (gates === undefined ? [] : featuresOfRow(gates, elementwiseGateFeatures)),
  embedsApart: noneOfFeatures,
  emptyTensors: (tensors = []) => (tensors.length === 0 ? [] : ['emptyTensors']),
};

const featuresOfRow = <Row extends object>(row: Row, by: FeaturesBy<Row>): readonly TopologyFeature[] =>
  (Object.keys(by) as (keyof Row)[]).flatMap((key) => by[key](row[key]));

export const featuresOf = (topology: Topology): ReadonlySet<TopologyFeature> =>
  new Set(featuresOfRow(topology, topologyFeatures));

export const unreadFeatures = (topology: Topology, { name, reads }: TopologyReader): readonly string[] =>
  [...featuresOf(topology)]
    .filter((feature) => !reads.includes(feature))
    .map((feature) => text.models.unread(name, text.models.feature[feature]));

/** Throws a UserError that names what the reader does not read. */
export function assertReaderSupports(topology: Topology, reader: TopologyReader): void {
  const problems = unreadFeatures(topology, reader);
  if (problems.length > 0) throw new UserError(problems.join(' '));
}
