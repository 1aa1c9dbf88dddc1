/**
 * How much memory an experiment takes, estimated before it starts from its tables alone. Knows no backend: what a device
 * really offers shows only when it runs.
 */
import { numCopiesOf, resplits, rowLengthOf } from '../../data/copies.ts';
import { paramCountsOf, sum } from '../../models/counts.ts';
import type { LevelSpec, Topology } from '../../models/topology.ts';
import type { Experiment } from '../experiment.ts';
import { topologyOfCard } from './cardTopology.ts';

/** Bytes that an experiment may take; phones and tabs give up somewhere above it. */
export const MEMORY_LIMIT_BYTES = 1e9;

/** Held-out rows evaluated at once; bounds the memory an evaluation takes. */
export const EVALUATION_ROWS = 512;
const BYTES_PER_NUMBER = 4;
/** A parameter, its gradient and both moments of Adam. */
const COPIES_OF_PARAMETER = 4;
/** A value of the forward pass and its gradient. */
const COPIES_OF_ACTIVATION = 2;
/** Where the rows were made and where they are trained on. */
const COPIES_OF_DATA = 2;

/** Estimated bytes by what they are for. */
export interface MemoryEstimate {
  readonly parameters: number;
  readonly activations: number;
  readonly data: number;
  readonly total: number;
}

/** Numbers one row leaves at a level: every layer of every expert, every gate, every stream produced. */
const levelNumbers = ({ dims, experts, units }: LevelSpec): number =>
  experts.length * sum(dims) + units.length * (experts.length + (dims.at(-1) ?? 0));

const numbersPerRow = ({ levels, numTasks, towerDims }: Topology): number =>
  sum(levels.map(levelNumbers)) + numTasks * (sum(towerDims) + 1);

/**
 * With R replicas, in float32:
 *
 * - parameters: 4 copies x R x parameters, over all cards;
 * - activations: R x numbers per row x the larger of 2 copies x batch size (training) and 512 rows (evaluation), over all
 *   cards, since freed buffers of one are seldom of the size that another needs;
 * - data: 2 copies x R x rows of all splits x (inputs, of sparse rows what is kept of them, + a target and a mask per task);
 *   repetitions that have the same rows share them, but not the labels where each splits them anew.
 */
export const memoryOf = (experiment: Experiment): MemoryEstimate => {
  const { tasks, data, cards, training } = experiment;
  const topologies = cards
    .map((card) => topologyOfCard(card, experiment))
    .filter((topology) => topology !== null);
  const bytesPerReplica = BYTES_PER_NUMBER * training.numReplicas;
  const numRows = data.numTrainRows + data.numValidationRows + data.numTestRows;
  const rowsAtOnce = Math.max(COPIES_OF_ACTIVATION * training.batchSize, EVALUATION_ROWS);
  const numParams = sum(topologies.map((topology) => paramCountsOf(topology).total));
  const parameters = bytesPerReplica * COPIES_OF_PARAMETER * numParams;
  const activations = bytesPerReplica * rowsAtOnce * sum(topologies.map(numbersPerRow));
  const numCopies = numCopiesOf(data, training.numReplicas);
  const copiesOfLabels = resplits(data) ? training.numReplicas : numCopies;
  const numbersOfData = numRows * (numCopies * rowLengthOf(data) + copiesOfLabels * 2 * tasks.length);
  const dataBytes = BYTES_PER_NUMBER * COPIES_OF_DATA * numbersOfData;
  return { parameters, activations, data: dataBytes, total: parameters + activations + dataBytes };
};
