/** The parts that all commands share: results on standard output, messages for people on standard error, and the exit code. */
import { fstatSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import type { Interval } from '../analysis/statistics.ts';
import { UserError } from '../core/errors.ts';
import { memoryOf, numThreadsFor } from '../experiment/costs/memory.ts';
import { numThreadsOn } from '../experiment/costs/shards.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { formatGain } from '../text/format.ts';
import { text } from '../text/text.ts';

/** The error of a result that standard output did not take whole. */
class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly result: string;
  /** True when nobody reads any more, as after `| head`. */
  readonly isClosed: boolean;

  constructor(result: string, { code, message }: NodeJS.ErrnoException) {
    super(message);
    this.result = result;
    this.isClosed = code === 'EPIPE';
  }
}

/**
 * Runs `main` with the arguments of this process, or prints the `usage` that `--help` asks for; its number becomes the exit code, an error code 1 (2 for a `UserError`). Writes the whole
 * result to standard error when standard output does not take it, unless nobody reads any more.
 */
export async function runCommand(
  main: (argv: readonly string[]) => Promise<number>,
  usage = '',
): Promise<void> {
  // `print` learns of it anyway, and a message that nobody reads ends no training.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const argv = process.argv.slice(2);
    if (usage !== '' && argv.includes('--help')) await print(`${usage}\n`);
    else process.exitCode = await main(argv);
  } catch (error) {
    process.exitCode = exitCodeAfter(error);
  }
}

function exitCodeAfter(error: unknown): number {
  if (error instanceof OutputError) {
    // As a program that the signal ends, which Node ignores.
    if (error.isClosed) return 128 + constants.signals.SIGPIPE;
    process.stderr.write(`${text.cli.unwritableOutput(error.message)}\n${error.result}`);
    return 1;
  }
  const isUserError = error instanceof UserError;
  say(isUserError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  return isUserError ? 2 : 1;
}

/** Signs that steer a terminal or turn the direction of writing; names in files and links may hold them. */
const STEERING = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text for a terminal: signs that would steer it are written out, in JSON as escapes that mean the same. */
export const unsteered = (written: string): string =>
  written.replace(STEERING, (sign) =>
    sign === '\n' || sign === '\t' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Writes a line for people to standard error. */
export const say = (line: string): void => void process.stderr.write(`${unsteered(line)}\n`);

/** Moves to the start of the line of a terminal and empties it. */
const CLEARED_LINE = '\r\u001b[K';
/** Milliseconds between two lines where standard error is no terminal: a log is read later. */
const LINE_EVERY = 30_000;

/** Shows how far something is on standard error: a line that rewrites itself, or, in a log, one now and then. Null: it is over. */
export function progressLine(): (shown: string | null) => void {
  const { isTTY = false } = process.stderr;
  let lastMs = performance.now();
  return (shown) => {
    if (isTTY) process.stderr.write(CLEARED_LINE + unsteered(shown ?? ''));
    else if (shown !== null && performance.now() - lastMs > LINE_EVERY) {
      lastMs = performance.now();
      say(shown);
    }
  };
}

/** Writes a result to standard output, to its end. Throws, for `runCommand`, when that is not possible. */
export async function print(written: string): Promise<void> {
  const result = unsteered(written);
  try {
    // The stream would count a file as written when the disk took only the beginning.
    if (fstatSync(1).isFile()) writeFileSync(1, result);
    else
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(result, (error) => (error ? reject(error) : resolve()));
      });
  } catch (error) {
    throw error instanceof Error ? new OutputError(result, error) : error;
  }
}

/** Columns padded to their widest cell, the first left-aligned, the others right-aligned. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}

/** `A AdaTT-sp`; the letter alone where the experiment has no such card. */
export function cardName({ cards }: Experiment, id: string): string {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : `${id} ${card.name}`;
}

/** `+2.1 % (+1.0 % to +3.2 %)`. */
export function gainText({ mean, low, high }: Interval): string {
  if (!Number.isFinite(mean)) return text.report.allDiverged;
  const interval = text.answer.interval(low, high);
  return `${formatGain(mean)}${interval === '' ? '' : ` (${interval})`}`;
}

/** The memory that an experiment of `trainedExperimentOf` takes in as many threads, "120 MB"; null: as this machine has cores for. */
export function megabytesOf(trained: Experiment, numWorkers: number | null): string {
  const maxThreads = numWorkers ?? numThreadsOn(availableParallelism());
  const { total } = memoryOf(trained, numThreadsFor(trained, maxThreads));
  return `${Math.ceil(total / 1e6).toLocaleString('en')} MB`;
}
