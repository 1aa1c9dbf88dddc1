/** Reads and writes finished runs as one JSON file. */
import { UserError } from '../../core/errors.ts';
import { limits } from '../../core/schema/limits.ts';
import { isRecord, ownPropertyOf } from '../../core/schema/readFields.ts';
import { printablePartOf, shownValue, visibleLine, withoutInvisible } from '../../core/schema/shownValue.ts';
import { RUNS_FORMAT, thisRelease } from '../../experiment/versions.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { StartedRun } from '../run.ts';
import { readSavedRun } from './savedRun.ts';

const words = text.runsFile;

// Runs had another form in version 1.
const VERSION = 2;

export interface RunLabels {
  /** Text of the visitor; may be empty. */
  readonly name: string;
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly release: string;
}

export interface LabelledRun extends RunLabels {
  readonly saved: string;
}

export interface RunFromFile extends LabelledRun {
  readonly run: StartedRun;
}

/** Parts to join: many runs may exceed the longest string. */
export function runsFileParts(runs: readonly LabelledRun[]): readonly string[] {
  const entries = runs.map(({ name, note, time, release, saved }) => {
    const labels = JSON.stringify({ name, note, time: new Date(time).toISOString(), release });
    return `${labels.slice(0, -1)},"run":${saved.trim()}}`;
  });
  const head = `{"format":"${RUNS_FORMAT}","version":${VERSION},"release":${JSON.stringify(thisRelease)}`;
  return [
    `${head},"runs":[\n`,
    ...entries.flatMap((entry, at) => (at === 0 ? [entry] : [',\n', entry])),
    '\n]}\n',
  ];
}

type RunsReading = Iterable<
  { readonly kind: 'run'; readonly run: RunFromFile } | { readonly kind: 'problem'; readonly problem: string }
>;

/** Throws a UserError if nothing of the file can be read. */
export function readRunsFile(written: string): RunsReading {
  const given = jsonOf(written);
  if (ownPropertyOf(given, 'format') !== RUNS_FORMAT)
    throw new UserError(words.otherFormat(shownValue(ownPropertyOf(given, 'format'))));
  const version = ownPropertyOf(given, 'version');
  if (version !== VERSION) throw new UserError(words.otherVersion(shownValue(version), VERSION));
  const runs = ownPropertyOf(given, 'runs');
  if (!Array.isArray(runs)) throw new UserError(words.noRuns(shownValue(runs)));
  if (runs.length > limits.keptRuns)
    throw new UserError(words.tooMany(formatCount(runs.length), formatCount(limits.keptRuns)));
  return readRunsOf(runs);
}

function* readRunsOf(runs: readonly unknown[]): RunsReading {
  for (const [index, entry] of runs.entries()) {
    try {
      yield { kind: 'run', run: readRunEntry(entry) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield { kind: 'problem', problem: words.notRead(index + 1, readName(entry), error.message) };
    }
  }
}

function readRunEntry(entry: unknown): RunFromFile {
  if (!isRecord(entry)) throw new UserError(words.noRun(shownValue(entry)));
  const given = ownPropertyOf(entry, 'run');
  return { ...readLabels(entry), saved: JSON.stringify(given), run: readSavedRun(given) };
}

function readLabels(entry: unknown): RunLabels {
  const time = Date.parse(String(ownPropertyOf(entry, 'time')));
  const release = ownPropertyOf(entry, 'release');
  return {
    name: readName(entry),
    note: truncatedText(ownPropertyOf(entry, 'note'), limits.noteLength),
    time: Number.isFinite(time) ? time : 0,
    release: typeof release === 'string' && /^\d{1,4}([.]\d{1,4}){2}$/.test(release) ? release : '',
  };
}

const readName = (entry: unknown): string =>
  visibleLine(truncatedText(ownPropertyOf(entry, 'name'), limits.runNameLength));

export const truncatedText = (given: unknown, maxLength: number): string =>
  typeof given === 'string'
    ? given
        .slice(0, 4 * maxLength)
        .split('\n')
        .map((line) => withoutInvisible(printablePartOf(line)))
        .join('\n')
        .slice(0, maxLength)
    : '';

function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new UserError(words.notJson);
  }
}
