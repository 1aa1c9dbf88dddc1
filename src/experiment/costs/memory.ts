/** Estimate of the memory that an experiment takes, made before it starts and without a backend. */
import { numRowCopiesOf, numStoredInputsOf, resplitsRows } from '../../data/rows.ts';
import { numEmbeddingParamsOf, numScaledNumbersOf, paramCountsOf, sum } from '../../models/counts.ts';
import { elementwiseGateInputDim, type LayerStack, layersOf } from '../../models/layers.ts';
import type { Topology } from '../../models/topology.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import type { Experiment } from '../experiment.ts';
import { tunedSettingsOf } from '../learningRate.ts';
import { numThreadsOn, type Shard, shardsOf } from './shards.ts';

// Phones and tabs fail somewhere above it. Only one thread counts, so that a link opens on every device.
export const MEMORY_LIMIT_BYTES = 1e9;

// More threads only save time, so those beyond this are left out.
const THREADS_LIMIT_BYTES = 3e9;

/** Held-out rows evaluated at once, which bounds the memory of an evaluation. */
export const EVALUATION_ROWS = 512;
const BYTES_PER_NUMBER = 4;
// Copies kept of each parameter: itself, its gradient and both moments of Adam.
const COPIES_OF_PARAMETER = 4;
// Copies kept of each activation: value and gradient.
const COPIES_OF_ACTIVATION = 2;
// Bytes of a cell of the file: a number, or the index of a text.
const BYTES_PER_CELL = { number: 8, text: 4 } as const;
// Measured on 60,000 rows with 490 numbers: outgrown buffers of columns are seldom freed.
const BYTES_PER_BYTE_READ = 1.75;

export type MemoryEstimate = ReturnType<typeof memoryEstimateOf>;

const numbersOf = (stacks: readonly (LayerStack | null)[]): number =>
  sum(stacks.map((stack) => (stack === null ? 0 : stack.groups.length * sum(stack.dims))));

/** Numbers per row: inputs of streams and elementwise gates, every layer's outputs, every stream. */
function numNumbersPerRow(topology: Topology): number {
  const { levels, towers, epnet, ppnet } = layersOf(topology);
  const inputs = (topology.embeddings?.tables.length ?? 0) * topology.inputDim;
  const streams = sum(topology.levels.map(({ dims, units }) => units.length * (dims.at(-1) ?? 0)));
  const numReads = [epnet, ppnet].filter((gates) => gates !== null).length;
  const scaled = numReads * elementwiseGateInputDim(topology) + numScaledNumbersOf(topology);
  const stacks = [...levels.flatMap(({ experts, gates }) => [experts, gates]), towers, epnet];
  return inputs + streams + scaled + numbersOf([...stacks, ...(ppnet ?? [])]);
}

/** Numbers stored per row for layers that dropout follows. */
const numDroppedNumbers = ({ levels, numTasks, towerDims }: Topology): number =>
  sum(levels.map(({ dims, experts }) => experts.length * sum(dims))) + numTasks * sum(towerDims);

/**
 * Bytes in float32, with R replicas. Parameters and vectors of ids: 4 copies x R. Activations: R x numbers
 * per row x max(2 x batch size, 512), summed over cards, since freed buffers seldom fit another card. Data:
 * inputs, targets and masks; the leading thread keeps all splits of all replicas, others those of their own,
 * and training rows are there twice. A thread's repetitions with equal rows share them, but not resplit
 * labels. File: used cells and what reading took, in the leading thread.
 */
export const memoryEstimateOf = (experiment: Experiment, numThreads = 1) => {
  const { cards, training } = experiment;
  const topologies = cards
    .map((card) => topologyOfCard(card, experiment))
    .filter((topology) => topology !== null);
  const drops = cards.some((card) => tunedSettingsOf(card, training).dropout > 0);
  const bytesPerReplica = BYTES_PER_NUMBER * training.numReplicas;
  const rowsAtOnce = Math.max(COPIES_OF_ACTIVATION * training.batchSize, EVALUATION_ROWS);
  const bytesPerParam = bytesPerReplica * COPIES_OF_PARAMETER;
  const parameters = bytesPerParam * sum(topologies.map((topology) => paramCountsOf(topology).total));
  const vectors = bytesPerParam * sum(topologies.map(numEmbeddingParamsOf));
  const dropped = drops ? sum(topologies.map(numDroppedNumbers)) : 0;
  const activations = bytesPerReplica * rowsAtOnce * (sum(topologies.map(numNumbersPerRow)) + dropped);
  const data = dataBytes(experiment, numThreads);
  const file = fileBytes(experiment);
  const total = parameters + vectors + activations + data + file;
  return { parameters, vectors, activations, data, file, total };
};

/** Most threads within the limit; results do not depend on it. */
export function numThreadsFor(experiment: Experiment, maxThreads: number): number {
  let numThreads = maxThreads;
  while (numThreads > 1 && memoryEstimateOf(experiment, numThreads).total > THREADS_LIMIT_BYTES) numThreads--;
  return numThreads;
}

// Measured in Chromium: what a page with hardly any data takes more once it trains.
const BYTES_OF_ENGINE = 200e6;

/** Bytes of an experiment made by `trainedExperimentOf`, engine included. */
export function memoryOnDevice(trained: Experiment, numCores: number): number {
  const maxThreads = trained.training.backend === 'webgpu' ? 1 : numThreadsOn(numCores);
  return BYTES_OF_ENGINE + memoryEstimateOf(trained, numThreadsFor(trained, maxThreads)).total;
}

const numRowsOf = ({ data }: Experiment): number =>
  data.numTrainRows + data.numValidationRows + data.numTestRows;

function dataBytes(experiment: Experiment, numThreads: number): number {
  const { tasks, data, training } = experiment;
  const numbersFor = (numReplicas: number): number => {
    const numCopies = numRowCopiesOf(data, numReplicas);
    const copiesOfLabels = resplitsRows(data) ? numReplicas : numCopies;
    return numCopies * numStoredInputsOf(data) + copiesOfLabels * 2 * tasks.length;
  };
  const ofThreads = shardsOf(experiment, numThreads).map((shard) => numbersFor(numReplicasIn(shard)));
  // The last thread is the one that leads and keeps all data.
  const kept = numbersFor(training.numReplicas) + sum(ofThreads.slice(0, -1));
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
