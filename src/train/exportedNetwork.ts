/** Takes one network out of a checkpoint, with rows on which another program can be held against this engine. */
import { createStream } from '../core/random.ts';
import { sizeOf } from '../core/shape.ts';
import { lawOf } from '../data/laws.ts';
import { tableInfo } from '../data/tableInfo.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { topologyOfCard } from '../experiment/plan/cardTopology.ts';
import { taskLoss } from '../kernels/taskLoss/taskLoss.ts';
import { checkpointTensorsOf } from '../models/namedTensors.ts';
import { createNetwork } from '../network/network.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import { namedValuesOf } from '../network/unpacking.ts';
import type { Checkpoint, CheckRows, ExportedNetwork, NamedWeights, SavedCard } from '../results/results.ts';
import { type FileEncoding, fileEncodingOf } from '../table/fileEncoding.ts';
import { NUM_PLAIN_ROWS } from '../table/madeUpRows.ts';
import type { Table } from '../table/table.ts';
import { tensor, transpose } from '../tf/tf.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { readTogether } from './readback.ts';

/** Replica `replica` of a card, counted from the first of the run; null when the checkpoint has none such. `table`: the file it trains on. */
export async function exportedNetworkOf(
  experiment: Experiment,
  checkpoint: Checkpoint,
  cardId: string,
  replica: number,
  table: Table | null,
): Promise<ExportedNetwork | null> {
  const card = experiment.cards.find(({ id }) => id === cardId);
  const saved = checkpoint.cards.find((one) => one.cardId === cardId);
  const topology = card && topologyOfCard(card, experiment);
  const number = replicaNumbersOf(experiment)[replica];
  if (!topology || saved === undefined || number === undefined) return null;
  const plan = planOf(topology);
  const part = (key: 'parameters' | 'moment1' | 'moment2') => namedOf(plan, saved[key], replica);
  const weights = part('parameters');
  const file = fileOf(experiment, table);
  return {
    cardId,
    replica,
    step: checkpoint.step,
    weights,
    moment1: part('moment1'),
    moment2: part('moment2'),
    check: await checkRowsOf(plan, weights, experiment, file),
    law: lawNumbersOf(experiment, number),
    file,
  };
}

function namedOf(plan: NetworkPlan, packed: SavedCard['parameters'], replica: number): NamedWeights {
  const named = new Map(
    checkpointTensorsOf(plan.topology).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]),
  );
  const values = plan.parameters.map(({ name }) => packed[name] ?? new Float32Array());
  namedValuesOf(plan.parameters, values, replica, named);
  return Object.fromEntries(named);
}

/** Made-up rows like those that it trained on, of which some lack labels. */
async function checkRowsOf(
  plan: NetworkPlan,
  weights: NamedWeights,
  { tasks, data }: Experiment,
  file: FileEncoding | null,
): Promise<CheckRows> {
  const { inputDim } = plan.topology;
  const { normal, uniform } = createStream(data.seed, 'check');
  const rowsOf = (width: number, draw: (column: number) => number) =>
    Array.from({ length: NUM_PLAIN_ROWS }, () =>
      Array.from({ length: width }, (_, column) => Math.fround(draw(column))),
    );
  const inputs = file?.rows.inputs.slice(0, NUM_PLAIN_ROWS) ?? rowsOf(inputDim, normal);
  const isBinary = tasks.map(({ kind }) => (kind === 'binary' ? 1 : 0));
  const labels = rowsOf(tasks.length, (t) => (isBinary[t] === 1 ? Math.round(uniform()) : normal()));
  const mask = rowsOf(tasks.length, () => (uniform() < 0.75 ? 1 : 0));
  const network = createNetwork(plan, [new Map(Object.entries(weights))]);
  try {
    const read = await readTogether(() => {
      const byTask = (rows: number[][]) => transpose(tensor(rows.flat(), [NUM_PLAIN_ROWS, tasks.length])); // [T, B]
      const { logits } = network.predict(tensor(inputs.flat(), [1, NUM_PLAIN_ROWS, inputDim])); // [T, B]
      const losses = taskLoss(logits, byTask(labels), byTask(mask), { numReplicas: 1, isBinary });
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

/** See `Law`; with the standard deviation of every task's noise. */
function lawNumbersOf({ tasks, data }: Experiment, replica: number): ExportedNetwork['law'] {
  const law = lawOf({ tasks, data }, replica);
  if (law === null) return null;
  const { variance, constants, weights } = law;
  const noise = tasks.map((task) =>
    data.noiseUnit === 'share' ? Math.sqrt(task.noise * variance) : task.noise,
  );
  return { ...constants, weights, noise };
}

const fileOf = ({ data }: Experiment, table: Table | null): ExportedNetwork['file'] =>
  data.source !== tableInfo.id || data.table === null || table === null
    ? null
    : fileEncodingOf(table, data.table, data.seed);
