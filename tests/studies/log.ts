/**
 * `npm run log`: a made-up log of clicks and conversions with ids of users and items, split by time. Trains Shared-Bottom on it, and the
 * same network in plain PyTorch from the same weights and batches, and prints the AUC of both, the difference with its 95 % interval, and
 * the time of a step on one thread. `--write FILE` writes the log instead, as a file of one's own.
 * Exit code 1 where the interval reaches below -0.003. Needs a Python with torch.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from '../../src/analysis/robust.ts';
import { tInterval } from '../../src/analysis/statistics.ts';
import { countOption } from '../../src/cli/arguments.ts';
import { alignedTable } from '../../src/cli/command.ts';
import { evaluatedRunOf, withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { initialTensor } from '../../src/core/init.ts';
import { concatenated, mean } from '../../src/core/lists.ts';
import { createBatchStream } from '../../src/data/batches.ts';
import { parseTable } from '../../src/data/table/csv/parseTable.ts';
import { sizesOf } from '../../src/data/table/encode.ts';
import { guessSetup } from '../../src/data/table/guess.ts';
import type { Table } from '../../src/data/table/table.ts';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { replicaDataOf } from '../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../src/engine/train/trainer.ts';
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { setComparison, setTraining } from '../../src/experiment/edit.ts';
import { setCardOptions } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { setTable } from '../../src/experiment/tableEdit.ts';
import { namedTensorsOf } from '../../src/models/namedTensors.ts';
import { runJsonOf } from '../../src/run/report/runJson.ts';
import { text } from '../../src/text/text.ts';
import { pythonWithTorch, withoutTorch } from '../pytorch/findPython.mjs';
import { logHeader, logLines, usualLog } from './clickLog.ts';
import { runStudy } from './study.ts';

// Commands are bundled, so not beside this file.
const program = resolve('tests/studies/clickLog.py');
const bottom = [64, 32];
const tower = [16];
const LEAST_DIFFERENCE = -0.003;

const options = { '--rows': text.cli.aNumber, '--steps': text.cli.aNumber, '--write': text.cli.csvValue };

await runStudy(options, async (args) => {
  const numRows = countOption(args, '--rows', usualLog.numRows, 1000);
  const file = args.options.get('--write');
  if (file !== undefined) {
    await writeFile(file, [logHeader, ...logLines({ ...usualLog, numRows })].join('\n'));
    return { json: { file, numRows }, summary: `${file}: ${numRows} rows\n`, isSound: true };
  }
  const numSteps = countOption(args, '--steps', 1000, 10);
  const python = pythonWithTorch();
  if (python === null) throw new UserError(withoutTorch);
  const table = await splitLog(numRows);
  const experiment = experimentOn(table, numSteps);
  const trained = await withRunner({ ...args, table }, ({ trainAll }) => trainAll(experiment));
  const [card] = runJsonOf(evaluatedRunOf(experiment, trained)).architectures;
  const ours = card?.tasks.map(({ auc }) => (auc ?? []).map((value) => value ?? Number.NaN)) ?? [];
  const msOfStep = await msPerStep(experiment, table);
  const theirs = await plainResult(experiment, table, python);
  const found = experiment.tasks.map(({ name }, task) => {
    const plain = theirs.auc.map((ofSeed) => ofSeed[task] ?? Number.NaN);
    const own = ours[task] ?? [];
    return {
      name,
      own: mean(own),
      plain: mean(plain),
      difference: tInterval(
        own.map((value, seed) => value - (plain[seed] ?? Number.NaN)),
        0.95,
      ),
    };
  });
  const isSound = found.every(({ difference: { low } }) => low > LEAST_DIFFERENCE);
  const rows = found.map(({ name, own, plain, difference: { mean: middle, low, high } }) => [
    name,
    ...[own, plain, middle, low, high].map((value) => value.toFixed(4)),
  ]);
  const times = `a step of one repetition ${msOfStep.toFixed(2)} ms, PyTorch ${median(theirs.ms).toFixed(2)} ms`;
  return {
    json: { found, msOfStep, msOfTheirs: theirs.ms, numRows, numSteps },
    summary: `${alignedTable([['task', 'AUC', 'PyTorch', 'difference', 'low', 'high'], ...rows])}log: ${numRows} rows, ${times}\n`,
    isSound,
  };
});

/** The log with a column that deals its rows by time. */
async function splitLog(numRows: number): Promise<Table> {
  const partOf = (row: number) =>
    row < 0.6 * numRows ? 'train' : row < 0.8 * numRows ? 'validation' : 'test';
  const lines = [...logLines({ ...usualLog, numRows })].map((line, row) => `${line},${partOf(row)}`);
  const bytes = new TextEncoder().encode([`${logHeader},part`, ...lines].join('\n'));
  const { table } = await parseTable({ name: 'log.csv', bytes: new Blob([bytes]).stream() }, {});
  if (table === null) throw new Error('The log cannot be read.');
  return table;
}

function experimentOn(table: Table, numSteps: number): Experiment {
  const one = setComparison(
    { ...defaultExperiment(), cards: cardsOf(['sharedBottom']) },
    { budget: 'asConfigured', isTuned: false },
  );
  const sized = setCardOptions(one, 'A', { levelDims: [bottom], towerDims: tower });
  const training = setTraining(sized, {
    numReplicas: 5,
    batchSize: 256,
    numSteps,
    evalEvery: 50,
    learningRate: 0.002,
  });
  const guessed = guessSetup(table, undefined, ['click', 'conversion']);
  const columns = guessed.columns.map((column) =>
    column.name === 'category' ? { ...column, role: 'id' as const } : column,
  );
  const setup = { ...guessed, columns };
  return setTable(training, setup, sizesOf(table, setup));
}

interface PlainResult {
  /** By seed and task. */
  readonly auc: readonly (readonly number[])[];
  readonly ms: readonly number[];
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The weights in the order of the other program's parameters: vectors, the bottom, towers. */
function initialWeights(experiment: Experiment, replica: number): Float32Array {
  const [card] = experiment.cards;
  const topology = card && topologyOfCard(card, experiment);
  if (!topology) throw new Error('There is no network.');
  const parts = ['embeddings', 'experts', 'towers'] as const;
  const tensors = namedTensorsOf(topology);
  return concatenated(
    parts.flatMap((part) =>
      tensors
        .filter((tensor) => tensor.part === part)
        .map((tensor) => initialTensor(tensor, { seed: experiment.data.seed, replica })),
    ),
  );
}

/** Milliseconds of a step of one repetition on WASM, the median over stretches of steps. */
async function msPerStep(experiment: Experiment, table: Table): Promise<number> {
  const backend = await startBackend('wasm');
  await backend.activate();
  const alone = setTraining(experiment, { numReplicas: 1 });
  const rows = await replicaDataOf(alone, [0], { betweenParts: async () => undefined, table });
  const trainer = await createTrainer(alone, null, undefined, rows);
  const times: number[] = [];
  for (let stretch = 0; stretch < 10; stretch++) {
    const startMs = performance.now();
    for (let step = 0; step < 50; step++) trainer.trainStep(0.002);
    await trainer.settle();
    times.push((performance.now() - startMs) / 50);
  }
  trainer.dispose();
  backend.close();
  return median(times);
}

/** The same rows, as the engine has them, in the other program. */
async function plainResult(experiment: Experiment, table: Table, python: string): Promise<PlainResult> {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  try {
    const [data] = await replicaDataOf(experiment, [0], { betweenParts: async () => undefined, table });
    if (data === undefined || data.train.isSparse === true) throw new Error('The rows are sparse.');
    const { numVectors = [], embeddingDim = 0 } = experiment.data.table ?? {};
    const numTasks = experiment.tasks.length;
    const rowDim = data.train.inputs.length / data.train.numRows;
    for (const part of ['train', 'validation', 'test'] as const) {
      const { inputs, targets, numRows } = data[part];
      const rows = new Float32Array(numRows * (rowDim + numTasks));
      for (let row = 0; row < numRows; row++) {
        rows.set(inputs.subarray(row * rowDim, (row + 1) * rowDim), row * (rowDim + numTasks));
        for (let task = 0; task < numTasks; task++)
          rows[row * (rowDim + numTasks) + rowDim + task] = targets[task * numRows + row] ?? 0;
      }
      await writeFile(join(folder, `${part}.f32`), bytesOf(rows));
    }
    const { batchSize, numSteps, evalEvery, learningRate, numReplicas } = experiment.training;
    const facts = {
      ...{
        num_dense: rowDim - numVectors.length,
        num_vectors: numVectors,
        dim: embeddingDim,
        num_tasks: numTasks,
      },
      ...{ bottom, tower, batch_size: batchSize, num_steps: numSteps, eval_every: evalEvery },
      ...{ learning_rate: learningRate, num_seeds: numReplicas, num_threads: 1 },
    };
    for (let replica = 0; replica < numReplicas; replica++) {
      await writeFile(join(folder, `weights${replica}.f32`), bytesOf(initialWeights(experiment, replica)));
      const batches = createBatchStream(experiment.data.seed, replica, data.train.numRows, batchSize);
      const rows = new Int32Array(numSteps * batchSize);
      for (let step = 0; step < numSteps; step++)
        batches.next(rows.subarray(step * batchSize, (step + 1) * batchSize));
      await writeFile(join(folder, `batches${replica}.i32`), bytesOf(rows));
    }
    const file = join(folder, 'rows.json');
    await writeFile(file, JSON.stringify(facts));
    const { stdout, stderr, status } = spawnSync(python, [program, file], { encoding: 'utf8' });
    if (status !== 0) throw new UserError(stderr);
    return JSON.parse(stdout) as PlainResult;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
