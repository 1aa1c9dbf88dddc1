/** A topology made ready to run: which packed tensor each operation takes, and the operations' static attributes. */
import type { EmbeddingAttrs } from '../kernels/embedding/embedding.ts';
import type { GatedMixAttrs } from '../kernels/gatedMix/gatedMix.ts';
import { assertReads, readByAll, type TopologyReader } from '../../models/features.ts';
import { rowDimOfNetwork } from '../../models/optionalParts.ts';
import { indices } from '../../models/rows.ts';
import {
  type EmbeddingsSpec,
  type LevelSpec,
  passesExpertsOn,
  type Topology,
  type UnitSpec,
} from '../../models/topology.ts';
import { assertTopology } from '../../models/topologyProblems.ts';
import { text } from '../../text/text.ts';
import { type GatePlan, gatePlan, type LayerPlan } from './gatePlan.ts';
import { packedParametersOf } from './packing.ts';

export interface LevelPlan {
  readonly experts: readonly LayerPlan[];
  readonly gate: GatePlan | null;
  /** Packed tensor of the native weights. */
  readonly native: number | null;
  /** Null: there is nothing to mix, the experts are the streams. */
  readonly mix: Omit<GatedMixAttrs, 'numReplicas'> | null;
}

/** The elementwise gates of a network: their layers, two each. */
interface ElementwiseGatesPlan {
  readonly numPriors: number;
  /** Some of the prior are vectors of ids. */
  readonly learnsPrior: boolean;
  readonly epnet: readonly LayerPlan[] | null;
  /** By layer of the towers, a group per task. */
  readonly ppnet: readonly (readonly LayerPlan[])[] | null;
}

/** Ids that are replaced by their vectors before the first level. */
interface EmbeddingsPlan extends Omit<EmbeddingAttrs, 'numReplicas'> {
  /** Packed tensor of the vectors. */
  readonly parameter: number;
}

export type NetworkPlan = ReturnType<typeof planOf>;

/** The executor. Tensors without elements are none of its business. */
export const executorReader: TopologyReader = {
  name: text.models.reader.executor,
  reads: [...readByAll],
};

/** Everything about running `topology` that does not depend on replicas, batch or values. Throws for tables that break a law. */
export function planOf(topology: Topology, isSparse = false) {
  assertTopology(topology);
  assertReads(topology, executorReader);
  const parameters = packedParametersOf(topology);
  const indexOf = (name: string): number => parameters.findIndex((parameter) => parameter.name === name);
  const { embeddings } = topology;
  // What EPNet makes of sparse rows is written out, and so are rows with vectors in them.
  const staysSparse = isSparse && topology.elementwiseGates?.epnet === undefined && embeddings === undefined;
  const levels = topology.levels.map((level, l) => levelPlan(topology, level, l, indexOf, staysSparse));
  const lastUnits = topology.levels.at(-1)?.units.length ?? 1;
  const towers = mlpPlan(
    'towers',
    indices(topology.numTasks),
    lastUnits,
    topology.towerDims.length + 1,
    indexOf,
  );
  return {
    topology,
    /** True if the raw input comes as sparse rows, `[R, B, 2K]`. */
    isSparse,
    /** Numbers of a row as it comes, written out: an id is one of them. */
    rowDim: rowDimOfNetwork(topology),
    embeddings: embeddings === undefined ? null : embeddingsPlan(embeddings, indexOf('embeddings')),
    parameters,
    levels,
    towers: towers.map((layer, k) => ({ ...layer, relu: k < topology.towerDims.length })),
    elementwiseGates: elementwiseGatesPlan(topology, indexOf),
    /** Packed tensor of the log variances, the last one; null: the weights of the losses are fixed. */
    logVariances: topology.logVariances === undefined ? null : indexOf('logVariances'),
  };
}

function levelPlan(
  topology: Topology,
  level: LevelSpec,
  l: number,
  indexOf: (name: string) => number,
  isSparse: boolean,
): LevelPlan {
  const numInputs = topology.embeddings?.tables.length ?? 1;
  const numStreams = l === 0 ? numInputs : (topology.levels[l - 1]?.units.length ?? 1);
  const streamOf = (reads: number): number => (l === 0 && numInputs === 1 ? 0 : reads);
  const expertReads = level.experts.map((expert) => streamOf(expert.reads));
  const native = indexOf(`level${l}.native`);
  const experts = mlpPlan(`level${l}.experts`, expertReads, numStreams, level.dims.length, indexOf);
  const gate = gatePlan(level, l, { numStreams, streamOf, indexOf, isSparse, inputDim: topology.inputDim });
  return {
    experts: experts.map((layer, k) => ({
      ...layer,
      relu: level.isLinear !== true || k < experts.length - 1,
      isSparse: isSparse && l === 0 && k === 0,
    })),
    gate,
    native: native < 0 ? null : native,
    mix: passesExpertsOn(level)
      ? null
      : {
          numUnits: level.units.length,
          numExperts: level.experts.length,
          sees: table(level, (unit) => unit.gate?.sees ?? []),
          learns: table(level, (unit) => (unit.native?.kind === 'learned' ? unit.native.experts : [])),
          ...(level.units.some(({ teaches }) => teaches !== undefined) && {
            teaches: table(level, ({ teaches }) => teaches ?? level.experts.map((_, e) => e)),
          }),
        },
  };
}

function embeddingsPlan(
  { numBefore, numVectors, tables }: EmbeddingsSpec,
  parameter: number,
): EmbeddingsPlan {
  let next = 0;
  const firsts = numVectors.map((count) => {
    next += count;
    return next - count;
  });
  return { parameter, numTables: tables.length, numBefore, firsts };
}

function elementwiseGatesPlan(
  { elementwiseGates, embeddings, inputDim, numTasks }: Topology,
  indexOf: (name: string) => number,
): ElementwiseGatesPlan | null {
  if (elementwiseGates === undefined) return null;
  const { numPriors, epnet, ppnet } = elementwiseGates;
  // All of them read one stream.
  const layersOf = (name: string, numGates: number) =>
    mlpPlan(
      name,
      indices(numGates).map(() => 0),
      1,
      2,
      indexOf,
    ).map((layer, k) => ({ ...layer, relu: k === 0 }));
  const { numBefore, numVectors, dim } = embeddings ?? { numBefore: 0, numVectors: [], dim: 0 };
  return {
    numPriors,
    learnsPrior: numBefore + numVectors.length * dim > inputDim - numPriors,
    epnet: epnet === undefined ? null : layersOf('epnet', 1),
    ppnet: ppnet?.[0]?.map((_, layer) => layersOf(`ppnet.${layer}`, numTasks)) ?? null,
  };
}

function mlpPlan(
  name: string,
  reads: readonly number[],
  numStreams: number,
  numLayers: number,
  indexOf: (name: string) => number,
): LayerPlan[] {
  return Array.from({ length: numLayers }, (_, k) => ({
    parameter: indexOf(`${name}.${k}`),
    numStreams: k === 0 ? numStreams : reads.length,
    reads: k === 0 ? reads : indices(reads.length),
    relu: true,
    isSparse: false,
  }));
}

/** `[U * E]` with 1 at the experts picked per unit. */
function table(level: LevelSpec, expertsOf: (unit: UnitSpec) => readonly number[]): number[] {
  return level.units.flatMap((unit) => {
    const picked = new Set(expertsOf(unit));
    return level.experts.map((_, e) => (picked.has(e) ? 1 : 0));
  });
}

/** Native weights of a level where nothing learns them, `[U * E]`. */
export const fixedNative = (level: LevelSpec): number[] =>
  table(level, ({ native }) => (native?.kind === 'fixed' ? native.experts : []));
