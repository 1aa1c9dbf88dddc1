/** The gates of a level made ready to run: what they read, and their layers. */
import type { StreamSumsAttrs } from '../kernels/streamSums/streamSums.ts';
import { indices } from '../../models/rows.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { gatesReadInput } from './packing.ts';

/** A dense layer: its packed tensor and the stream each group reads (`numStreams` per replica). */
export interface LayerPlan {
  readonly parameter: number;
  readonly numStreams: number;
  readonly reads: readonly number[];
  readonly relu: boolean;
  /** Reads sparse rows; all groups read the only stream then. */
  readonly isSparse: boolean;
}

/** The gates of a level: what they read, and their layers. */
export interface GatePlan {
  readonly source: 'input' | 'streams';
  /** The sums of streams that are read instead of the streams; null: gates read single ones. */
  readonly sums: Omit<StreamSumsAttrs, 'numReplicas'> | null;
  /** Length of the sparse rows that are written out before they are summed; null: there are none. */
  readonly sparseDim: number | null;
  readonly layers: readonly LayerPlan[];
}

interface GateContext {
  readonly numStreams: number;
  readonly streamOf: (reads: number) => number;
  readonly indexOf: (name: string) => number;
  /** The raw input comes as sparse rows. */
  readonly isSparse: boolean;
  readonly inputDim: number;
}

export function gatePlan(level: LevelSpec, l: number, context: GateContext): GatePlan | null {
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
    reads: k === 0 ? reads : indices(units.length),
    relu: k < hidden.length,
    isSparse: readsSparse && k === 0 && sums === null,
  }));
  const sparseDim = readsSparse && sums !== null ? inputDim : null;
  return { source: readsInput ? 'input' : 'streams', sums: sums?.attrs ?? null, sparseDim, layers };
}

/** The sums that gates read, each once, and which of them each gate reads; without sums, the streams themselves. */
function sumsOf(streams: readonly (readonly number[])[], numStreams: number) {
  if (streams.every(({ length }) => length === 1))
    return { sums: null, reads: streams.map(([stream = 0]) => stream) };
  const counts = streams.map((added) =>
    indices(numStreams).map((stream) => added.filter((one) => one === stream).length),
  );
  const keys = [...new Set(counts.map((ofGate) => ofGate.join()))];
  const rows = keys.map((key) => key.split(',').map(Number));
  const attrs = {
    numStreams,
    sums: rows.flat(),
    transposed: indices(numStreams).flatMap((stream) => rows.map((row) => row[stream] ?? 0)),
  };
  const reads = counts.map((ofGate) => keys.indexOf(ofGate.join()));
  return { sums: { attrs, numSums: rows.length }, reads };
}
