/**
 * Brings what an older version of this page wrote into the current form, one version at a time. Knows versions, not what
 * the settings mean.
 *
 * Links leave defaults out, so a changed default, like a renamed or removed key, is a new version: raise `CURRENT_VERSION`,
 * add the step from the version before, and store one link of that version in `tests/unit/experiment/links.ts`.
 */
import { numberFromText } from '../schema/numberText.ts';
import { isRecord } from '../schema/readFields.ts';
import { shownValue } from '../schema/shownValue.ts';
import { text } from '../text/text.ts';

const words = text.experiment.link;

/** A link taken apart: keys and unescaped values, in order. */
export type LinkParameters = ReadonlyMap<string, string>;

/** Settings of the data that files of version 1 have not, and what they were then. */
const DATA_OF_VERSION_1 = { noiseUnit: 'deviation', redraw: 'directions' } as const;

/** Turns the parameters of one version into those of the next; the version itself is not among them. */
export type Migration = (parameters: LinkParameters) => LinkParameters;

/** The version that links and files are written in. */
export const CURRENT_VERSION = 2;

/**
 * What version 1 left out because it was so by default, or could not be otherwise. Its data and initial weights stay what they
 * were, to the byte.
 */
const OF_VERSION_1: LinkParameters = new Map([
  ['unit', DATA_OF_VERSION_1.noiseUnit],
  ['redraw', DATA_OF_VERSION_1.redraw],
]);

/** The step from version n to n + 1, by n. */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map([
  [1, (parameters) => new Map([...OF_VERSION_1, ...parameters])],
]);

/** The key of the version in links. */
export const VERSION_KEY = 'v';

/** A version that can be read, and what there is to say about it. */
export interface VersionReading {
  readonly version: number;
  readonly problems: readonly string[];
}

/** Reads a version number from anything: absent is the current one; a newer one is read as the current one, with a notice. */
export const readVersion = (given: unknown, current: number = CURRENT_VERSION): VersionReading => {
  if (given === undefined) return { version: current, problems: [] };
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
    return { version: current, problems: [words.malformedVersion(shownValue(given), current)] };
  if (given > current) return { version: current, problems: [words.newerVersion(given, current)] };
  return { version: given, problems: [] };
};

/**
 * The parameters in the form of the current version, without the version, and what there is to say about it. Tests give a
 * table and a version of their own.
 */
export const migrateLink = (
  parameters: LinkParameters,
  migrations: ReadonlyMap<number, Migration> = MIGRATIONS,
  current: number = CURRENT_VERSION,
): { readonly parameters: LinkParameters; readonly problems: readonly string[] } => {
  const written = parameters.get(VERSION_KEY);
  const given = written === undefined ? undefined : numberFromText(written);
  const { version, problems } = readVersion(given, current);
  let migrated: LinkParameters = new Map([...parameters].filter(([key]) => key !== VERSION_KEY));
  for (let from = version; from < current; from++) migrated = migrations.get(from)?.(migrated) ?? migrated;
  return { parameters: migrated, problems };
};

/** The data of a file, with what was not a setting yet when it was written. Files, unlike links, leave nothing else out. */
export const migrateFileData = (data: unknown, version: number): unknown =>
  version === 1 && isRecord(data) ? { ...DATA_OF_VERSION_1, ...data } : data;
