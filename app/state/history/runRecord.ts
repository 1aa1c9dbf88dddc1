/** The record of a run in the history: small, so that many are read at once; the run itself is a text beside it. Knows no storage. */
import { ofTask } from '../../../src/analysis/pairs.ts';
import { mean } from '../../../src/core/lists.ts';
import { stateOfStream } from '../../../src/core/random.ts';
import { differenceSentence, differencesBetween } from '../../../src/experiment/differences.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { architectureOf } from '../../../src/models/architectures.ts';
import { verdictSentence } from '../../../src/run/report/verdictWords.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { type RunLabels, shortText } from '../../../src/run/runsFile.ts';
import { pickedNetworks, summaryOf } from '../../../src/run/summary.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { isRecord, ownOf } from '../../../src/core/schema/readFields.ts';
import { text } from '../../../src/text/text.ts';
import { runKeyOf } from '../run/runKey.ts';

/** The curve of an architecture in small: heights from 0 to 99 at moments in equal distances. */
export interface SmallCurve {
  readonly color: number;
  readonly heights: readonly number[];
}

/** The file that a run came in, and when; an empty name and 0 in records that earlier releases wrote. */
export interface RunSource {
  readonly fileName: string;
  readonly importedAt: number;
}

export interface RunRecord extends RunLabels, RunSource {
  readonly id: string;
  /** It stays when older runs make room. */
  readonly isPinned: boolean;
  /** It came in a file. It takes no room from runs that were trained here, and is shown where somebody opens it. */
  readonly isImported: boolean;
  /** Link of its set-up. */
  readonly config: string;
  /** Equal for set-ups whose results are each other's, see `runKeyOf`. */
  readonly key: string;
  readonly title: string;
  readonly verdict: string;
  readonly curves: readonly SmallCurve[];
}

export interface RunToKeep {
  readonly record: RunRecord;
  readonly saved: string;
}

/** A text in 16 characters: of two that differ in one place never the same. */
function digestOf(written: string): string {
  const [a, b] = stateOfStream([written]);
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

export const setUpKeyOf = (experiment: Experiment): string => digestOf(runKeyOf(experiment));

/**
 * The record and text of a run; `source` null: it was trained here. The same run gets the same id wherever it comes from, and ids are in the
 * order of time. None is of the future, whatever a file says.
 */
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
    ...{ name, note, time, release, isImported: source !== null, isPinned: false },
    ...(source ?? { fileName: '', importedAt: 0 }),
    config: linkOf(experiment),
    key: setUpKeyOf(experiment),
    title: titleOf(experiment),
    verdict: summary === null ? '' : verdictSentence(experiment, summary),
    curves: curvesOf(run),
  };
  return { record, saved: written };
}

/** Equal for the same run, whenever it is said to have finished. */
export const digestInId = (id: string): string => id.slice(id.indexOf('-'));

const titleOf = ({ cards, tasks }: Experiment): string =>
  text.history.title(
    cards.map(({ architecture, name }) => name || (architectureOf(architecture)?.label ?? architecture)),
    tasks.length,
  );

const NUM_MOMENTS = 24;

/** Test losses as shares of the loss of the best constant, their mean over tasks and repetitions. */
function curvesOf({ experiment, networks, knownLosses }: StartedRun): readonly SmallCurve[] {
  const { cards, tasks } = experiment;
  const picked = pickedNetworks(experiment, networks);
  const lines = cards.map(({ id, color }) => {
    const history = networks.get(picked.get(id) ?? id)?.history ?? [];
    const count = Math.min(NUM_MOMENTS, history.length);
    const levels = Array.from({ length: count }, (_, index) => {
      const { loss } = history[Math.round((index * (history.length - 1)) / Math.max(1, count - 1))] ?? {};
      const shares = tasks.map((__, task) => {
        const losses = ofTask(loss?.test ?? [], task, tasks.length).filter(Number.isFinite);
        return mean(losses) / mean(ofTask(knownLosses.test, task, tasks.length));
      });
      return mean(shares.filter(Number.isFinite));
    });
    return { color, levels };
  });
  const all = lines.flatMap(({ levels }) => levels.filter(Number.isFinite));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return lines.map(({ color, levels }) => ({
    color,
    heights: levels
      .filter(Number.isFinite)
      .map((level) => (high > low ? Math.round((99 * (level - low)) / (high - low)) : 0)),
  }));
}

/** The record in a stored value; null: it is none, or damaged. */
export function recordIn(given: unknown): RunRecord | null {
  const textAt = (key: string): string | null => {
    const value = ownOf(given, key);
    return typeof value === 'string' ? value : null;
  };
  const [id, config, key] = [textAt('id'), textAt('config'), textAt('key')];
  const [time, importedAt] = [ownOf(given, 'time'), ownOf(given, 'importedAt')];
  const curves = ownOf(given, 'curves');
  if (id === null || config === null || key === null || !isTime(time)) return null;
  if (!Array.isArray(curves) || !curves.every(isCurve)) return null;
  return {
    ...{ id, config, key, time, curves },
    name: shortText(ownOf(given, 'name'), limits.runNameLength),
    note: shortText(ownOf(given, 'note'), limits.noteLength),
    release: textAt('release') ?? '',
    isPinned: ownOf(given, 'isPinned') === true,
    isImported: ownOf(given, 'isImported') === true,
    fileName: textAt('fileName') ?? '',
    importedAt: isTime(importedAt) ? importedAt : 0,
    title: textAt('title') ?? '',
    verdict: textAt('verdict') ?? '',
  };
}

/** Zero for what no date can be, which would make the whole list throw. */
const isTime = (given: unknown): given is number =>
  typeof given === 'number' && !Number.isNaN(new Date(given).getTime());

const isCurve = (given: unknown): given is SmallCurve => {
  const [color, heights] = [ownOf(given, 'color'), ownOf(given, 'heights')];
  return (
    isRecord(given) && typeof color === 'number' && Array.isArray(heights) && heights.every(Number.isFinite)
  );
};

/** A sentence for each setting that differs; none where all are the same. */
export const changesBetween = (before: RunRecord, after: RunRecord): readonly string[] =>
  before.config === after.config
    ? []
    : differencesBetween(setUpOf(before), setUpOf(after)).map(differenceSentence);

const setUpOf = ({ config }: RunRecord): Experiment => readLink(config).experiment;

const DATE = new Intl.DateTimeFormat(text.history.locale, { dateStyle: 'medium' });

/** The file that an imported run came in, and the day, as far as they are known. */
export const sourceWords = ({ fileName, importedAt }: RunSource): string =>
  fileName === '' ? text.history.fromFile : text.history.fromFileOf(fileName, DATE.format(importedAt));

export const nameOf = ({ name, title }: Pick<RunRecord, 'name' | 'title'>): string => name || title;

export const matches = ({ name, note, title, verdict }: RunRecord, query: string): boolean => {
  const written = [name, note, title, verdict].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => written.includes(word));
};
