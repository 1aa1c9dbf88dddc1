/** Parses arguments of a command: positions, `--backend`, `--workers`, `--json`, and the command's own options. */

import type { BackendName } from '../analysis/produced/backend.ts';
import { UserError } from '../core/errors.ts';
import { text } from '../text/text.ts';

export type NodeBackendChoice = Exclude<BackendName, 'webgpu'> | null;

export interface CommandArguments {
  readonly positions: readonly string[];
  readonly json: boolean;
  readonly backend: NodeBackendChoice;
  readonly numWorkers: number | null;
  /** Keyed with dashes; flags are empty. The last value counts. */
  readonly options: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Name with dashes to a description of the value; null for a flag. */
export type OptionSpec = Readonly<Record<string, string | null>>;

/** Throws a `UserError` for an unknown option or a missing value. */
export function parseArguments(argv: readonly string[], own: OptionSpec = {}): CommandArguments {
  const positions: string[] = [];
  const options = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  let json = false;
  let backend: NodeBackendChoice = null;
  let numWorkers: CommandArguments['numWorkers'] = null;
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const expected = Object.hasOwn(own, argument) ? own[argument] : undefined;
    if (argument === '--json') json = true;
    else if (argument === '--backend') backend = readBackend(takeValue(argument, rest, 'wasm, cpu'));
    else if (argument === '--workers') numWorkers = readWorkers(takeValue(argument, rest, text.cli.aNumber));
    else if (expected !== undefined) {
      const value = expected === null ? '' : takeValue(argument, rest, expected);
      options.set(argument, value);
      lists.set(argument, [...(lists.get(argument) ?? []), value]);
    } else if (argument.startsWith('--')) throw new UserError(text.cli.unknownOption(argument));
    else positions.push(argument);
  }
  const other = ['--markdown', '--as-csv'].find((name) => options.has(name));
  if (json && other !== undefined) throw new UserError(text.cli.oneForm('--json', other));
  return { positions, json, backend, numWorkers, options, lists };
}

/** Throws a `UserError` unless the value is a number within the limits. */
export function numberOption(
  { options }: CommandArguments,
  name: string,
  fallback: number,
  [min, max]: readonly [min: number, max: number],
  isWhole = false,
): number {
  const given = options.get(name) ?? String(fallback);
  const value = given.trim() === '' ? Number.NaN : Number(given);
  const isTaken = value >= min && value <= max && (!isWhole || Number.isInteger(value));
  if (!isTaken) throw new UserError(text.cli.numberValue(name, isWhole, min, max, given));
  return value;
}

/** Throws a `UserError` unless it is a whole number from `min` to `max`. */
export const countOption = (
  args: CommandArguments,
  name: string,
  fallback: number,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number => numberOption(args, name, fallback, [min, max], true);

function takeValue(option: string, rest: string[], expected: string): string {
  const value = rest.shift();
  if (value === undefined) throw new UserError(text.cli.missingValue(option, expected));
  return value;
}

function readBackend(value: string): NodeBackendChoice {
  if (value !== 'wasm' && value !== 'cpu') throw new UserError(text.cli.backendValue(value));
  return value;
}

function readWorkers(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new UserError(text.cli.workersValue(value));
  return Number(value);
}
