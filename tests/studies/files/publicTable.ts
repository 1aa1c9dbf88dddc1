/** Reads the rows of a recipe through R, and makes the experiment on them. */
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../../src/core/errors.ts';
import { defaultValuesOf } from '../../../src/core/schema/readFields.ts';
import { readTableFile } from '../../../src/data/importer/importer.ts';
import { encodedTableOf, tableSizesOf } from '../../../src/data/table/encode.ts';
import { problemsOfTable } from '../../../src/data/table/notes/problems.ts';
import type { Table } from '../../../src/data/table/table.ts';
import { columnRoles, type TableSetup, tableFields } from '../../../src/data/table/tableSetup.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setComparison, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { setTable } from '../../../src/experiment/tableEdit.ts';
import { comparedModels } from '../../../src/studies/publicData/comparedModels.ts';
import { labelColumnsOf } from '../../../src/studies/publicData/publicFiles.ts';
import { mostRows, type PublicRecipe } from './recipes.ts';

const runProgram = promisify(execFile);

/** As R writes it. */
const form = { characters: 'unicode', delimiter: 'comma', hasHeader: true } as const;

export interface Sources {
  /** Folder of packages that npm installed. */
  readonly npm: string;
  /** Path of the file of Census-Income. */
  readonly census: string;
}

export interface ReadRecipe {
  readonly table: Table;
  /** Of the package, as R or npm tell them. */
  readonly version: string;
  readonly licence: string;
  readonly numRowsInSource: number;
}

/** Throws a `UserError` if R or the package is missing. */
export async function readRecipe(
  recipe: PublicRecipe,
  sources: Sources,
  folder: string,
): Promise<ReadRecipe> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${recipe.name}.csv`);
  const { stdout } = await runProgram('Rscript', ['--vanilla', '-e', programOf(recipe, sources, path)]).catch(
    (error: Error) => {
      throw new UserError(`${recipe.name} cannot be read: ${error.message}`);
    },
  );
  const [version = '', licence = '', numRows = ''] = stdout.trimEnd().split('\n').slice(-3);
  const file = await openAsBlob(path);
  const name = `${recipe.name}.csv`;
  const { table, ...read } = await readTableFile({ name, file, bytes: () => file.stream() }, { form });
  if (table === null) throw new UserError(`${path}: ${'problems' in read ? read.problems.join(' ') : ''}`);
  return { table, version, licence: recipe.licence ?? licence, numRowsInSource: Number(numRows) };
}

const programOf = ({ package: from, code }: PublicRecipe, sources: Sources, path: string): string => `
  NPM <- ${JSON.stringify(sources.npm)}; CENSUS <- ${JSON.stringify(sources.census)}
  read <- function(name) { e <- new.env(); data(list=name, package=${JSON.stringify(from)}, envir=e); as.data.frame(e[[name]]) }
  ${code}
  n <- nrow(d)
  if (n > ${mostRows}) { set.seed(1); d <- d[sort(sample(n, ${mostRows})),] }
  write.csv(d, ${JSON.stringify(path)}, row.names=FALSE, na="")
  ${from === null ? 'cat("", "", n, sep="\\n")' : `about <- ${factsOf(from)}; cat("\\n", about[1], "\\n", about[2], "\\n", n, sep="")`}`;

const factsOf = (name: string): string =>
  name === 'vega-datasets'
    ? `sub('.*: "(.*)".*', "\\\\1", sapply(c('^  "version"', '^  "license"'), grep, readLines(file.path(NPM, "${name}/package.json")), value=TRUE))`
    : `unlist(packageDescription("${name}")[c("Version", "License")])`;

/** Every column that is no label and no time is a feature: numbers as they are, texts as categories. */
export function setupOf(
  table: Pick<Table, 'columns' | 'fileName' | 'hash'>,
  recipe: PublicRecipe,
): TableSetup {
  const labels = labelColumnsOf(recipe);
  const hasTime = table.columns.some(({ name }) => name === 'time');
  const roleOf = ({ name, kind }: Table['columns'][number]) => {
    if (labels.some((label) => label.name === name)) return 'target';
    if (name === 'time') return 'ignored';
    return kind === 'number' ? 'number' : 'categories';
  };
  return {
    ...defaultValuesOf(tableFields),
    ...{ fileName: table.fileName, hash: table.hash },
    ...(hasTime ? { dealBy: 'time', timeColumn: 'time' } : { resplits: true }),
    columns: table.columns.map((column) => ({ name: column.name, role: roleOf(column) })),
    targets: labels.map(({ name, isNumber }) => ({
      column: name,
      positive: isNumber ? null : { kind: 'above', threshold: 0.5 },
      mask: null,
    })),
  };
}

/** Features as `name:letter`, with the letters of `columnRoles`. */
export const featuresOf = ({ columns }: TableSetup): string =>
  columns
    .filter(({ role }) => columnRoles[role].section !== undefined)
    .map(({ name, role }) => `${name}:${columnRoles[role].letter}`)
    .join(' ');

/** The same cap, schedule and patience for all. */
const trainingOfAll = { numSteps: 6000, evalEvery: 50, stopEarly: 10, learningRate: 0.003 } as const;

/** One expert per task. */
function expertCountsOf(architecture: string, numTasks: number): object {
  if (architecture === 'mmoe') return { numExperts: numTasks };
  return ['ple', 'adattSp', 'adatt'].includes(architecture) ? { numTaskExperts: 1 } : {};
}

/** Throws a `UserError` if the rows cannot be trained on. */
export function experimentOn(table: Table, recipe: PublicRecipe): Experiment {
  const setup = setupOf(table, recipe);
  const encoded = encodedTableOf(table, setup);
  const problems = problemsOfTable(table, setup, encoded);
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join('\n'));
  const { targets } = setup;
  const base = setComparison(setTraining(defaultExperiment(), { ...trainingOfAll, numReplicas: 4 }), {
    budget: 'bestSize',
  });
  const names = targets.map((target) => target?.column);
  const cards = cardsOf(comparedModels).map((card) => ({
    ...card,
    options: { ...card.options, ...expertCountsOf(card.architecture, targets.length) },
  }));
  return { ...setTable(base, setup, tableSizesOf(table, setup, encoded), names), cards };
}
