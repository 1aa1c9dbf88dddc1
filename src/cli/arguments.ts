/** The arguments of a command: positions, `--backend`, `--workers`, `--json`, and whatever else it takes. */
import { UserError } from '../core/errors.ts';
import type { BackendName } from '../results/results.ts';
import { text } from '../text/text.ts';

export interface Arguments {
  readonly positions: readonly string[];
  readonly json: boolean;
  /** Null when not given. */
  readonly backend: Exclude<BackendName, 'webgpu'> | null;
  /** Threads that train; null when not given. */
  readonly numWorkers: number | null;
  /** Values of the command's own options that were given, by name with dashes; flags have an empty value. */
  readonly options: ReadonlyMap<string, string>;
}

/** Options of one command, by name with dashes: what is expected as their value, null for a flag. */
export type OptionSpec = Readonly<Record<string, string | null>>;

/** Throws a `UserError` for an option it does not know, or without its value. */
export function parseArguments(argv: readonly string[], own: OptionSpec = {}): Arguments {
  const positions: string[] = [];
  const options = new Map<string, string>();
  let json = false;
  let backend: Arguments['backend'] = null;
  let numWorkers: Arguments['numWorkers'] = null;
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const expected = Object.hasOwn(own, argument) ? own[argument] : undefined;
    if (argument === '--json') json = true;
    else if (argument === '--backend') backend = readBackend(rest.shift());
    else if (argument === '--workers') numWorkers = readWorkers(rest.shift());
    else if (expected !== undefined)
      options.set(argument, expected === null ? '' : takeValue(argument, rest, expected));
    else if (argument.startsWith('--')) throw new UserError(text.cli.unknownOption(argument));
    else positions.push(argument);
  }
  return { positions, json, backend, numWorkers, options };
}

/** The number of an option, or `fallback` when it was not given. Throws a `UserError` for anything else. */
export function numberOption({ options }: Arguments, name: string, fallback: number): number {
  const given = options.get(name);
  if (given === undefined) return fallback;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!Number.isFinite(value)) throw new UserError(text.cli.numberValue(name, given));
  return value;
}

/** As `numberOption`; throws also for what is no whole number or below `min`. */
export function countOption(args: Arguments, name: string, fallback: number, min: number): number {
  const value = numberOption(args, name, fallback);
  const given = args.options.get(name) ?? String(fallback);
  if (!Number.isSafeInteger(value) || value < min) throw new UserError(text.cli.countValue(name, min, given));
  return value;
}

function takeValue(option: string, rest: string[], expected: string): string {
  const value = rest.shift();
  if (value === undefined) throw new UserError(text.cli.missingValue(option, expected));
  return value;
}

function readBackend(value: string | undefined): 'wasm' | 'cpu' {
  if (value === undefined) throw new UserError(text.cli.missingValue('--backend', 'wasm, cpu'));
  if (value !== 'wasm' && value !== 'cpu') throw new UserError(text.cli.backendValue(value));
  return value;
}

function readWorkers(value: string | undefined): number {
  if (value === undefined) throw new UserError(text.cli.missingValue('--workers', text.cli.aNumber));
  if (!/^[1-9]\d?$/.test(value)) throw new UserError(text.cli.workersValue(value));
  return Number(value);
}
