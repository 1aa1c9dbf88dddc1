/** The CSV file that a command is given. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { fitToFile } from '../experiment/tableEdit.ts';
import { sizesOf } from '../table/encode.ts';
import { parseTable } from '../table/parseTable.ts';
import { notesOnTable, problemsOfTable } from '../table/problems.ts';
import { csvFormOf, type Table } from '../table/table.ts';
import { text } from '../text/text.ts';

/** An experiment and the file that it trains on. */
export interface ExperimentOnFile {
  readonly experiment: Experiment;
  /** Null: it needs none. */
  readonly table: Table | null;
}

/**
 * Reads the file at `path` for an experiment, and fits it to the file; says on standard error what to know of the rows. Null: none
 * was given. Throws a `UserError` when only one of the two asks for the other, or the file does not fit.
 */
export async function withCsv(experiment: Experiment, path: string | null): Promise<ExperimentOnFile> {
  const { source, table: setup } = experiment.data;
  if (source !== 'table' || setup === null) {
    if (path !== null) throw new UserError(text.cli.needsNoFile(path));
    return { experiment, table: null };
  }
  if (path === null) throw new UserError(text.cli.needsFile(setup.fileName));
  const table = await readCsv(path, setup);
  const problems = problemsOfTable(table, setup);
  if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join('\n'));
  for (const { message } of notesOnTable(table, setup)) process.stderr.write(`${message}\n`);
  return { experiment: fitToFile(experiment, table, sizesOf(table, setup)), table };
}

async function readCsv(path: string, form: NonNullable<Experiment['data']['table']>): Promise<Table> {
  const file = createReadStream(path);
  const opened = new Promise<void>((resolve, reject) =>
    file.once('open', () => resolve()).once('error', reject),
  );
  await opened.catch(() => {
    throw new UserError(text.cli.unreadableFile(path));
  });
  const bytes = Readable.toWeb(file) as ReadableStream<Uint8Array>;
  const reading = await parseTable({ name: basename(path), bytes }, { form: csvFormOf(form) });
  if (reading.table === null) throw new UserError([`${path}:`, ...reading.problems].join(' '));
  return reading.table;
}
