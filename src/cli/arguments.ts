/** The arguments of a command: one or more positions, `--backend`, `--json`. */
import { UserError } from '../core/errors.ts';
import type { BackendName } from '../experiment/run.ts';
import { text } from '../text/text.ts';

export interface Arguments {
  readonly positions: readonly string[];
  readonly json: boolean;
  /** Null when not given. */
  readonly backend: Exclude<BackendName, 'webgpu'> | null;
}

/** Throws a `UserError` for an option it does not know. */
export function parseArguments(argv: readonly string[]): Arguments {
  const positions: string[] = [];
  let json = false;
  let backend: Arguments['backend'] = null;
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--json') json = true;
    else if (argument === '--backend') backend = readBackend(rest.shift());
    else if (argument.startsWith('--')) throw new UserError(text.cli.unknownOption(argument));
    else positions.push(argument);
  }
  return { positions, json, backend };
}

function readBackend(value: string | undefined): 'wasm' | 'cpu' {
  if (value === undefined) throw new UserError(text.cli.missingValue('--backend', 'wasm, cpu'));
  if (value !== 'wasm' && value !== 'cpu') throw new UserError(text.cli.backendValue(value));
  return value;
}
