/**
 * How much memory an experiment takes, estimated before it starts from its tables alone. Knows no backend: what a device
 * really offers shows only when it runs.
 */
import { inputsKeptOf, numCopiesOf, resplits } from '../../data/copies.ts';
import { numEmbeddingParamsOf, numScaledOf, paramCountsOf, sum } from '../../models/counts.ts';
import { elementwiseGateInputDim } from '../../models/namedTensors.ts';
import type { LevelSpec, Topology } from '../../models/topology.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import type { Experiment } from '../experiment.ts';
import { numThreadsOn, type Shard, shardsOf } from './shards.ts';

/**
 * Bytes that an experiment may take in one thread, besides the cells of its file; phones and tabs give up somewhere above it.
 * Of one thread whatever the device has, so that a link that opens on one machine opens on every other.
 */
export const MEMORY_LIMIT_BYTES = 1e9;

/** Bytes that all threads together may take: they only save time, so those that would take more are left out. */
const LIMIT_OF_THREADS_BYTES = 3e9;

/** Held-out rows evaluated at once; bounds the memory an evaluation takes. */
export const EVALUATION_ROWS = 512;
const BYTES_PER_NUMBER = 4;
/** A parameter, its gradient and both moments of Adam. */
const COPIES_OF_PARAMETER = 4;
/** A value of the forward pass and its gradient. */
const COPIES_OF_ACTIVATION = 2;
/** Bytes of a cell of a file, as it was read: a number, or the place of a text among those of its column. */
const BYTES_PER_CELL = { number: 8, text: 4 } as const;
/**
 * The bytes that reading takes for a byte of a cell: columns grow as rows come, and what they outgrow is seldom given back. Measured, of
 * 60,000 rows with 490 numbers.
 */
const BYTES_PER_BYTE_READ = 1.75;

/** Estimated bytes by what they are for. */
export type MemoryEstimate = ReturnType<typeof memoryOf>;

/** Numbers one row leaves at a level: every layer of every expert, every gate, every stream produced. */
const levelNumbers = ({ dims, experts, units }: LevelSpec): number =>
  experts.length * sum(dims) + units.length * (experts.length + (dims.at(-1) ?? 0));

const numbersPerRow = (topology: Topology): number => {
  const { levels, numTasks, towerDims } = topology;
  const inputs = (topology.embeddings?.tables.length ?? 0) * topology.inputDim;
  const ofLevels = sum(levels.map(levelNumbers));
  return inputs + ofLevels + numTasks * (sum(towerDims) + 1) + elementwiseGateNumbers(topology);
};

/** Numbers one row leaves where dropout follows layers, as many as at these. */
const numbersDropped = ({ levels, numTasks, towerDims }: Topology): number =>
  sum(levels.map(({ dims, experts }) => experts.length * sum(dims))) + numTasks * sum(towerDims);

/** Numbers one row leaves at elementwise gates: what these read, and both layers and the product of each. */
const elementwiseGateNumbers = (topology: Topology): number => {
  const { epnet, ppnet } = topology.elementwiseGates ?? {};
  const numReads = [epnet, ppnet].filter((gates) => gates !== undefined).length;
  return numReads * elementwiseGateInputDim(topology) + 3 * numScaledOf(topology);
};

/**
 * Memory in `numThreads` threads, fewer where there is too little work to share. With R replicas, in float32:
 *
 * - parameters, vectors of ids: 4 copies x R x each, over all cards;
 * - activations: R x numbers per row x the larger of 2 copies x batch size (training) and 512 rows (evaluation), over all
 *   cards, since freed buffers of one are seldom of the size that another needs;
 * - data: a row has its inputs (if sparse, what is kept of them) and a target and a mask per task. The thread that leads keeps the
 *   rows of all splits of R replicas, others those of their own replicas; where a thread trains, the training rows are there once
 *   more. Repetitions that have the same rows shard them in each thread, but not the labels where each splits them anew;
 * - file: all cells of the rows that are used, and what reading them took besides, in the thread that leads; 0 where rows are
 *   made up.
 */
export const memoryOf = (experiment: Experiment, numThreads = 1) => {
  const { cards, training } = experiment;
  const topologies = cards
    .map((card) => topologyOfCard(card, experiment))
    .filter((topology) => topology !== null);
  const bytesPerReplica = BYTES_PER_NUMBER * training.numReplicas;
  const rowsAtOnce = Math.max(COPIES_OF_ACTIVATION * training.batchSize, EVALUATION_ROWS);
  const bytesPerParam = bytesPerReplica * COPIES_OF_PARAMETER;
  const parameters = bytesPerParam * sum(topologies.map((topology) => paramCountsOf(topology).total));
  const vectors = bytesPerParam * sum(topologies.map(numEmbeddingParamsOf));
  const dropped = training.dropout > 0 ? sum(topologies.map(numbersDropped)) : 0;
  const activations = bytesPerReplica * rowsAtOnce * (sum(topologies.map(numbersPerRow)) + dropped);
  const data = dataBytes(experiment, numThreads);
  const file = fileBytes(experiment);
  const total = parameters + vectors + activations + data + file;
  return { parameters, vectors, activations, data, file, total };
};

/** The most threads, up to `maxThreads`, that an experiment may have. The results do not depend on it. */
export function numThreadsFor(experiment: Experiment, maxThreads: number): number {
  let numThreads = maxThreads;
  while (numThreads > 1 && memoryOf(experiment, numThreads).total > LIMIT_OF_THREADS_BYTES) numThreads--;
  return numThreads;
}

/** Bytes that `trained`, of `trainedExperimentOf`, takes on a device with as many cores, in as many threads as there may be: on a GPU there is one. */
export function memoryOnDevice(trained: Experiment, numCores: number): number {
  const maxThreads = trained.training.backend === 'webgpu' ? 1 : numThreadsOn(numCores);
  return memoryOf(trained, numThreadsFor(trained, maxThreads)).total;
}

const numRowsOf = ({ data }: Experiment): number =>
  data.numTrainRows + data.numValidationRows + data.numTestRows;

function dataBytes(experiment: Experiment, numThreads: number): number {
  const { tasks, data, training } = experiment;
  const numbersOf = (numReplicas: number): number => {
    const numCopies = numCopiesOf(data, numReplicas);
    const copiesOfLabels = resplits(data) ? numReplicas : numCopies;
    return numCopies * inputsKeptOf(data) + copiesOfLabels * 2 * tasks.length;
  };
  const ofThreads = shardsOf(experiment, numThreads).map((shard) => numbersOf(numReplicasIn(shard)));
  // The last thread is the one that leads.
  const kept = numbersOf(training.numReplicas) + sum(ofThreads.slice(0, -1));
  return BYTES_PER_NUMBER * (numRowsOf(experiment) * kept + data.numTrainRows * sum(ofThreads));
}

function numReplicasIn(shard: Shard): number {
  const numbers = shard.flatMap(({ training: { firstReplica = 0, numReplicas } }) =>
    Array.from({ length: numReplicas }, (_, index) => firstReplica + index),
  );
  return new Set(numbers).size;
}

function fileBytes(experiment: Experiment): number {
  const { data } = experiment;
  if (data.source !== 'table' || data.table === null) return 0;
  const bytesOfRow = sum(
    data.table.columns.map(({ role }) => BYTES_PER_CELL[role === 'number' ? 'number' : 'text']),
  );
  return BYTES_PER_BYTE_READ * numRowsOf(experiment) * bytesOfRow;
}
