/**
 * Finished runs as one JSON file: one that was frozen, or a whole history. Each run carries a check of its set-up and numbers, so that
 * damage is noticed whatever it hit. Knows no page and no storage.
 */
import { UserError } from '../core/errors.ts';
import { stateOfStream } from '../core/random.ts';
import { thisRelease } from '../experiment/link/release.ts';
import { RUNS_FORMAT } from '../experiment/versions.ts';
import { limits } from '../core/schema/limits.ts';
import { isRecord, ownOf } from '../core/schema/readFields.ts';
import { printableOf, seenLine, shownValue, withoutUnseen } from '../core/schema/shownValue.ts';
import { formatCount } from '../text/format.ts';
import { text } from '../text/text.ts';
import { readSavedRun } from './readSavedRun.ts';
import type { StartedRun } from './run.ts';

const words = text.runsFile;

const VERSION = 1;

/** The part of a saved run that people wrote, or that says where it is from. */
export interface RunLabels {
  /** Given by the visitor; empty: none was. */
  readonly name: string;
  readonly note: string;
  /** Milliseconds since 1970 at which it finished. */
  readonly time: number;
  readonly release: string;
}

/** A run and its labels; `saved` is what `savedRunText` writes. */
export interface LabelledRun extends RunLabels {
  readonly saved: string;
}

/** A run of a file that was read and found whole. */
export interface ReadRun extends LabelledRun {
  readonly run: StartedRun;
}

/** The file of runs in parts that make it together: many runs are longer than any text may be. */
export function runsFileParts(runs: readonly LabelledRun[]): readonly string[] {
  const entries = runs.map(({ name, note, time, release, saved }) => {
    const run = JSON.stringify(JSON.parse(saved));
    const labels = JSON.stringify({ name, note, time: new Date(time).toISOString(), release });
    return `${labels.slice(0, -1)},"check":"${checkOf(run)}","run":${run}}`;
  });
  const head = `{"format":"${RUNS_FORMAT}","version":${VERSION},"release":${JSON.stringify(thisRelease)}`;
  return [
    `${head},"runs":[\n`,
    ...entries.flatMap((entry, at) => (at === 0 ? [entry] : [',\n', entry])),
    '\n]}\n',
  ];
}

/** The content of a file of runs: each run that is whole, made when it is asked for, and a sentence for each other. */
export type RunsReading = Iterable<
  { readonly kind: 'run'; readonly run: ReadRun } | { readonly kind: 'problem'; readonly problem: string }
>;

/** Reads a file of runs from anybody, run by run. Throws a UserError where nothing of it can be read. */
export function readRunsFile(written: string): RunsReading {
  const given = jsonOf(written);
  if (ownOf(given, 'format') !== RUNS_FORMAT)
    throw new UserError(words.otherFormat(shownValue(ownOf(given, 'format'))));
  const version = ownOf(given, 'version');
  if (version !== VERSION) throw new UserError(words.otherVersion(shownValue(version), VERSION));
  const runs = ownOf(given, 'runs');
  if (!Array.isArray(runs)) throw new UserError(words.noRuns(shownValue(runs)));
  if (runs.length > limits.keptRuns)
    throw new UserError(words.tooMany(formatCount(runs.length), formatCount(limits.keptRuns)));
  return readingOf(runs);
}

function* readingOf(runs: readonly unknown[]): RunsReading {
  for (const [index, entry] of runs.entries()) {
    try {
      yield { kind: 'run', run: runIn(entry) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield { kind: 'problem', problem: words.notRead(index + 1, nameIn(entry), error.message) };
    }
  }
}

function runIn(entry: unknown): ReadRun {
  if (!isRecord(entry)) throw new UserError(words.noRun(shownValue(entry)));
  const given = ownOf(entry, 'run');
  const saved = JSON.stringify(given) ?? '';
  const check = ownOf(entry, 'check');
  if (check !== checkOf(saved)) throw new UserError(words.changed(shownValue(check)));
  return { ...labelsIn(entry), saved, run: readSavedRun(given) };
}

/** Labels are taken as far as they go. */
function labelsIn(entry: unknown): RunLabels {
  const time = Date.parse(String(ownOf(entry, 'time')));
  const release = ownOf(entry, 'release');
  return {
    name: nameIn(entry),
    note: shortText(ownOf(entry, 'note'), limits.noteLength),
    time: Number.isFinite(time) ? time : 0,
    release: typeof release === 'string' && /^\d{1,4}([.]\d{1,4}){2}$/.test(release) ? release : '',
  };
}

const nameIn = (entry: unknown): string => seenLine(shortText(ownOf(entry, 'name'), limits.runNameLength));

/** A text as it may stand in a name or a note, line by line. */
export const shortText = (given: unknown, maxLength: number): string =>
  typeof given === 'string'
    ? given
        .slice(0, 4 * maxLength)
        .split('\n')
        .map((line) => withoutUnseen(printableOf(line)))
        .join('\n')
        .slice(0, maxLength)
    : '';

/** Changes with every character of what was saved. */
const checkOf = (saved: string): string =>
  stateOfStream([saved])
    .map((part) => (part >>> 0).toString(16).padStart(8, '0'))
    .join('');

function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new UserError(words.notJson);
  }
}
