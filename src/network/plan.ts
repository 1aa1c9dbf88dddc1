/** A topology made ready to run: which packed tensor each operation takes, and the operations' static attributes. */
import type { GatedMixAttrs } from '../kernels/gatedMix/gatedMix.ts';
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

export interface LevelPlan {
  readonly experts: readonly LayerPlan[];
  readonly gate: (LayerPlan & { readonly source: 'input' | 'streams' }) | null;
  /** Packed tensor of the native weights. */
  readonly native: number | null;
  /** Null: there is nothing to mix, the experts are the streams. */
  readonly mix: Omit<GatedMixAttrs, 'numReplicas'> | null;
}

export interface NetworkPlan {
  readonly topology: Topology;
  /** True if the raw input comes as sparse rows, `[R, B, 2K]`. */
  readonly isSparse: boolean;
  readonly parameters: readonly PackedParameter[];
  readonly levels: readonly LevelPlan[];
  readonly towers: readonly LayerPlan[];
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
  ],
};

/** Everything about running `topology` that does not depend on replicas, batch or values. Throws for tables that break a law. */
export function planOf(topology: Topology, isSparse = false): NetworkPlan {
  assertTopology(topology);
  assertReads(topology, executorReader);
  const parameters = packedParametersOf(topology);
  const indexOf = (name: string): number => parameters.findIndex((parameter) => parameter.name === name);
  const levels = topology.levels.map((level, l) => levelPlan(topology, level, l, indexOf, isSparse));
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
  const gate = gatePlan(level.units, indexOf(`level${l}.gates`), numStreams, streamOf);
  return {
    experts: experts.map((layer, k) => ({
      ...layer,
      relu: level.isLinear !== true || k < experts.length - 1,
      isSparse: isSparse && l === 0 && k === 0,
    })),
    gate: gate && { ...gate, isSparse: isSparse && (l === 0 || gate.source === 'input') },
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

function gatePlan(
  units: readonly UnitSpec[],
  parameter: number,
  numStreams: number,
  streamOf: (reads: number) => number,
): LevelPlan['gate'] {
  if (parameter < 0) return null;
  const readsInput = gatesReadInput(units);
  // A unit without a gate gets logits that nothing sees.
  const reads = units.map(({ gate }) => (gate === null || gate.reads === 'input' ? 0 : streamOf(gate.reads)));
  const source = readsInput ? ('input' as const) : ('streams' as const);
  return { parameter, numStreams: readsInput ? 1 : numStreams, reads, relu: false, isSparse: false, source };
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
