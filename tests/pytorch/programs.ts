/** Trains the eight architectures a little, exports them, and trains on here: what PyTorch is held against. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBatchStream } from '../../src/data/batches.ts';
import { dataSourceOf } from '../../src/data/registry.ts';
import type { SplitData } from '../../src/data/types.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setNumTasks, setTask, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { exportFilesOf } from '../../src/interop/exportFiles.ts';
import { safetensorsOf } from '../../src/interop/safetensors.ts';
import { architectures } from '../../src/models/architectures.ts';
import type { ExportedNetwork } from '../../src/results/results.ts';
import { exportedNetworkOf } from '../../src/train/exportedNetwork.ts';
import { createTrainer } from '../../src/train/trainer.ts';

const numSteps = 30;
export const numFurtherSteps = 20;
/** Of two, so that a mistake about which is which would show. */
const replica = 1;

const experiment = smallExperiment();
const { batchSize, learningRate } = experiment.training;
const numTasks = experiment.tasks.length;

/** Two kinds of tasks, one with few labels, weights that differ. */
function smallExperiment(): Experiment {
  let small = setNumTasks({ ...defaultExperiment(), cards: cardsOf(architectures.map(({ id }) => id)) }, 3);
  small = setTask(small, 1, { kind: 'binary', lossWeight: 2 });
  small = setTask(small, 2, { labelFraction: 0.05 });
  small = setTraining(small, { numReplicas: 2, batchSize: 32, numSteps: 200, learningRate: 0.01 });
  const options = { numTaskExperts: 2, levelDims: [[12, 8], [6]], towerDims: [5] };
  return {
    ...small,
    data: { ...small.data, inputDim: 16, numTrainRows: 600, numValidationRows: 20, numTestRows: 20 },
    cards: small.cards.map((card) => ({
      ...card,
      options: {
        ...card.options,
        ...Object.fromEntries(Object.entries(options).filter(([key]) => key in card.options)),
        ...(card.architecture === 'ple' ? { numTaskExperts: [2, 1, 1] } : {}),
      },
    })),
  };
}

/** What the engine made of a network that was exported. */
export interface Exported {
  /** Of its files, without endings. */
  readonly name: string;
  readonly network: ExportedNetwork;
  /** Of the further steps, `[steps][T]`; NaN where a batch held no label. */
  readonly losses: readonly (readonly number[])[];
}

/** Writes all programs with what `drive.py` reads into a folder. */
export async function exportAll(folder: string): Promise<readonly Exported[]> {
  const trainer = await createTrainer(experiment, null);
  for (let step = 0; step < numSteps; step++) trainer.trainStep(learningRate);
  await trainer.evaluate();
  const checkpoint = await trainer.checkpoint();
  const losses = new Map<string, number[][]>(experiment.cards.map(({ id }) => [id, []]));
  for (let step = 0; step < numFurtherSteps; step++) {
    trainer.trainStep(learningRate);
    for (const { cardId, loss } of await trainer.evaluate())
      losses.get(cardId)?.push(loss.train.slice(replica * numTasks, (replica + 1) * numTasks));
  }
  trainer.dispose();
  const batches = await batchesFile();
  const exported: Exported[] = [];
  for (const { id } of experiment.cards) {
    const network = await exportedNetworkOf(experiment, checkpoint, id, replica, null);
    if (network === null) throw new Error(`Nothing was exported of ${id}.`);
    const files = exportFilesOf({ experiment, network, link: '#' });
    for (const { name, content } of Object.values(files)) await writeFile(join(folder, name), content);
    const name = files.program.name.replace('.py', '');
    await writeFile(join(folder, `${name}.batches.safetensors`), batches);
    await writeFile(join(folder, `${name}.json`), JSON.stringify(authorsModelOf(id)));
    exported.push({ name, network, losses: losses.get(id) ?? [] });
  }
  return exported;
}

async function batchesFile(): Promise<Uint8Array> {
  const parts = (await dataSourceOf(experiment.data.source)).replicaInParts(experiment, replica, null);
  let made = parts.next();
  while (!made.done) made = parts.next();
  const { train } = made.value;
  const stream = createBatchStream(experiment.data.seed, replica, train.numRows, batchSize);
  stream.seek(numSteps);
  const rows = Array.from({ length: numFurtherSteps }, () => [...stream.next()]).flat();
  const { inputDim } = experiment.data;
  const tensors = new Map([
    [
      'inputs',
      entry(
        inputDim,
        rows.flatMap((row) => [...train.inputs.subarray(row * inputDim, (row + 1) * inputDim)]),
      ),
    ],
    ['labels', entry(numTasks, ofTasks(train, 'targets', rows))],
    ['mask', entry(numTasks, ofTasks(train, 'mask', rows))],
  ]);
  return safetensorsOf({ tensors, metadata: new Map() });
}

const entry = (width: number, values: readonly number[]) => ({
  shape: [numFurtherSteps, batchSize, width],
  values: Float32Array.from(values),
});

/** From `[T, N]` to a value per row and task. */
const ofTasks = (train: SplitData, key: 'targets' | 'mask', rows: readonly number[]): readonly number[] =>
  rows.flatMap((row) => experiment.tasks.map((_, t) => train[key][t * train.numRows + row] ?? Number.NaN));

/** What the authors call the network of a card; they have no single-task model. */
function authorsModelOf(cardId: string): object {
  const card = experiment.cards.find(({ id }) => id === cardId);
  const { numTaskExperts, numSharedExperts, numExperts, levelDims, towerDims } = card?.options ?? {};
  const models: Readonly<Record<string, string>> = {
    adattSp: 'att_sp',
    adatt: 'att_g',
    ple: 'ple',
    mmoe: 'mmoe',
    mlmmoe: 'mmoe',
    crossStitch: 'cross_st',
    sharedBottom: 'share_bottom',
  };
  return {
    mtl_model: models[card?.architecture ?? ''] ?? null,
    num_task_experts: numTaskExperts ?? 1,
    num_shared_experts: numSharedExperts ?? numExperts ?? 1,
    expert_out_dims: card?.architecture === 'mmoe' ? [(levelDims as number[][]).flat()] : levelDims,
    task_mlp: towerDims,
    input_dim: experiment.data.inputDim,
  };
}
