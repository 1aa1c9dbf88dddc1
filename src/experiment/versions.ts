/** Versions of what this page writes: links and files. Knows no setting but those that an older version had not. */
import { isRecord } from '../schema/readFields.ts';
import { shownValue } from '../schema/shownValue.ts';
import { text } from '../text/text.ts';

const words = text.link;

/** The version that links and files are written in. */
export const CURRENT_VERSION = 2;

/** Settings of the data that were none yet in version 1, and what was always so. */
export const DATA_OF_VERSION_1 = {
  noiseUnit: 'deviation',
  redraw: 'directions',
  switching: 'laterTasks',
} as const;

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

/** The data of a file, with what was no setting yet when it was written. Files, unlike links, leave nothing else out. */
export const migrateFileData = (data: unknown, version: number): unknown =>
  version === 1 && isRecord(data) ? { ...DATA_OF_VERSION_1, ...data } : data;
