import { stateOfStream } from '../../../src/core/random.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { ownPropertyOf } from '../../../src/core/schema/readFields.ts';
import { differenceSentence, differencesBetween } from '../../../src/experiment/differences.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { architectureOf } from '../../../src/models/architectures.ts';
import { type RunLabels, truncatedText } from '../../../src/run/codec/runsFile.ts';
import { verdictSentence } from '../../../src/run/report/verdictWords.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { runKeyOf } from '../run/runKey.ts';

/** File and time of an imported run; empty and 0 if trained here. */
export interface RunSource {
  readonly fileName: string;
  readonly importedAt: number;
}

export interface RunRecord extends RunLabels, RunSource {
  readonly id: string;
  /** Came in a file, so it is unverified. */
  readonly isImported: boolean;
  readonly config: string;
  readonly key: string;
  readonly title: string;
  readonly verdict: string;
}

export interface RunToKeep {
  readonly record: RunRecord;
  readonly saved: string;
}

/** 16 characters; texts that differ in one place always get different digests. */
function digestOf(written: string): string {
  const [a, b] = stateOfStream([written]);
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

export const setUpKeyOf = (experiment: Experiment): string => digestOf(runKeyOf(experiment));

/** `source` null: trained here. Ids are equal for the same run and sort by time; future times become now. */
export function runToKeep(
  run: StartedRun,
  saved: string,
  { name, note, release, ...labels }: RunLabels,
  source: RunSource | null,
): RunToKeep {
  const time = Math.min(labels.time, Date.now());
  const { experiment } = run;
  const summary = summaryOf(experiment, run);
  const written = JSON.stringify(JSON.parse(saved));
  const record = {
    id: `${Math.max(0, Math.round(time)).toString(36).padStart(9, '0')}-${digestOf(written)}`,
    ...{ name, note, time, release, isImported: source !== null },
    ...(source ?? { fileName: '', importedAt: 0 }),
    config: linkOfAll(experiment),
    key: setUpKeyOf(experiment),
    title: setUpTitleOf(experiment),
    verdict: summary === null ? '' : verdictSentence(experiment, summary),
  };
  return { record, saved: written };
}

/** Equal for the same run, whatever time its id has. */
export const digestFromId = (id: string): string => id.slice(id.indexOf('-'));

const setUpTitleOf = ({ cards, tasks }: Experiment): string =>
  text.history.title(
    cards.map(({ architecture, name }) => name || (architectureOf(architecture)?.label ?? architecture)),
    tasks.length,
  );

const isText = (given: unknown): boolean => typeof given === 'string';
const isFlag = (given: unknown): boolean => typeof given === 'boolean';

// A number outside dates would throw for the whole list.
const isTime = (given: unknown): boolean =>
  typeof given === 'number' && !Number.isNaN(new Date(given).getTime());

const recordChecks: Readonly<Record<keyof RunRecord, (given: unknown) => boolean>> = {
  ...{ id: isText, config: isText, key: isText, title: isText, verdict: isText },
  ...{ name: isText, note: isText, release: isText, fileName: isText },
  ...{ isImported: isFlag, time: isTime, importedAt: isTime },
};

export function validRecordOf(given: unknown): RunRecord | null {
  const entries = Object.entries(recordChecks).map(
    ([key, isSound]) => [key, ownPropertyOf(given, key), isSound] as const,
  );
  if (!entries.every(([, value, isSound]) => isSound(value))) return null;
  const record = Object.fromEntries(entries) as unknown as RunRecord;
  return {
    ...record,
    name: truncatedText(record.name, limits.runNameLength),
    note: truncatedText(record.note, limits.noteLength),
  };
}

export const changesBetween = (before: RunRecord, after: RunRecord): readonly string[] =>
  before.config === after.config
    ? []
    : differencesBetween(experimentOfRecord(before), experimentOfRecord(after)).map(differenceSentence);

const experimentOfRecord = ({ config }: RunRecord): Experiment => readLink(config).experiment;

const DATE_FORMAT = new Intl.DateTimeFormat(text.history.locale, { dateStyle: 'medium' });

export const sourceWords = ({ fileName, importedAt }: RunSource): string =>
  fileName === '' ? text.history.fromFile : text.history.fromFileOf(fileName, DATE_FORMAT.format(importedAt));

export const nameOfRecord = ({ name, title }: Pick<RunRecord, 'name' | 'title'>): string => name || title;

export const matchesQuery = ({ name, note, title, verdict }: RunRecord, query: string): boolean => {
  const written = [name, note, title, verdict].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => written.includes(word));
};
