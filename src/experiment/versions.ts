/** Versions of links and files, and detection of files of runs before their reader is loaded. */
import type { ReportProblem } from '../core/schema/field.ts';
import { isRecord } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { text } from '../text/text.ts';

const words = text.link;

export const CURRENT_VERSION = 2;

export const EXPERIMENT_SCHEMA_FILE = 'schema/experiment.json';

// What version 1 always did where there are settings now.
export const DATA_OF_VERSION_1 = {
  noiseUnit: 'deviation',
  redraw: 'directions',
  switching: 'laterTasks',
} as const;

export const readVersion = (
  given: unknown,
  report: ReportProblem,
  current: number = CURRENT_VERSION,
): number => {
  if (given === undefined) return current;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
    report(words.malformedVersion(shownValue(given), current));
  else if (given > current) report(words.newerVersion(given, current));
  else return given;
  return current;
};

/** Adds settings that are newer than the file; files omit nothing else. */
export const migrateFileData = (data: unknown, version: number): unknown =>
  version === 1 && isRecord(data) ? { ...DATA_OF_VERSION_1, ...data } : data;

export const RUNS_FORMAT = 'adatt-playground runs';

/** True if a file of runs starts so; ignores spaces. */
export const isRunsFile = (start: string): boolean =>
  start.slice(0, 200).replaceAll(/\s/g, '').startsWith(`{"format":"${RUNS_FORMAT}"`.replaceAll(' ', ''));
