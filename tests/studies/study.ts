/**
 * The form that all studies share: the arguments of a command, a report for people or as JSON, and exit code 1 when what was found is not
 * sound.
 */
import { readFile } from 'node:fs/promises';
import { type CommandArguments, type OptionSpec, parseArguments } from '../../src/cli/arguments.ts';
import { printResult, runCommand } from '../../src/cli/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { type Preset, presetOfId, presets } from '../../src/teach/presets/presets.ts';

export interface StudyArguments extends CommandArguments {
  /** Prints a part of the report for people, as soon as it is known; nothing with `--json`. */
  readonly say: (part: string) => Promise<void>;
  readonly seconds: () => number;
}

export interface StudyReport {
  /** The whole report as `--json` prints it. */
  readonly json: unknown;
  /** The last part of the report for people. */
  readonly summary: string;
  readonly isSound: boolean;
}

export async function runStudy(
  options: OptionSpec,
  study: (args: StudyArguments) => Promise<StudyReport>,
): Promise<void> {
  await runCommand(async (argv) => {
    const args = parseArguments(argv, options);
    const startMs = performance.now();
    const seconds = () => (performance.now() - startMs) / 1000;
    const say = async (part: string) => {
      if (!args.json) await printResult(part);
    };
    const { json, summary, isSound } = await study({ ...args, say, seconds });
    await printResult(args.json ? `${JSON.stringify(json)}\n` : summary);
    return isSound ? 0 : 1;
  });
}

/** The presets that a study is given; all where none is. Throws a `UserError` for a name that is none. */
export function presetsIn({ positions }: CommandArguments, usage: string): readonly Preset[] {
  if (positions.length === 0) return presets;
  const known = presets.map(({ id }) => id).join(', ');
  return positions.map((id) => {
    const preset = presetOfId(id);
    if (preset !== undefined) return preset;
    throw new UserError(`There is no preset '${id}'. The presets are ${known}. ${usage}`);
  });
}

/** The option of `seedsIn`. */
export const seedsOption = { '--seeds': 'whole numbers, such as 1,2,3' } as const;

/** The seeds that a study is given, each once; 1, 2 and 3 where none are. Throws a `UserError` for anything else. */
export function seedsIn({ options }: CommandArguments): readonly number[] {
  const given = options.get('--seeds') ?? '1,2,3';
  if (/^\d{1,6}(,\d{1,6})*$/.test(given)) return [...new Set(given.split(',').map(Number))];
  throw new UserError(`--seeds must be whole numbers with commas between; got '${given}'.`);
}

/** What a study has recorded so far; `empty` if there is no file yet. */
export async function readRecorded<T>(file: string, read: (written: string) => T, empty: T): Promise<T> {
  const written = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return written === null ? empty : read(written);
}
