/** Trains every architecture, one that learns the weights of its losses and has elementwise gates, one of each objective of tasks after tasks, one on a file, and two whose weights decay, one of them with dropout, a little, exports them, and trains on here: what PyTorch is held against. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedNetwork } from '../../src/analysis/produced/networks.ts';
import { createBatchStream } from '../../src/data/batches.ts';
import { rowDimOfData } from '../../src/data/rows.ts';
import type { Table } from '../../src/data/table/table.ts';
import type { SplitData } from '../../src/data/types.ts';
import { replicaDataOf } from '../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../src/engine/train/trainer.ts';
import { exportedNetworkOf } from '../../src/engine/train/weightTools.ts';
import { createCard, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setNumTasks, setTask, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { exportFilesOf } from '../../src/interop/exportFiles.ts';
import { safetensorsOf } from '../../src/interop/safetensors.ts';
import { cardOfEach } from '../cardOfEach.ts';
import { ownFile } from './ownFiles.ts';

const numSteps = 30;
export const numFurtherSteps = 20;
/** Of two, so that a mistake about which is which would show. */
export const replica = 1;

/** What is exported, and the file that it trains on. */
export interface Case {
  readonly experiment: Experiment;
  /** Null: it needs none. */
  readonly table: Table | null;
}

/** Two kinds of tasks, one with few labels, weights that differ. */
export function smallExperiment(): Experiment {
  const weighing = {
    ...createCard([], 'ple'),
    id: 'weighing',
    weighting: 'uncertainty' as const,
    elementwiseGates: 'both' as const,
  };
  let small = setNumTasks({ ...defaultExperiment(), cards: [...cardOfEach(), weighing] }, 3);
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
        ...('taskSpecificBackward' in card.options && { taskSpecificBackward: true }),
        ...(card.architecture === 'ple' ? { numTaskExperts: [2, 1, 1] } : {}),
      },
    })),
  };
}

/** Three tasks, each after the one before, with noise that depends on its, and a card of each objective. */
export function funnelCase(): Case {
  const small = smallExperiment();
  const chain = small.tasks.reduce<Experiment>(
    (edited, _, task) =>
      setTask(edited, task, {
        kind: 'binary',
        positiveRate: 0.6,
        labelFraction: task === 1 ? 0.8 : 1,
        after: task === 0 ? null : task - 1,
      }),
    small,
  );
  const [first, second, third] = chain.cards;
  if (!first || !second || !third) throw new Error('There must be three cards.');
  const cards = [
    { ...first, id: 'clicked' },
    { ...second, id: 'space', objective: 'entireSpace' as const },
    { ...third, id: 'inverse', objective: 'inversePropensity' as const, clip: 0.2, lambdaG: 0.5 },
  ];
  const data = { ...chain.data, noiseDependence: 0.6 };
  return { experiment: { ...chain, data, cards }, table: null };
}

/** Weights that decay, with log variances beside them that do not, and towers that PPNet scales. */
function decayingCase(id: string, training: Partial<Experiment['training']>): Case {
  const small = setTraining(smallExperiment(), training);
  const cards = small.cards.filter((card) => card.id === 'weighing').map((card) => ({ ...card, id }));
  return { experiment: { ...small, cards }, table: null };
}

/** Rows of a file that have weights, tasks of weights that differ, one of them masked and all with blanks among their labels. */
async function fileCase(): Promise<Case> {
  const { table, experiment: small } = await ownFile('mmoe');
  const weighted = setTask(setTask(small, 0, { lossWeight: 0.5 }), 1, { lossWeight: 3 });
  return { experiment: setTraining(weighted, { numReplicas: 2 }), table };
}

/** What the engine made of a network that was exported. */
export interface Exported {
  /** Of its files, without endings. */
  readonly name: string;
  readonly network: ExportedNetwork;
  /** Of the further steps, `[steps][T]`; NaN where a batch held no label; none where PyTorch has others by chance. */
  readonly losses: readonly (readonly number[])[];
}

/** Elementwise gates whose prior is an id and kinds of things: their vectors learn from the gates as well. */
async function priorCase(): Promise<Case> {
  const { table, experiment } = await ownFile('mmoe', { kind: 'priorId', code: 'prior' });
  const cards = experiment.cards.map((card) => ({
    ...card,
    id: 'prior',
    elementwiseGates: 'beforeExperts' as const,
  }));
  return { experiment: setTraining({ ...experiment, cards }, { numReplicas: 2 }), table };
}

/** Writes all programs with what `drive.py` reads into a folder. */
export async function exportAll(folder: string): Promise<readonly Exported[]> {
  const madeUp = await exportCase(folder, { experiment: smallExperiment(), table: null });
  const funnels = await exportCase(folder, funnelCase());
  const ofFile = await exportCase(folder, await fileCase());
  const ofPrior = await exportCase(folder, await priorCase());
  const decaying = await exportCase(folder, decayingCase('decaying', { weightDecay: 0.5 }));
  const dropping = await exportCase(folder, decayingCase('dropping', { weightDecay: 0.5, dropout: 0.3 }));
  // PyTorch drops others: its losses are no worse, but not these.
  const ofChance = dropping.map((one) => ({ ...one, losses: [] }));
  return [...madeUp, ...funnels, ...ofFile, ...ofPrior, ...decaying, ...ofChance];
}

/** Writes the programs of all cards of an experiment, and trains on for so many steps. */
export async function exportCase(
  folder: string,
  given: Case,
  numFurther = numFurtherSteps,
): Promise<readonly Exported[]> {
  const { experiment, table } = given;
  const { learningRate } = experiment.training;
  const numTasks = experiment.tasks.length;
  const trainer = await createTrainer(experiment, null, { ...hooks, openTable: async () => table });
  for (let step = 0; step < numSteps; step++) trainer.trainStep(learningRate);
  await trainer.evaluate();
  const checkpoint = await trainer.checkpoint();
  const losses = new Map<string, number[][]>(experiment.cards.map(({ id }) => [id, []]));
  for (let step = 0; step < numFurther; step++) {
    trainer.trainStep(learningRate);
    for (const { cardId, loss } of await trainer.evaluate())
      losses.get(cardId)?.push(loss.train.slice(replica * numTasks, (replica + 1) * numTasks));
  }
  trainer.dispose();
  const batches = await batchesFile(given, numFurther);
  const exported: Exported[] = [];
  for (const { id } of experiment.cards) {
    const network = await exportedNetworkOf(
      { experiment, checkpoint, table, betweenParts: hooks.betweenParts },
      { cardId: id, replica, steps: null },
    );
    if (network === null) throw new Error(`Nothing was exported of ${id}.`);
    const files = exportFilesOf({ experiment, network, about: 'About it.', link: '#' });
    for (const { name, content } of Object.values(files)) await writeFile(join(folder, name), content);
    const name = files.program.name.replace('.py', '');
    await writeFile(join(folder, `${name}.batches.safetensors`), batches);
    await writeFile(join(folder, `${name}.json`), JSON.stringify(authorsModelOf(experiment, id)));
    exported.push({ name, network, losses: losses.get(id) ?? [] });
  }
  return exported;
}

const hooks = { onCompiling: () => undefined, betweenParts: async () => undefined, isAlone: true };

/** The batches of the further steps, as the program makes them of its rows: a mask has the weights of its rows in it. */
async function batchesFile({ experiment, table }: Case, numBatches: number): Promise<Uint8Array> {
  const { data, tasks, training } = experiment;
  const [made] = await replicaDataOf({ data, tasks }, [replica], {
    betweenParts: hooks.betweenParts,
    table,
  });
  if (made === undefined) throw new Error('There are no rows.');
  const { train } = made;
  const stream = createBatchStream(data.seed, replica, train.numRows, training.batchSize);
  stream.seek(numSteps);
  const batch = new Int32Array(training.batchSize);
  const rows = Array.from({ length: numBatches }, () => {
    stream.next(batch);
    return [...batch];
  }).flat();
  const entry = (valuesOfRow: (row: number) => readonly number[]) => {
    const values = Float32Array.from(rows.flatMap(valuesOfRow));
    return { shape: [numBatches, training.batchSize, values.length / rows.length], values };
  };
  const ofTasks = (key: 'targets' | 'mask', row: number) =>
    tasks.map((_, task) => train[key][task * train.numRows + row] ?? Number.NaN);
  const weightOf = (row: number) => train.weights?.[row] ?? 1;
  const tensors = new Map([
    ['inputs', entry((row) => inputsOfRow(train, row, rowDimOfData({ data })))],
    ['labels', entry((row) => ofTasks('targets', row))],
    ['mask', entry((row) => ofTasks('mask', row).map((is) => is * weightOf(row)))],
  ]);
  return safetensorsOf({ tensors, metadata: new Map() });
}

function inputsOfRow({ inputs, isSparse }: SplitData, row: number, rowDim: number): readonly number[] {
  if (isSparse === true) throw new Error('The rows are kept sparse, which batches for PyTorch are not.');
  return [...inputs.subarray(row * rowDim, (row + 1) * rowDim)];
}

/** What the authors call the network of a card; they have no single-task model. */
function authorsModelOf({ cards, data }: Experiment, cardId: string): object {
  const card = cards.find(({ id }) => id === cardId);
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
    input_dim: data.inputDim,
  };
}
