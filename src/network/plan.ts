/** A topology made ready to run: which packed tensor each operation takes, and the operations' static attributes. */
import type { GatedMixAttrs } from '../kernels/gatedMix/gatedMix.ts';
import type { SparseSumsAttrs, StreamSumsAttrs } from '../kernels/streamSums/streamSums.ts';
import { assertReads, type TopologyReader } from '../models/features.ts';
import { type LevelSpec, passesExpertsOn, type Topology, type UnitSpec } from '../models/topology.ts';
import { assertTopology } from '../models/topologyProblems.ts';
import { text } from '../text/text.ts';
import { gatesReadInput, type PackedParameter, packedParametersOf } from './packing.ts';

/** A dense layer: its packed tensor and the stream each group reads (`numStreams` per replica). */
interface LayerPlan {
  readonly parameter: number;
  readonly numStreams: number;
  readonly reads: readonly number[];
  readonly relu: boolean;
  /** Reads sparse rows; all groups read the only stream then. */
  readonly isSparse: boolean;
}

/** The gates of a level: what they read, and their layers. */
interface GatePlan {
  readonly source: 'input' | 'streams';
  /** The sums of streams that are read instead of the streams; null: gates read single ones. */
  readonly sums: Omit<StreamSumsAttrs, 'numReplicas'> | Omit<SparseSumsAttrs, 'numReplicas'> | null;
  readonly layers: readonly LayerPlan[];
}

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
  readonly epnet: readonly LayerPlan[] | null;
  /** By layer of the towers, a group per task. */
  readonly ppnet: readonly (readonly LayerPlan[])[] | null;
}

export interface NetworkPlan {
  readonly topology: Topology;
  /** True if the raw input comes as sparse rows, `[R, B, 2K]`. */
  readonly isSparse: boolean;
  readonly parameters: readonly PackedParameter[];
  readonly levels: readonly LevelPlan[];
  readonly towers: readonly LayerPlan[];
  /** Null: there are none. */
  readonly elementwiseGates: ElementwiseGatesPlan | null;
  /** Packed tensor of the log variances, the last one; null: the weights of the losses are fixed. */
  readonly logVariances: number | null;
}

/** The executor. Tensors without elements are none of its business. */
export const executorReader: TopologyReader = {
  name: text.models.reader.executor,
  reads: [
    'streamGates',
    'inputGates',
    'fixedNative',
    'learnedNative',
    'untrainedNative',
    'alikeStart',
    'emptyTensors',
    'linearExperts',
    'learnedLossWeights',
    'taughtExperts',
    'epnet',
    'ppnet',
    'summedGates',
    'deepGates',
  ],
};

/** Everything about running `topology` that does not depend on replicas, batch or values. Throws for tables that break a law. */
export function planOf(topology: Topology, isSparse = false): NetworkPlan {
  assertTopology(topology);
  assertReads(topology, executorReader);
  const parameters = packedParametersOf(topology);
  const indexOf = (name: string): number => parameters.findIndex((parameter) => parameter.name === name);
  // What EPNet makes of sparse rows is written out.
  const staysSparse = isSparse && topology.elementwiseGates?.epnet === undefined;
  const levels = topology.levels.map((level, l) => levelPlan(topology, level, l, indexOf, staysSparse));
  const lastUnits = topology.levels.at(-1)?.units.length ?? 1;
  const towers = mlpPlan(
    'towers',
    identity(topology.numTasks),
    lastUnits,
    topology.towerDims.length + 1,
    indexOf,
  );
  return {
    topology,
    isSparse,
    parameters,
    levels,
    towers: towers.map((layer, k) => ({ ...layer, relu: k < topology.towerDims.length })),
    elementwiseGates: elementwiseGatesPlan(topology, indexOf),
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
  const numStreams = l === 0 ? 1 : (topology.levels[l - 1]?.units.length ?? 1);
  const streamOf = (reads: number): number => (l === 0 ? 0 : reads);
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

function elementwiseGatesPlan(
  { elementwiseGates, numTasks }: Topology,
  indexOf: (name: string) => number,
): ElementwiseGatesPlan | null {
  if (elementwiseGates === undefined) return null;
  const { numPriors, epnet, ppnet } = elementwiseGates;
  // All of them read one stream.
  const layersOf = (name: string, numGates: number) =>
    mlpPlan(
      name,
      identity(numGates).map(() => 0),
      1,
      2,
      indexOf,
    ).map((layer, k) => ({ ...layer, relu: k === 0 }));
  return {
    numPriors,
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
    reads: k === 0 ? reads : identity(reads.length),
    relu: true,
    isSparse: false,
  }));
}

interface GateContext {
  readonly numStreams: number;
  readonly streamOf: (reads: number) => number;
  readonly indexOf: (name: string) => number;
  /** The raw input comes as sparse rows. */
  readonly isSparse: boolean;
  readonly inputDim: number;
}

function gatePlan(level: LevelSpec, l: number, context: GateContext): GatePlan | null {
  const { streamOf, indexOf, isSparse, inputDim } = context;
  const last = indexOf(`level${l}.gates`);
  if (last < 0) return null;
  const { units, gateDims = [] } = level;
  const readsInput = gatesReadInput(units);
  const numStreams = readsInput ? 1 : context.numStreams;
  // A unit without a gate gets logits that nothing sees.
  const streams = units.map(({ gate }) =>
    gate === null || gate.reads === 'input' ? [0] : [gate.reads, ...(gate.adds ?? [])].map(streamOf),
  );
  const { sums, reads } = sumsOf(streams, numStreams);
  const readsSparse = isSparse && (l === 0 || readsInput);
  const hidden = gateDims.map((_, k) => indexOf(`level${l}.gateLayers.${k}`));
  const layers = [...hidden, last].map((parameter, k) => ({
    parameter,
    numStreams: k === 0 ? (sums?.numSums ?? numStreams) : units.length,
    reads: k === 0 ? reads : identity(units.length),
    relu: k < hidden.length,
    // Sums of sparse rows come written out.
    isSparse: readsSparse && k === 0 && sums === null,
  }));
  const attrs = sums && (readsSparse ? { sums: sums.attrs.sums, inputDim } : sums.attrs);
  return { source: readsInput ? 'input' : 'streams', sums: attrs, layers };
}

/** The sums that gates read, each once, and which of them each gate reads; without sums, the streams themselves. */
function sumsOf(streams: readonly (readonly number[])[], numStreams: number) {
  if (streams.every(({ length }) => length === 1))
    return { sums: null, reads: streams.map(([stream = 0]) => stream) };
  const counts = streams.map((added) =>
    identity(numStreams).map((stream) => added.filter((one) => one === stream).length),
  );
  const keys = [...new Set(counts.map((ofGate) => ofGate.join()))];
  const rows = keys.map((key) => key.split(',').map(Number));
  const attrs = {
    numStreams,
    sums: rows.flat(),
    transposed: identity(numStreams).flatMap((stream) => rows.map((row) => row[stream] ?? 0)),
  };
  const reads = counts.map((ofGate) => keys.indexOf(ofGate.join()));
  return { sums: { attrs, numSums: rows.length }, reads };
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

function identity(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
