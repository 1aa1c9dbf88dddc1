/** Compiles a topology for the executor: packed tensors and static attributes. */

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
import type { EmbeddingAttrs } from '../kernels/embedding/embedding.ts';
import type { GatedMixAttrs } from '../kernels/gatedMix/gatedMix.ts';
import { type GatePlan, gatePlan, type LayerPlan } from './gatePlan.ts';
import { packedParametersOf } from './packing.ts';

export interface LevelPlan {
  readonly experts: readonly LayerPlan[];
  readonly gate: GatePlan | null;
  /** Index of the packed tensor. */
  readonly native: number | null;
  /** Null: experts are the streams. */
  readonly mix: Omit<GatedMixAttrs, 'numReplicas'> | null;
}

/** Two layers each. */
interface ElementwiseGatesPlan {
  readonly numPriors: number;
  /** True if the prior has id vectors. */
  readonly learnsPrior: boolean;
  readonly epnet: readonly LayerPlan[] | null;
  /** Layers by tower layer, a group per task. */
  readonly ppnet: readonly (readonly LayerPlan[])[] | null;
}

interface EmbeddingsPlan extends Omit<EmbeddingAttrs, 'numReplicas'> {
  /** Index of the packed tensor. */
  readonly parameter: number;
}

export type NetworkPlan = ReturnType<typeof planOf>;

export const executorReader: TopologyReader = {
  name: text.models.reader.executor,
  reads: [...readByAll],
};

/** Throws for invalid topologies. */
export function planOf(topology: Topology, isSparse = false) {
  assertTopology(topology);
  assertReads(topology, executorReader);
  const parameters = packedParametersOf(topology);
  const indexOf = (name: string): number => parameters.findIndex((parameter) => parameter.name === name);
  const { embeddings } = topology;
  // EPNet's outputs and rows with vectors are dense.
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
    /** True for an input `[R, B, 2K]`. */
    isSparse,
    /** Dense row length, ids included. */
    rowDim: rowDimOfNetwork(topology),
    embeddings: embeddings === undefined ? null : embeddingsPlan(embeddings, indexOf('embeddings')),
    parameters,
    levels,
    towers: towers.map((layer, k) => ({ ...layer, relu: k < topology.towerDims.length })),
    elementwiseGates: elementwiseGatesPlan(topology, indexOf),
    /** Index of the packed tensor, the last. */
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
  // All read one stream.
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

/** `[U * E]` */
function table(level: LevelSpec, expertsOf: (unit: UnitSpec) => readonly number[]): number[] {
  return level.units.flatMap((unit) => {
    const picked = new Set(expertsOf(unit));
    return level.experts.map((_, e) => (picked.has(e) ? 1 : 0));
  });
}

/** Untrained native weights, `[U * E]`. */
export const fixedNative = (level: LevelSpec): number[] =>
  table(level, ({ native }) => (native?.kind === 'fixed' ? native.experts : []));
