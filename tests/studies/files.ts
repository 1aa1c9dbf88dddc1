/**
 * `npm run study -- files [NAME ...]`: trains the compared models on public files that packages bring, beside scikit-learn's linear models
 * and boosted trees, and writes what each reached into `app/recorded/publicFiles.json`, file by file. Needs Debian's r-cran-aer, -survival, -nlme,
 * -kernlab, -modeldata, -dplyr, -ggplot2 and python3-sklearn, and npm's vega-datasets, which `--npm FOLDER` holds; `--census PATH` adds
 * Census-Income. `--read` only lists rows and labels, `--check` compares three rows of the table with scikit-learn and SciPy, `--linear` the
 * architecture *Linear* with scikit-learn's Ridge and LogisticRegression on the same rows.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Interval } from '../../src/analysis/statistics.ts';
import { alignedTable } from '../../src/cli/command.ts';
import { replaceFile } from '../../src/cli/outputFile.ts';
import { summaryOfRun, withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { mean } from '../../src/core/lists.ts';
import type { Table } from '../../src/data/table/table.ts';
import { cardsOf } from '../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import {
  differenceOnFile,
  differenceOverFiles,
  type PublicFile,
  type RecordedFiles,
  type Rival,
  readRecordedFiles,
  rivals,
} from '../../src/studies/publicData/publicFiles.ts';
import { exportRows } from './files/exportRows.ts';
import { experimentOn, featuresOf, type ReadRecipe, readRecipe, type Sources } from './files/publicTable.ts';
import { censusRecipe, mostRows, type PublicRecipe, recipes, refused } from './files/recipes.ts';
import { trainedAtBest } from './files/training.ts';
import { readRecorded, runStudy, type StudyArguments, type StudyReport } from './study.ts';

const workFolder = 'build/files';
const fewestRows = 2000;
const allRecipes = [...recipes, censusRecipe];
const runProgram = promisify(execFile);

await runStudy(
  {
    ...{ '--npm': 'a folder', '--census': 'a file', '--file': 'a file', '--python': 'a program' },
    ...{ '--read': null, '--check': null, '--linear': null },
  },
  async (args) => {
    const file = args.options.get('--file') ?? 'app/recorded/publicFiles.json';
    if (args.options.has('--check')) return check(args, file);
    if (args.options.has('--linear')) return checkLinear(args);
    for (const recipe of wantedRecipes(args)) {
      if (
        !args.options.has('--read') &&
        (await readFiles(file)).files.some(({ name }) => name === recipe.name)
      )
        continue;
      const read = await readRecipe(recipe, sourcesOf(args), workFolder);
      const experiment = experimentOn(read.table, recipe);
      await args.say(`${recipe.name}: ${sizesOf(experiment)}\n`);
      if (args.options.has('--read')) continue;
      if (read.table.numRows < fewestRows) throw new UserError(`${recipe.name} has too few rows.`);
      const trained = await trainedFile(recipe, read, experiment, args);
      await replaceFile(file, async () => withFile(await readFiles(file), trained));
      await args.say(`${recipe.name}: ${args.seconds().toFixed(0)} s so far\n`);
    }
    const recorded = await readFiles(file);
    return { json: recorded, summary: tableOfFiles(recorded.files), isSound: true };
  },
);

/** Throws a `UserError` for a name that is none. */
function wantedRecipes({ positions, options }: StudyArguments): readonly PublicRecipe[] {
  if (positions.length > 0) return positions.map(recipeNamed);
  return options.has('--census') ? allRecipes : recipes;
}

function recipeNamed(wanted: string): PublicRecipe {
  const recipe = allRecipes.find(({ name }) => name === wanted);
  if (recipe === undefined) throw new UserError(`There is no recipe "${wanted}".`);
  return recipe;
}

function sourcesOf({ options }: StudyArguments): Sources {
  return { npm: options.get('--npm') ?? 'node_modules', census: options.get('--census') ?? '' };
}

function sizesOf({ data, tasks }: Experiment): string {
  return `${data.inputDim} inputs, ${data.numTrainRows} + ${data.numValidationRows} + ${data.numTestRows} rows, ${tasks.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`;
}

async function trainedFile(
  recipe: PublicRecipe,
  { table, version, licence, numRowsInSource }: ReadRecipe,
  experiment: Experiment,
  args: StudyArguments,
): Promise<PublicFile> {
  const { data, training } = experiment;
  const replicas = [...Array(training.numReplicas).keys()];
  const asked = { backend: 'wasm', numWorkers: args.numWorkers ?? 1, table } as const;
  const lossesOf = (what: 'trees' | 'linear') =>
    Promise.all(replicas.map((replica) => lossesOfProgram(what, experiment, table, replica, args)));
  const [best, linear, trees] = await Promise.all([
    withRunner(asked, (runner) => trainedAtBest(experiment, runner)),
    lossesOf('linear'),
    lossesOf('trees'),
  ]);
  const columns = data.table === null || recipe.package === null ? '' : featuresOf(data.table);
  const isTimed = data.table?.dealBy === 'time';
  const numTold = isTimed ? 1 : training.numReplicas;
  return {
    name: recipe.name,
    source: [recipe.package, version, recipe.dataSet].filter(Boolean).join(' '),
    ...{ licence, columns, labels: recipe.labels },
    split: isTimed ? 'time' : 'random',
    numRows: { train: data.numTrainRows, validation: data.numValidationRows, test: data.numTestRows },
    ...(numRowsInSource > mostRows && { numRowsInSource }),
    hash: table.hash,
    best: best.map((ofCard) =>
      ofCard.map(({ size, rate, losses }) => [size, rate, ...losses.map(fourDigits)]),
    ),
    linear: rounded(linear.slice(0, numTold)),
    trees: rounded(trees.slice(0, numTold)),
  };
}

/** Enough for mean log ratios of a hundredth of a per cent. */
function fourDigits(loss: number): number {
  return Number(loss.toPrecision(4));
}

function rounded(losses: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return losses.map((ofReplica) => ofReplica.map(fourDigits));
}

/** Of `models.py` on the rows of one repetition, `[T]`. */
async function lossesOfProgram(
  what: 'trees' | 'linear',
  experiment: Experiment,
  table: Table,
  replica: number,
  args: StudyArguments,
): Promise<readonly number[]> {
  const folder = join(workFolder, `${table.fileName}.${what}.${replica}`);
  await exportRows(experiment, table, replica, folder);
  const losses = await runPython([what, folder], args);
  await rm(folder, { recursive: true });
  return losses;
}

async function runPython(rest: readonly string[], { options }: StudyArguments): Promise<readonly number[]> {
  const python = options.get('--python') ?? '/usr/bin/python3';
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const { stdout } = await runProgram(python, ['tests/studies/files/models.py', ...rest], { env }).catch(
    (error: Error) => {
      throw new UserError(`Python with scikit-learn is needed: ${error.message}`);
    },
  );
  return JSON.parse(stdout) as readonly number[];
}

async function readFiles(file: string): Promise<RecordedFiles> {
  return readRecorded(file, readRecordedFiles, { backend: 'wasm', refused: [], files: [] });
}

/** A line per file, so that a change of one is seen as one. */
function withFile({ backend, files }: RecordedFiles, added: PublicFile): string {
  const order = allRecipes.map(({ name }) => name);
  const all = [...files.filter(({ name }) => name !== added.name), added].toSorted(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  );
  const lines = all.map((one) => JSON.stringify(one)).join(',\n');
  return `{"backend":"${backend}","refused":${JSON.stringify(refused)},"files":[\n${lines}\n]}\n`;
}

/** Hundredths of a log ratio: positive if AdaTT-sp is better. */
function tableOfFiles(files: readonly PublicFile[]): string {
  const shown = ({ mean, low, high }: Interval) =>
    `${(100 * mean).toFixed(1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
  const row = (name: string, of: (rival: Rival) => Interval) => [
    name,
    ...rivals.map((rival) => shown(of(rival))),
  ];
  return alignedTable([
    ['100 ln(rival / AdaTT-sp)', ...rivals],
    ...files.map((file) => row(file.name, (rival) => differenceOnFile(file, rival))),
    row(`mean of ${files.length} files`, (rival) => differenceOverFiles(files, rival)),
  ]);
}

/** Three rows: intervals by SciPy from the recorded losses, and the linear model of the first repetition by scikit-learn from the rows. */
async function check(args: StudyArguments, file: string): Promise<StudyReport> {
  const { files } = await readFiles(file);
  const recorded =
    args.positions.length === 0
      ? files.slice(0, 3)
      : files.filter(({ name }) => args.positions.includes(name));
  const lines: string[][] = [['file', 'hash', 'interval off by', 'linear', 'scikit-learn']];
  let isSound = recorded.length > 0;
  for (const one of recorded) {
    const recipe = recipeNamed(one.name);
    const { table } = await readRecipe(recipe, sourcesOf(args), workFolder);
    const other = await lossesOfProgram('linear', experimentOn(table, recipe), table, 0, args);
    const own = one.linear[0] ?? [];
    let apart = 0;
    for (const rival of rivals) {
      const { mean, low, high } = differenceOnFile(one, rival);
      const ends = await runPython(['table', file, one.name, rival], args);
      for (const [end, value] of [mean, low, high].entries())
        apart = Math.max(apart, Math.abs(value - (ends[end] ?? Number.NaN)));
    }
    const isSame = one.hash === table.hash;
    const isClose = other.every((loss, task) => Math.abs(loss / (own[task] ?? Number.NaN) - 1) < 1e-3);
    isSound &&= isSame && isClose && apart < 1e-9;
    const [found, scikit] = [isSame ? 'same' : 'OTHER', other.map(fourDigits)];
    lines.push([one.name, found, apart.toExponential(1), own.join(' '), scikit.join(' ')]);
  }
  return { json: lines, summary: alignedTable(lines), isSound };
}

/** Most that losses of *Linear* and of scikit-learn's linear models may differ. */
const linearTolerance = 0.005;

/** Test losses of *Linear* at its tuned learning rate beside scikit-learn's, means over repetitions; three files if none is named. */
async function checkLinear(args: StudyArguments): Promise<StudyReport> {
  const lines: string[][] = [['file', 'label', 'Linear', 'scikit-learn', 'difference']];
  let isSound = true;
  for (const recipe of args.positions.length === 0 ? recipes.slice(0, 3) : wantedRecipes(args)) {
    const { table } = await readRecipe(recipe, sourcesOf(args), workFolder);
    const base = { ...experimentOn(table, recipe), cards: cardsOf(['linear']) };
    const experiment = setComparison(base, { budget: 'asConfigured', isTuned: true });
    const replicas = [...Array(experiment.training.numReplicas).keys()];
    const asked = { backend: 'wasm', numWorkers: args.numWorkers ?? 1, table } as const;
    const run = await withRunner(asked, ({ train }) => train(trainedExperimentOf(experiment), true));
    const [trained] = summaryOfRun(experiment, run).cards;
    const fitted = await Promise.all(
      replicas.map((replica) => lossesOfProgram('linear', experiment, table, replica, args)),
    );
    for (const [task, { name, kind }] of experiment.tasks.entries()) {
      const own = trained?.tasks[task]?.loss.mean ?? Number.NaN;
      const other = mean(fitted.map((losses) => losses[task] ?? Number.NaN));
      isSound &&= Math.abs(own / other - 1) <= linearTolerance;
      const difference = `${(100 * (own / other - 1)).toFixed(2)} %`;
      lines.push([recipe.name, `${name} (${kind})`, own.toFixed(5), other.toFixed(5), difference]);
    }
    await args.say(`${recipe.name}: ${args.seconds().toFixed(0)} s so far\n`);
  }
  return { json: lines, summary: alignedTable(lines), isSound };
}
