/** Compiles a topology for the executor: packed tensors and static attributes. */
import { assertReaderSupports, commonFeatures, type TopologyReader } from '../../models/features.ts';
import { type LayerStack, type LevelLayers, layersOf, passesExpertsOn } from '../../models/layers.ts';
import { rowDimOfNetwork } from '../../models/optionalParts.ts';
import { indicesBelow } from '../../models/rows.ts';
import type { EmbeddingsSpec, LevelSpec, Topology, UnitSpec } from '../../models/topology.ts';
import { assertTopology } from '../../models/topologyProblems.ts';
import { text } from '../../text/text.ts';
import type { EmbeddingAttrs } from '../kernels/embedding/embedding.ts';
import type { GatedMixAttrs } from '../kernels/gatedMix/gatedMix.ts';
import type { StreamSumsAttrs } from '../kernels/streamSums/streamSums.ts';
import {
  type PackedParameter,
  packedEmbeddings,
  packedLayers,
  packedLogVariances,
  packedNative,
} from './packing.ts';

export interface LayerPlan {
  readonly parameter: number;
  readonly numStreams: number;
  readonly reads: readonly number[];
  readonly relu: boolean;
  readonly isSparse: boolean;
}

interface GatePlan {
  readonly source: LayerStack['reads'];
  /** Sums of streams that gates read; null if each gate reads a single stream. */
  readonly sums: Omit<StreamSumsAttrs, 'numReplicas'> | null;
  /** Full length of sparse rows that are expanded before summing; null if none are. */
  readonly sparseDim: number | null;
  readonly layers: readonly LayerPlan[];
}

export interface LevelPlan {
  readonly experts: readonly LayerPlan[];
  readonly gate: GatePlan | null;
  readonly native: number | null;
  /** Attributes of the gated mix; null if experts' outputs are the streams. */
  readonly mix: Omit<GatedMixAttrs, 'numReplicas'> | null;
}

export type NetworkPlan = ReturnType<typeof planOf>;

type PackFunction = (parameter: PackedParameter) => number;

export const executorCapabilities: TopologyReader = {
  name: text.models.reader.executor,
  reads: [...commonFeatures],
};

/** Throws for invalid topologies. */
export function planOf(topology: Topology, isSparse = false) {
  assertTopology(topology);
  assertReaderSupports(topology, executorCapabilities);
  const parameters: PackedParameter[] = [];
  const pack: PackFunction = (parameter) => parameters.push(parameter) - 1;
  const { embeddings, elementwiseGates, logVariances } = topology;
  const { levels, towers, epnet, ppnet } = layersOf(topology);
  // Rows become dense if EPNet's gates scale them or ids are replaced by vectors.
  const staysSparse = isSparse && epnet === null && embeddings === undefined;
  return {
    topology,
    /** True for an input `[R, B, 2K]`. */
    isSparse,
    /** Dense row length, ids included. */
    rowDim: rowDimOfNetwork(topology),
    parameters,
    levels: levels.map((level, l) => planOfLevel(level, l, pack, staysSparse ? topology.inputDim : null)),
    towers: layerStackPlanOf('towers', towers, pack, staysSparse && levels.length === 0),
    elementwiseGates:
      elementwiseGates === undefined
        ? null
        : {
            numPriors: elementwiseGates.numPriors,
            learnsPrior: learnsPrior(topology),
            epnet: epnet && layerStackPlanOf('epnet', epnet, pack),
            ppnet: ppnet?.map((stack, k) => layerStackPlanOf(`ppnet.${k}`, stack, pack)) ?? null,
          },
    embeddings: embeddings === undefined ? null : embeddingsPlanOf(embeddings, pack),
    logVariances:
      logVariances === undefined ? null : pack(packedLogVariances(logVariances, topology.numTasks)),
  };
}

function planOfLevel(
  { level, experts, gates, hasNative }: LevelLayers,
  l: number,
  pack: PackFunction,
  sparseDim: number | null,
): LevelPlan {
  const isFirst = l === 0;
  return {
    experts: layerStackPlanOf(`level${l}.experts`, experts, pack, isFirst && sparseDim !== null),
    gate:
      gates &&
      gatePlanOf(`level${l}.gates`, gates, pack, isFirst || gates.reads === 'input' ? sparseDim : null),
    native: hasNative ? pack(packedNative(`level${l}.native`, level)) : null,
    mix: passesExpertsOn(level) ? null : mixAttributesOf(level),
  };
}

function mixAttributesOf(level: LevelSpec): LevelPlan['mix'] {
  const teachesSome = level.units.some(({ teaches }) => teaches !== undefined);
  return {
    numUnits: level.units.length,
    numExperts: level.experts.length,
    sees: expertTableOf(level, (unit) => unit.gate?.sees ?? []),
    learns: expertTableOf(level, ({ native }) => (native?.kind === 'learned' ? native.experts : [])),
    ...(teachesSome && {
      teaches: expertTableOf(level, ({ teaches }) => teaches ?? indicesBelow(level.experts.length)),
    }),
  };
}

function gatePlanOf(name: string, gates: LayerStack, pack: PackFunction, sparseDim: number | null): GatePlan {
  // Units without a gate get logits that nothing reads.
  const streams = gates.groups.map((gate) => gate?.reads ?? [0]);
  const { numStreams, attrs, reads } = streamSumsOf(streams, gates.numStreams);
  const isSparse = sparseDim !== null && attrs === null;
  return {
    source: gates.reads,
    sums: attrs,
    sparseDim: attrs === null ? null : sparseDim,
    layers: layerStackPlanOf(name, { ...gates, numStreams }, pack, isSparse, reads),
  };
}

function streamSumsOf(streams: readonly (readonly number[])[], numStreams: number) {
  if (streams.every(({ length }) => length === 1)) return { numStreams, attrs: null, reads: streams.flat() };
  const counts = streams.map((added) =>
    indicesBelow(numStreams).map((stream) => added.filter((one) => one === stream).length),
  );
  const keys = [...new Set(counts.map((ofGate) => ofGate.join()))];
  const rows = keys.map((key) => key.split(',').map(Number));
  const attrs = {
    numStreams,
    sums: rows.flat(),
    transposed: indicesBelow(numStreams).flatMap((stream) => rows.map((row) => row[stream] ?? 0)),
  };
  return { numStreams: rows.length, attrs, reads: counts.map((ofGate) => keys.indexOf(ofGate.join())) };
}

function layerStackPlanOf(
  name: string,
  stack: LayerStack,
  pack: PackFunction,
  isSparse = false,
  reads = stack.groups.flatMap((group) => group?.reads ?? [0]),
): readonly LayerPlan[] {
  const { numStreams, dims, groups, endsInRelu } = stack;
  return packedLayers(name, stack).map((parameter, k) => ({
    parameter: pack(parameter),
    numStreams: k === 0 ? numStreams : groups.length,
    reads: k === 0 ? reads : indicesBelow(groups.length),
    relu: endsInRelu || k < dims.length - 1,
    isSparse: isSparse && k === 0,
  }));
}

function embeddingsPlanOf(embeddings: EmbeddingsSpec, pack: PackFunction) {
  const { numBefore, numVectors, tables } = embeddings;
  let next = 0;
  const firsts = numVectors.map((count) => {
    next += count;
    return next - count;
  });
  const attrs: Omit<EmbeddingAttrs, 'numReplicas'> = { numTables: tables.length, numBefore, firsts };
  return { parameter: pack(packedEmbeddings(embeddings)), ...attrs };
}

function learnsPrior({ elementwiseGates, embeddings, inputDim }: Topology): boolean {
  const { numBefore, numVectors, dim } = embeddings ?? { numBefore: 0, numVectors: [], dim: 0 };
  return numBefore + numVectors.length * dim > inputDim - (elementwiseGates?.numPriors ?? 0);
}

/** Table of 0 and 1, `[U * E]`. */
function expertTableOf(level: LevelSpec, expertsOf: (unit: UnitSpec) => readonly number[]): number[] {
  return level.units.flatMap((unit) => {
    const picked = new Set(expertsOf(unit));
    return level.experts.map((_, e) => (picked.has(e) ? 1 : 0));
  });
}

/** Untrained native weights, `[U * E]`. */
export const fixedNativeWeights = (level: LevelSpec): number[] =>
  expertTableOf(level, ({ native }) => (native?.kind === 'fixed' ? native.experts : []));
