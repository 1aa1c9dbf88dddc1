/** The experiment a command is given: a link, a JSON file, or the name of a preset. */
import { readFile } from 'node:fs/promises';
import type { Fingerprint } from '../analysis/fingerprint.ts';
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { readLink } from '../experiment/link/link.ts';
import { readExperiment } from '../experiment/read.ts';
import { presetOf, presets } from '../presets/presets.ts';
import { text } from '../text/text.ts';

export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** One sentence for each value that was not taken as given. */
  readonly problems: readonly string[];
  /** Of the finished run that a link was taken from. */
  readonly fingerprint: Fingerprint | null;
}

/** Throws a `UserError` when `source` is none of the three, or the file cannot be read. */
export async function loadExperiment(source: string): Promise<LoadedExperiment> {
  const preset = presetOf(source);
  if (preset !== undefined) return { experiment: preset.experiment, problems: [], fingerprint: null };
  if (source.endsWith('.json')) return { ...readExperiment(await readJson(source)), fingerprint: null };
  if (source.includes('=')) return readLink(source);
  const names = presets.map(({ id }) => id).join(', ');
  throw new UserError(text.cli.unknownSource(source, names));
}

async function readJson(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UserError(text.cli.unreadableFile(path));
  });
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UserError(text.cli.malformedFile(path, error instanceof Error ? error.message : String(error)));
  }
}
