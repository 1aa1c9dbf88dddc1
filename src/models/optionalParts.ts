/** Parts that any network may have: elementwise gates (EPNet, PPNet) and embeddings of ids. */
import { embeddingName, epnetNames, ppnetNames } from './names.ts';
import { indicesBelow } from './rows.ts';
import { type ElementwiseGatesSpec, sharesNothing, streamsOfGate, type Topology } from './topology.ts';

type ElementwiseGatesPlace = 'none' | 'beforeExperts' | 'beforeTowers' | 'both';

export function withElementwiseGates(
  topology: Topology,
  place: ElementwiseGatesPlace,
  numPriors: number,
): Topology {
  // A network without levels has nothing that such gates could stand before.
  if (place === 'none' || topology.levels.length === 0) return topology;
  const layers = indicesBelow(topology.towerDims.length + 1);
  const ppnet = topology.towers.map((_, task) => layers.map((layer) => ppnetNames(task, layer)));
  const elementwiseGates: ElementwiseGatesSpec = {
    numPriors,
    ...(place !== 'beforeTowers' && { epnet: epnetNames }),
    ...(place !== 'beforeExperts' && { ppnet }),
  };
  return { ...topology, elementwiseGates };
}

interface IdColumnSizes {
  /** Number of vectors of each id column; prior columns come last. */
  readonly numVectors: readonly number[];
  readonly dim: number;
  /** Number of inputs after the ids: the rest of the prior. */
  readonly numAfter: number;
}

/** A table per stream if tasks share nothing else or the architecture asks; one table with elementwise gates. */
export function withEmbeddings(topology: Topology, { numVectors, dim, numAfter }: IdColumnSizes): Topology {
  if (numVectors.length === 0) return topology;
  const { inputDim, elementwiseGates } = topology;
  const numStreams = numInputStreamsOf(topology);
  const embedsPerStream =
    elementwiseGates === undefined && (topology.embedsApart === true || sharesNothing(topology));
  const streams = embedsPerStream && numStreams > 1 ? indicesBelow(numStreams) : [null];
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

export function numInputStreamsOf({ numTasks, levels: [first] }: Topology): number {
  if (first === undefined) return numTasks;
  const { experts, units } = first;
  return (
    1 + Math.max(0, ...experts.map(({ reads }) => reads), ...units.flatMap(({ gate }) => streamsOfGate(gate)))
  );
}

export function rowDimOfNetwork({ inputDim, embeddings }: Topology): number {
  if (embeddings === undefined) return inputDim;
  const { numVectors, dim } = embeddings;
  return inputDim - numVectors.length * (dim - 1);
}
