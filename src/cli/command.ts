/** Results on standard output, messages on standard error, and exit codes of all commands. */
import { fstatSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import type { Interval } from '../analysis/statistics.ts';
import { UserError } from '../core/errors.ts';
import { memoryEstimateOf, numThreadsFor } from '../experiment/costs/memory.ts';
import { numThreadsOn } from '../experiment/costs/shards.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { formatGain } from '../text/format.ts';
import { text } from '../text/text.ts';

class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly result: string;
  /** True if whoever read standard output closed it, as after `| head`. */
  readonly isClosed: boolean;

  constructor(result: string, { code, message }: NodeJS.ErrnoException) {
    super(message);
    this.result = result;
    this.isClosed = code === 'EPIPE';
  }
}

/**
 * Sets the exit code: that of `main`, 1 for an error, 2 for a `UserError`. Writes the result to
 * standard error if standard output refuses it, unless the reader has gone.
 */
export async function runCommand(
  main: (argv: readonly string[]) => Promise<number>,
  usage = '',
): Promise<void> {
  // `print` gets the error anyway, and an unread message must not end training.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const argv = process.argv.slice(2);
    if (usage !== '' && argv.includes('--help')) await printResult(`${usage}\n`);
    else process.exitCode = await main(argv);
  } catch (error) {
    process.exitCode = exitCodeAfter(error);
  }
}

function exitCodeAfter(error: unknown): number {
  if (error instanceof OutputError) {
    // Exit code of a program ended by SIGPIPE, a signal that Node ignores.
    if (error.isClosed) return 128 + constants.signals.SIGPIPE;
    process.stderr.write(`${text.cli.unwritableOutput(error.message)}\n${error.result}`);
    return 1;
  }
  const isUserError = error instanceof UserError;
  printMessage(
    isUserError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  return isUserError ? 2 : 1;
}

// Control and direction characters, which names in files and links may hold.
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Escapes characters that would control a terminal; in JSON the escapes mean the same. */
const escapedControls = (written: string): string =>
  written.replace(CONTROL_CHARACTERS, (sign) =>
    sign === '\n' || sign === '\t' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const printMessage = (line: string): void => void process.stderr.write(`${escapedControls(line)}\n`);

// Clears the line of a terminal.
const CLEAR_LINE_CODE = '\r\u001b[K';
const LOG_INTERVAL_MS = 30_000;

/** Shows progress on standard error; null ends it. */
export function createProgressLine(): (shown: string | null) => void {
  const { isTTY = false } = process.stderr;
  let lastMs = performance.now();
  return (shown) => {
    if (isTTY) process.stderr.write(CLEAR_LINE_CODE + escapedControls(shown ?? ''));
    else if (shown !== null && performance.now() - lastMs > LOG_INTERVAL_MS) {
      lastMs = performance.now();
      printMessage(shown);
    }
  };
}

/** Throws, for `runCommand`, if standard output does not take everything. */
export async function printResult(written: string): Promise<void> {
  const result = escapedControls(written);
  try {
    // On a full disk, the stream would report a partly written file as written.
    if (fstatSync(1).isFile()) writeFileSync(1, result);
    else
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(result, (error) => (error ? reject(error) : resolve()));
      });
  } catch (error) {
    throw error instanceof Error ? new OutputError(result, error) : error;
  }
}

export function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}

export function cardName({ cards }: Experiment, id: string): string {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : `${id} ${card.name}`;
}

/** `+2.1 % (+1.0 % to +3.2 %)` */
export function gainText({ mean, low, high }: Interval): string {
  if (!Number.isFinite(mean)) return text.report.allDiverged;
  const interval = text.answer.interval(low, high);
  return `${formatGain(mean)}${interval === '' ? '' : ` (${interval})`}`;
}

// Measured on files of 20,000 to 1,000,000 rows: Node, TensorFlow.js and what a file leaves behind.
const BYTES_OF_PROCESS = 350e6;

/** Memory of the whole process. `numWorkers` null: one thread per core. `trained` is of `trainedExperimentOf`. */
export function megabytesOf(trained: Experiment, numWorkers: number | null): string {
  const maxThreads = numWorkers ?? numThreadsOn(availableParallelism());
  const { total } = memoryEstimateOf(trained, numThreadsFor(trained, maxThreads));
  return `${Math.ceil((BYTES_OF_PROCESS + total) / 1e6).toLocaleString('en')} MB`;
}
