/** Versions of what this page writes, links and files, and how a file of runs is told from others before what reads it is there. Knows no setting but those that an older version had not. */
import type { Report } from '../core/schema/field.ts';
import { isRecord } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
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

/** Reads a version number from anything: absent is the current one; a newer one is read as the current one, with a notice. */
export const readVersion = (given: unknown, report: Report, current: number = CURRENT_VERSION): number => {
  if (given === undefined) return current;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
    report(words.malformedVersion(shownValue(given), current));
  else if (given > current) report(words.newerVersion(given, current));
  else return given;
  return current;
};

/** The data of a file, with what was no setting yet when it was written. Files, unlike links, leave nothing else out. */
export const migrateFileData = (data: unknown, version: number): unknown =>
  version === 1 && isRecord(data) ? { ...DATA_OF_VERSION_1, ...data } : data;

/** The name of the form of a file of runs, first of all in it. */
export const RUNS_FORMAT = 'adatt-playground runs';

/** True if a text begins as a file of runs does, spaces aside. */
export const isRunsFile = (start: string): boolean =>
  start.slice(0, 200).replaceAll(/\s/g, '').startsWith(`{"format":"${RUNS_FORMAT}"`.replaceAll(' ', ''));
