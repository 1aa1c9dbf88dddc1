/** Loads the experiment of a command from a link, a JSON file, or the name of a preset or recipe. */
import { readFile } from 'node:fs/promises';
import type { Fingerprint } from '../analysis/fingerprint.ts';
import { UserError } from '../core/errors.ts';
import { fileRecipes } from '../data/table/recipes.ts';
import { hasNothingRead, type LinkReading, readLink, readSavedFile } from '../experiment/link/link.ts';
import type { ExperimentReading } from '../experiment/read.ts';
import { presetOfId, presets } from '../teach/presets/presets.ts';
import { experimentOfRecipe } from '../teach/presets/recipeExperiments.ts';
import { text } from '../text/text.ts';
import { printMessage } from './command.ts';

interface LoadedExperiment extends ExperimentReading {
  readonly fingerprint: Fingerprint | null;
}

/** Prints problems. Throws a `UserError`, with `usage` unless there is exactly one source. */
export async function experimentOfArguments(
  [source, ...others]: readonly string[],
  usage: string,
): Promise<LoadedExperiment> {
  if (source === undefined || others.length > 0) throw new UserError(usage);
  const loaded = await loadExperiment(source);
  for (const problem of loaded.problems) printMessage(problem);
  return loaded;
}

/** Throws a `UserError` if nothing can be read. */
export async function loadExperiment(source: string): Promise<LoadedExperiment> {
  const preset = presetOfId(source);
  if (preset !== undefined) return { fingerprint: null, experiment: preset.experiment, problems: [] };
  const onFile = experimentOfRecipe(source);
  if (onFile !== undefined) return { fingerprint: null, experiment: onFile, problems: [] };
  if (source.endsWith('.json')) return { fingerprint: null, ...(await readJson(source)) };
  if (source.includes('=')) return readGivenLink(source);
  const names = (named: readonly { readonly id: string }[]) => named.map(({ id }) => id).join(', ');
  throw new UserError(text.cli.unknownSource(source, names(presets), names(fileRecipes)));
}

// Rejects a link from which nothing was read; otherwise the default experiment would be trained.
function readGivenLink(link: string): LinkReading {
  const reading = readLink(link);
  if (hasNothingRead(reading)) throw new UserError(text.cli.nothingInLink(link, reading.problems));
  return reading;
}

async function readJson(path: string): Promise<ExperimentReading> {
  const content = await readFile(path).catch(() => {
    throw new UserError(text.cli.unreadableFile(path));
  });
  // The decoder drops a byte order mark, as browsers do.
  const reading = readingOfFile(path, new TextDecoder().decode(content));
  if (reading === null) throw new UserError(text.cli.noExperiment(path));
  return reading;
}

function readingOfFile(path: string, written: string): ExperimentReading | null {
  try {
    return readSavedFile(JSON.parse(written));
  } catch (error) {
    throw new UserError(text.cli.malformedFile(path, error instanceof Error ? error.message : String(error)));
  }
}
