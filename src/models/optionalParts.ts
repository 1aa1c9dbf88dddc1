/**
 * Parts that any network may have: elementwise gates, EPNet before its experts and PPNet before the layers of its towers; and embeddings of
 * ids, one table for all tasks, or one for each stream that it keeps apart.
 */
import { embeddingName, epnetNames, ppnetNames } from './names.ts';
import { indices } from './rows.ts';
import { type ElementwiseGatesSpec, sharesNothing, streamsOfGate, type Topology } from './topology.ts';

/** Places of a network that have elementwise gates. */
export type ElementwiseGatesPlace = 'none' | 'beforeExperts' | 'beforeTowers' | 'both';

/** The same network with such gates; `numPriors` of the last inputs of a row are the prior. */
export function withElementwiseGates(
  topology: Topology,
  place: ElementwiseGatesPlace,
  numPriors: number,
): Topology {
  if (place === 'none') return topology;
  const layers = indices(topology.towerDims.length + 1);
  const ppnet = topology.towers.map((_, task) => layers.map((layer) => ppnetNames(task, layer)));
  const elementwiseGates: ElementwiseGatesSpec = {
    numPriors,
    ...(place !== 'beforeTowers' && { epnet: epnetNames }),
    ...(place !== 'beforeExperts' && { ppnet }),
  };
  return { ...topology, elementwiseGates };
}

/** The columns of ids of a row. */
export interface IdColumns {
  /** Vectors of each column, those of the prior last. */
  readonly numVectors: readonly number[];
  /** Length of a vector. */
  readonly dim: number;
  /** Inputs after them: what else is prior. */
  readonly numAfter: number;
}

/**
 * The same network with such tables. Each stream has its own where tasks share nothing else, or else the baseline would share after
 * all, and where the architecture asks for it. Elementwise gates read one input, so there is one table with them.
 */
export function withEmbeddings(topology: Topology, { numVectors, dim, numAfter }: IdColumns): Topology {
  if (numVectors.length === 0) return topology;
  const { inputDim, elementwiseGates } = topology;
  const numStreams = numInputStreamsOf(topology);
  const isApart =
    elementwiseGates === undefined && (topology.embedsApart === true || sharesNothing(topology));
  const streams = isApart && numStreams > 1 ? indices(numStreams) : [null];
  return {
    ...topology,
    embeddings: {
      numBefore: inputDim - numAfter - numVectors.length * dim,
      dim,
      numVectors,
      tables: streams.map((stream) => numVectors.map((_, column) => embeddingName(column, stream))),
    },
  };
}

/** Streams that experts and gates of the first level read. */
export function numInputStreamsOf({ levels: [first] }: Topology): number {
  const { experts = [], units = [] } = first ?? {};
  return (
    1 + Math.max(0, ...experts.map(({ reads }) => reads), ...units.flatMap(({ gate }) => streamsOfGate(gate)))
  );
}

/** N: numbers of a row as the network takes it, where an id is one. */
export function rowDimOfNetwork({ inputDim, embeddings }: Topology): number {
  if (embeddings === undefined) return inputDim;
  const { numVectors, dim } = embeddings;
  return inputDim - numVectors.length * (dim - 1);
}
