/** Reads the CSV or Parquet file that a command is given, and fits the experiment to it. */
import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ReadableStream as NodeStream } from 'node:stream/web';
import type { Fingerprint } from '../analysis/fingerprint.ts';
import { UserError } from '../core/errors.ts';
import type { Fields } from '../core/schema/field.ts';
import { readTableFile } from '../data/importer/importer.ts';
import type { ReadingProgress } from '../data/table/csv/parseTable.ts';
import { encodedTableOf, tableSizesOf } from '../data/table/encode.ts';
import { guessTableSetup } from '../data/table/guess.ts';
import { notesOnTable, problemsOfTable } from '../data/table/notes/problems.ts';
import { dataShiftsIn } from '../data/table/notes/shift.ts';
import { shiftSentences } from '../data/table/notes/shiftWords.ts';
import {
  type CharacterSet,
  type CsvForm,
  characterSets,
  csvFormOf,
  type ReadingForm,
  type Table,
} from '../data/table/table.ts';
import { type TableSetup, tableFields } from '../data/table/tableSetup.ts';
import { defaultExperiment } from '../experiment/defaults.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { fitToFile, setTable } from '../experiment/tableEdit.ts';
import { text } from '../text/text.ts';
import type { CommandArguments, OptionSpec } from './arguments.ts';
import { createProgressLine, printMessage } from './command.ts';
import { experimentOfArguments } from './loadExperiment.ts';
import { settingOptions, withSettings } from './settings.ts';

interface ExperimentOnFile {
  readonly experiment: Experiment;
  readonly table: Table | null;
}

export const csvOptions: OptionSpec = {
  '--csv': text.cli.csvValue,
  '--target': text.cli.aColumn,
  '--encoding': text.cli.aName,
  ...settingOptions,
};

/** Experiment fitted to its file; `fingerprint` belongs to the run in the link, if any. */
interface GivenExperiment extends ExperimentOnFile {
  readonly fingerprint: Fingerprint | null;
}

/** Loads the experiment; `--csv` and targets alone suffice. Throws a `UserError`. */
export async function experimentWithFile(args: CommandArguments, usage: string): Promise<GivenExperiment> {
  const path = args.options.get('--csv') ?? null;
  const targets = args.lists.get('--target') ?? [];
  if (args.positions.length === 0 && path !== null)
    return { ...(await experimentOfFile(path, targets, args)), fingerprint: null };
  if (targets.length > 0) throw new UserError(text.cli.targetAlone);
  if (args.options.has('--encoding')) throw new UserError(text.cli.optionAlone('--encoding'));
  const { experiment, fingerprint } = await experimentOfArguments(args.positions, usage);
  const given = await experimentWithCsv(withSettings(experiment, args), path);
  return { ...given, experiment: withSettings(given.experiment, args), fingerprint };
}

/** Guesses all but targets; prints the link to the same experiment on the page. */
async function experimentOfFile(
  path: string,
  names: readonly string[],
  args: CommandArguments,
): Promise<ExperimentOnFile> {
  const table = await readCsv(path, { ...formOf(args), ...encodingOf(args) });
  const guess = guessTableSetup(table, undefined, names);
  const [unknown] = names.filter((name) => guess.targets.every((target) => target?.column !== name));
  if (unknown !== undefined)
    throw new UserError(
      text.cli.noColumn(
        unknown,
        table.columns.map(({ name }) => name),
      ),
    );
  const tasks = guess.targets.map((target) => target?.column);
  if (names.length === 0) throw new UserError(text.cli.needsTarget(path, tasks[0] ?? null));
  const guessed = setTable(defaultExperiment(), guess, null, tasks);
  const { data, ...changed } = withSettings(guessed, args);
  const setup = data.table ?? guess;
  assertTrainableFile(table, setup);
  const sized = setTable({ data, ...changed }, setup, tableSizesOf(table, setup), tasks);
  const experiment = withSettings(sized, args);
  printMessage(text.cli.asLink(linkOfAll(experiment)));
  return { experiment, table };
}

function formOf({ options }: CommandArguments): Partial<CsvForm> {
  const { characters, delimiter, hasHeader, maxRows } = tableFields;
  const fields: Fields = { characters, delimiter, hasHeader, maxRows };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, { linkKey, read, fromText }]) => {
      const written = options.get(`--${linkKey}`);
      return written === undefined ? [] : [[key, read(fromText(written))]];
    }),
  );
}

/** Throws a `UserError` for an unknown `--encoding`. */
function encodingOf({ options }: CommandArguments): Partial<CsvForm> {
  const given = options.get('--encoding')?.toLowerCase();
  if (given === undefined) return {};
  const sets = Object.entries(characterSets) as [CharacterSet, string][];
  const found = sets.find((names) =>
    names.includes(given === 'gbk' || given === 'gb2312' ? 'gb18030' : given),
  );
  if (found === undefined) throw new UserError(text.cli.encodingValue(given, Object.values(characterSets)));
  return { characters: found[0] };
}

/** Prints notes on the rows. Throws a `UserError` if experiment and file do not fit, or only one is there. */
export async function experimentWithCsv(
  experiment: Experiment,
  path: string | null,
): Promise<ExperimentOnFile> {
  const { source, table: setup } = experiment.data;
  if (source !== 'table' || setup === null) {
    if (path !== null) throw new UserError(text.cli.needsNoFile(path));
    return { experiment, table: null };
  }
  if (path === null) throw new UserError(text.cli.needsFile(setup.fileName));
  const table = await readCsv(path, csvFormOf(setup));
  assertTrainableFile(table, setup);
  return { experiment: fitToFile(experiment, table, tableSizesOf(table, setup)), table };
}

/** Prints notes on the rows. Throws a `UserError` if nothing can be trained. */
function assertTrainableFile(table: Table, setup: TableSetup): void {
  const problems = problemsOfTable(table, setup);
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join('\n'));
  const encoded = encodedTableOf(table, setup);
  const shifts = dataShiftsIn(table, setup, encoded);
  const names = setup.targets.map((target) => target?.column ?? '');
  const said = [
    ...notesOnTable(table, setup, encoded).map(({ message }) => message),
    ...(shifts === null ? [] : shiftSentences(shifts, names)),
  ];
  for (const sentence of said) printMessage(sentence);
}

export async function readCsv(path: string, form: ReadingForm): Promise<Table> {
  const file = createReadStream(path);
  const opened = new Promise<void>((resolve, reject) =>
    file.once('open', () => resolve()).once('error', reject),
  );
  await opened.catch(() => {
    throw new UserError(text.cli.unreadableFile(path));
  });
  // `Readable.toWeb` throws where a reader cancels it before its end.
  const bytes = NodeStream.from<Uint8Array>(file) as ReadableStream<Uint8Array>;
  const showRead = createProgressLine();
  const facts = await stat(path);
  const onProgress = (progress: ReadingProgress) =>
    showRead(text.cli.readSoFar(progress.numBytes / facts.size, progress.numRows));
  const blob = facts.isFile() ? await openAsBlob(path) : null;
  const input = { name: basename(path), file: blob, bytes: () => bytes };
  const reading = await readTableFile(input, { form, onProgress });
  file.destroy();
  showRead(null);
  if (reading.table === null) throw new UserError([`${path}:`, ...reading.problems].join(' '));
  return reading.table;
}
