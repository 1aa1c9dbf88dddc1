/** Loads weights into a run, and exports a network at any step; a separate download. */

import type {
  Checkpoint,
  ExportedNetwork,
  ImportedWeights,
  NamedWeights,
  SavedCard,
  VerificationRows,
} from '../../analysis/produced/networks.ts';
import { UserError } from '../../core/errors.ts';
import { createStream } from '../../core/random.ts';
import { sizeOf } from '../../core/shape.ts';
import { noiseDeviationsOf } from '../../data/replica.ts';
import { trainRowsOf } from '../../data/rowsOfFile.ts';
import { tableInfo } from '../../data/sources/tableInfo.ts';
import { type FileEncoding, fileEncodingOf, NUM_PLAIN_ROWS } from '../../data/table/fileEncoding.ts';
import type { Table } from '../../data/table/table.ts';
import { dataProcessOf } from '../../data/truth.ts';
import { problemsOfCard, topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { pathObjectiveOf, type TaskObjective } from '../../experiment/derived/objective.ts';
import { singleRepetitionOf } from '../../experiment/derived/retraining.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { learningRateAt } from '../../experiment/learningRate.ts';
import { checkpointTensorsOf, reportedStepOfTensor } from '../../models/namedTensors.ts';
import type { NetworkAddress } from '../../run/protocol.ts';
import { forwardPass } from '../network/forward.ts';
import { initialStateOf, type NamedValues } from '../network/initialState.ts';
import { createNetwork } from '../network/network.ts';
import type { PackedParameter } from '../network/packing.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import { readInOneTransfer } from '../tf/records.ts';
import { tensor, transpose } from '../tf/tf.ts';
import { initialValuesOf, replicaNumbersOf } from './cardTrainer.ts';
import { rowLossesOf } from './pathObjective.ts';
import { predictedFileOf } from './predict.ts';
import { createTrainer, type Trainer } from './trainer.ts';

/** Checkpoint of all cards at step 0; cards without given weights get random ones. */
export function checkpointOfWeights(experiment: Experiment, given: readonly ImportedWeights[]): Checkpoint {
  return { step: 0, numSummed: 0, cards: experiment.cards.map((card) => savedCard(card, experiment, given)) };
}

function savedCard(card: CardConfig, experiment: Experiment, given: readonly ImportedWeights[]): SavedCard {
  const topology = topologyOfCard(card, experiment);
  if (topology === null) throw new UserError(problemsOfCard(card, experiment).join(' '));
  const replicas = replicaNumbersOf(experiment).map((number, index) => {
    const ofReplica = given.findLast(
      ({ cardId, replica }) => cardId === card.id && (replica === null || replica === index),
    );
    return ofReplica === undefined
      ? initialValuesOf(topology, card, experiment, number)
      : new Map(Object.entries(ofReplica.weights));
  });
  return {
    cardId: card.id,
    ...initialStateOf(planOf(topology).parameters, replicas),
    lossSum: new Float32Array(replicas.length * experiment.tasks.length),
  };
}

export interface RunToExport {
  /** The experiment, including all changes of the learning rate. */
  readonly experiment: Experiment;
  readonly checkpoint: Checkpoint;
  readonly weights?: readonly ImportedWeights[];
  readonly table: Table | null;
  readonly rows?: Table | null;
  readonly betweenParts: () => Promise<void>;
}

/** Null if the network does not exist. Past steps are retrained, which gives the same bytes. */
export async function exportedNetworkOf(
  run: RunToExport,
  { cardId, replica, steps: asked }: NetworkAddress,
): Promise<ExportedNetwork | null> {
  const { experiment, checkpoint, table, rows = null, betweenParts } = run;
  const one = singleRepetitionOf(experiment, [cardId], replica);
  const card = one?.cards[0];
  const topology = card && topologyOfCard(card, experiment);
  const saved = checkpoint.cards.find((ofCard) => ofCard.cardId === cardId);
  const [number] = one === null ? [] : replicaNumbersOf(one);
  if (one === null || !topology || saved === undefined || number === undefined) return null;
  const plan = planOf(topology);
  const setup = experiment.data.table;
  const steps = asked ?? experiment.tasks.map(() => checkpoint.step);
  const states = await savedStatesAt(one, run, { cardId, replica }, steps);
  states.set(checkpoint.step, { saved, replica });
  const part = (key: 'parameters' | 'moment1' | 'moment2') => stateAtTaskSteps(plan, states, steps, key);
  const weights = part('parameters');
  const file = exportedFileOf(experiment, table, number);
  return {
    cardId,
    replica,
    steps,
    weights,
    moment1: part('moment1'),
    moment2: part('moment2'),
    check: await checkRowsOf(plan, weights, experiment, pathObjectiveOf(card, experiment.tasks), file),
    dataProcess: dataProcessNumbersOf(experiment, number),
    file,
    predicted:
      rows === null || file === null || table === null || setup === null
        ? null
        : await predictedFileOf(
            { topology, weights, setup, table, labelScales: file.labelScales },
            rows,
            betweenParts,
          ),
  };
}

interface SavedState {
  readonly saved: SavedCard;
  readonly replica: number;
}

async function savedStatesAt(
  one: Experiment,
  { experiment, checkpoint, weights = [], table, betweenParts }: RunToExport,
  { cardId, replica }: Pick<NetworkAddress, 'cardId' | 'replica'>,
  steps: readonly number[],
): Promise<Map<number, SavedState>> {
  const states = new Map<number, SavedState>();
  const past = [...new Set(steps)].filter((step) => step !== checkpoint.step).toSorted((a, b) => a - b);
  if (past.length === 0) return states;
  const given = weights.flatMap((ofCard) =>
    ofCard.cardId === cardId && (ofCard.replica ?? replica) === replica ? [{ ...ofCard, replica: null }] : [],
  );
  const begun = given.length === 0 ? null : checkpointOfWeights(one, given);
  const trainer = await createTrainer(one, begun, { betweenParts, openTable: async () => table });
  try {
    for (const step of past) {
      await trainTo(step, trainer, experiment.training, betweenParts);
      const [saved] = (await trainer.checkpoint()).cards;
      if (saved !== undefined) states.set(step, { saved, replica: 0 });
    }
    return states;
  } finally {
    trainer.dispose();
  }
}

/** Steps between looks at the clock. */
const STEPS_AT_ONCE = 8;

async function trainTo(
  end: number,
  trainer: Trainer,
  training: Experiment['training'],
  betweenParts: () => Promise<void>,
): Promise<void> {
  while (trainer.step < end) {
    const numSteps = Math.min(STEPS_AT_ONCE, end - trainer.step);
    for (let i = 0; i < numSteps; i++) trainer.trainStep(learningRateAt(training, trainer.step));
    await trainer.settle();
    await betweenParts();
  }
}

/** Joins states: each tensor is taken at the step of its task. */
function stateAtTaskSteps(
  plan: NetworkPlan,
  states: ReadonlyMap<number, SavedState>,
  steps: readonly number[],
  key: 'parameters' | 'moment1' | 'moment2',
): NamedWeights {
  const named = new Map(
    [...states].map(([step, { saved, replica }]) => [step, namedWeightsOf(plan, saved[key], replica)]),
  );
  const stepOf = reportedStepOfTensor(plan.topology, steps);
  const tensors = checkpointTensorsOf(plan.topology);
  return Object.fromEntries(
    tensors.map(({ name }) => [name, named.get(stepOf(name))?.[name] ?? new Float32Array()]),
  );
}

function namedWeightsOf(plan: NetworkPlan, packed: SavedCard['parameters'], replica: number): NamedWeights {
  const named = new Map(
    checkpointTensorsOf(plan.topology).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]),
  );
  const values = plan.parameters.map(({ name }) => packed[name] ?? new Float32Array());
  namedValuesOf(plan.parameters, values, replica, named);
  return Object.fromEntries(named);
}

/** Generates rows like the training rows, some without labels. */
async function checkRowsOf(
  plan: NetworkPlan,
  weights: NamedWeights,
  { tasks, data }: Experiment,
  objective: readonly TaskObjective[] | null,
  file: FileEncoding | null,
): Promise<VerificationRows> {
  const { normal, uniform } = createStream(data.seed, 'check');
  const rowsOf = (width: number, draw: (column: number) => number) =>
    Array.from({ length: NUM_PLAIN_ROWS }, () =>
      Array.from({ length: width }, (_, column) => Math.fround(draw(column))),
    );
  const inputs = file?.rows.inputs.slice(0, NUM_PLAIN_ROWS) ?? rowsOf(plan.rowDim, normal);
  const isBinary = tasks.map(({ kind }) => (kind === 'binary' ? 1 : 0));
  const labels = rowsOf(tasks.length, (t) => (isBinary[t] === 1 ? Math.round(uniform()) : normal()));
  const mask = rowsOf(tasks.length, () => (uniform() < 0.75 ? 1 : 0));
  const network = createNetwork(plan, [new Map(Object.entries(weights))]);
  try {
    const read = await readInOneTransfer(() => {
      const byTask = (rows: number[][]) => transpose(tensor(rows.flat(), [NUM_PLAIN_ROWS, tasks.length])); // [T, B]
      const { logits } = forwardPass(
        plan,
        network.state().parameters,
        tensor(inputs.flat(), [1, NUM_PLAIN_ROWS, plan.rowDim]),
      ); // [T, B]
      const losses = rowLossesOf({ logits, labels: byTask(labels), mask: byTask(mask) }, objective, isBinary);
      return { logits: transpose(logits), losses };
    });
    const logits = inputs.map((_, row) =>
      Array.from(read.logits.subarray(row * tasks.length, (row + 1) * tasks.length)),
    );
    return { inputs, labels, mask, logits, losses: Array.from(read.losses) };
  } finally {
    network.dispose();
  }
}

/** Numbers of the data-generating process, see `DataProcess`, and every task's noise deviation. */
function dataProcessNumbersOf({ tasks, data }: Experiment, replica: number): ExportedNetwork['dataProcess'] {
  const dataProcess = dataProcessOf({ tasks, data }, replica);
  if (dataProcess === null) return null;
  const { variance, constants, weights } = dataProcess;
  return { ...constants, weights, noise: noiseDeviationsOf({ tasks, data }, variance) };
}

const exportedFileOf = (
  { data }: Experiment,
  table: Table | null,
  replica: number,
): ExportedNetwork['file'] =>
  data.source !== tableInfo.id || data.table === null || table === null
    ? null
    : fileEncodingOf(table, data.table, data.seed, trainRowsOf(data, table, replica));

/** The tensors of `into` must have full size. */
export function namedValuesOf(
  parameters: readonly PackedParameter[],
  packed: readonly Float32Array[],
  replica: number,
  into: NamedValues,
): void {
  parameters.forEach((parameter, i) => {
    const size = sizeOf(parameter.shape);
    unpackReplica(
      parameter,
      packed[i]?.subarray(replica * size, (replica + 1) * size) ?? new Float32Array(),
      into,
    );
  });
}

function unpackReplica(parameter: PackedParameter, packed: Float32Array, values: NamedValues): void {
  for (const { tensor, forEachCell } of parameter.pieces) {
    const target = values.get(tensor);
    if (target === undefined) throw new Error(`The tensor '${tensor}' is missing.`);
    forEachCell((to, from) => {
      target[to] = packed[from] ?? Number.NaN;
    });
  }
}
