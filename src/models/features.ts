/**
 * Features of a network's tables. Every reader declares which it reads and refuses others by name, so that no
 * new part of the tables is silently ignored.
 */
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

export type Feature = keyof typeof text.models.feature;

export interface TopologyReader {
  /** Name of the reader as a sentence begins with it: "The exported program". */
  readonly name: string;
  readonly reads: readonly Feature[];
}

/** Features that all readers support. List a new feature with each reader that supports it until all do. */
export const readByAll = [
  ...['streamGates', 'inputGates', 'summedGates', 'deepGates'],
  ...['fixedNative', 'learnedNative', 'untrainedNative'],
  ...['taughtExperts', 'linearExperts', 'alikeStart', 'emptyTensors'],
  ...['embeddings', 'ownEmbeddings', 'epnet', 'ppnet', 'learnedLossWeights'],
] as const satisfies readonly Feature[];

/** A new table key compiles only once it is listed here. */
type FeaturesBy<Row> = { readonly [K in keyof Required<Row>]: (value: Row[K]) => readonly Feature[] };

const none = (): readonly Feature[] => [];

const ofGate: FeaturesBy<GateSpec> = {
  reads: (reads) => [reads === 'input' ? 'inputGates' : 'streamGates'],
  adds: (adds = []) => (adds.length === 0 ? [] : ['summedGates']),
  sees: none,
  hidden: (hidden = []) => (hidden.length === 0 ? [] : ['deepGates']),
  linear: none,
};

const ofUnit: FeaturesBy<UnitSpec> = {
  owner: none,
  gate: (gate) => (gate === null ? [] : featuresIn(gate, ofGate)),
  native: (native) => (native === null ? [] : [`${native.kind}Native`]),
  teaches: (teaches) => (teaches === undefined ? [] : ['taughtExperts']),
};

const ofLevel: FeaturesBy<LevelSpec> = {
  dims: none,
  isLinear: (isLinear) => (isLinear === true ? ['linearExperts'] : []),
  startsAlike: (which) => (which === undefined ? [] : ['alikeStart']),
  gateDims: none,
  experts: none,
  units: (units) => units.flatMap((unit) => featuresIn(unit, ofUnit)),
};

const ofElementwiseGates: FeaturesBy<ElementwiseGatesSpec> = {
  numPriors: none,
  epnet: (gate) => (gate === undefined ? [] : ['epnet']),
  ppnet: (gates) => (gates === undefined ? [] : ['ppnet']),
};

const ofEmbeddings: FeaturesBy<EmbeddingsSpec> = {
  numBefore: none,
  dim: none,
  numVectors: none,
  tables: ({ length }) => (length > 1 ? ['embeddings', 'ownEmbeddings'] : ['embeddings']),
};

const ofTopology: FeaturesBy<Topology> = {
  inputDim: none,
  numTasks: none,
  levels: (levels) => levels.flatMap((level) => featuresIn(level, ofLevel)),
  towerDims: none,
  towers: none,
  logVariances: (name) => (name === undefined ? [] : ['learnedLossWeights']),
  embeddings: (tables) => (tables === undefined ? [] : featuresIn(tables, ofEmbeddings)),
  elementwiseGates: (gates) => (gates === undefined ? [] : featuresIn(gates, ofElementwiseGates)),
  embedsApart: none,
  emptyTensors: (tensors = []) => (tensors.length === 0 ? [] : ['emptyTensors']),
};

const featuresIn = <Row extends object>(row: Row, by: FeaturesBy<Row>): readonly Feature[] =>
  (Object.keys(by) as (keyof Row)[]).flatMap((key) => by[key](row[key]));

export const featuresOf = (topology: Topology): ReadonlySet<Feature> =>
  new Set(featuresIn(topology, ofTopology));

export const unreadFeatures = (topology: Topology, { name, reads }: TopologyReader): readonly string[] =>
  [...featuresOf(topology)]
    .filter((feature) => !reads.includes(feature))
    .map((feature) => text.models.unread(name, text.models.feature[feature]));

/** Throws a UserError that names what the reader does not read. */
export function assertReads(topology: Topology, reader: TopologyReader): void {
  const problems = unreadFeatures(topology, reader);
  if (problems.length > 0) throw new UserError(problems.join(' '));
}
