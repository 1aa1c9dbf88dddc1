/** Plans the gates of a level: what they read, and their layers. */

import { indices } from '../../models/rows.ts';
import type { LevelSpec } from '../../models/topology.ts';
import type { StreamSumsAttrs } from '../kernels/streamSums/streamSums.ts';
import { gatesReadInput } from './packing.ts';

/** Each group reads one of `numStreams` streams per replica. */
export interface LayerPlan {
  readonly parameter: number;
  readonly numStreams: number;
  readonly reads: readonly number[];
  readonly relu: boolean;
  /** Sparse rows, the only stream. */
  readonly isSparse: boolean;
}

export interface GatePlan {
  readonly source: 'input' | 'streams';
  /** Null: gates read single streams. */
  readonly sums: Omit<StreamSumsAttrs, 'numReplicas'> | null;
  /** Length of sparse rows expanded before summing. */
  readonly sparseDim: number | null;
  readonly layers: readonly LayerPlan[];
}

interface GateContext {
  readonly numStreams: number;
  readonly streamOf: (reads: number) => number;
  readonly indexOf: (name: string) => number;
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
  // Units without a gate get logits that nothing reads.
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

// Each distinct sum once.
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
