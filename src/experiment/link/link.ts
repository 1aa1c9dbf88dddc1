/**
 * An experiment as the fragment of a link, and back; `read.ts` validates the values.
 * v=2&tasks=4&t4=k:binary,pos:.02&corr=.9,0,0,.2,.2,.1&A=adattSp,experts:2&B=ple&lr=.01&lrs=100:.001,500:3e-4
 * `&` and `=` join parameters, `,` and `:` settings within one; texts are escaped (`text.ts`). `v`: version.
 * `t1` to `t8`: tasks. `corr`, `corr2`: upper triangles. `A` to `H`: cards (architecture, settings, options);
 * `cards=none`: none. `lrs`: learning-rate changes. `rates`: those to tune over. `app`: release. Others are
 * link keys of fields, or in `table.ts` and `extras.ts`. Defaults are left out.
 */
import type { Fingerprint } from '../../analysis/fingerprint.ts';
import type { Report } from '../../core/schema/field.ts';
import { ownOf } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import type { Matrix } from '../../data/types.ts';
import { text } from '../../text/text.ts';
import { comparisonFields, defaultLearningRates, RATES_KEY } from '../comparison.ts';
import { defaultExperiment } from '../defaults.ts';
import type { ComparisonConfig, DataConfig, Experiment, TrainingConfig } from '../experiment.ts';
import { correlationField, dataFields, numTasksField, taskFieldsAt } from '../fields.ts';
import { defaultCorrelation, numCellsOf, readTriangle, upperTriangleOf } from '../matrix.ts';
import { type ExperimentReading, readExperiment, readExperimentFile, withoutOverflow } from '../read.ts';
import { changeStepField, trainingFields } from '../trainingFields.ts';
import { CURRENT_VERSION } from '../versions.ts';
import { cardEntries, cardsIn } from './cards.ts';
import {
  type Entry,
  entriesIn,
  entriesOf,
  joined,
  PARAMETER_SIGNS,
  readEntries,
  SETTING_SIGNS,
  settingsFrom,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { extraEntries, extrasIn, LESSON_KEY, type LinkExtras, lessonIn, noExtras } from './extras.ts';
import { type LinkParameters, migrateLink, VERSION_KEY } from './migrations.ts';
import { RELEASE_KEY, releaseEntry, releaseIn } from './release.ts';
import { MAX_TABLE_LENGTH, tableEntries, tableIn } from './table.ts';
import { decoded, shortNumber } from './text.ts';

const CORRELATION_KEY = correlationField.linkKey;
const SECOND_CORRELATION_KEY = `${CORRELATION_KEY}2`;

const CHANGES_KEY = changeStepField.linkKey;
const { fromText } = trainingFields.learningRate;

const words = text.link;
const { read: readWords } = text.experiment;

/** Limit above the length of every link of this page. */
const MAX_LENGTH = MAX_TABLE_LENGTH + 40_000;

const taskKey = (index: number): string => `t${index + 1}`;

/**
 * Consists of letters, digits and `-._~+,:=&`; `readLink` returns the same experiment if fields
 * have read its values. Omits a fingerprint that would make the link too long, and parts of `sent`
 * beyond the greatest length, the result first. `release` is null for links that are compared or
 * kept.
 */
export const linkOf = (
  experiment: Experiment,
  fingerprint: Fingerprint | null = null,
  release: string | null = null,
  sent: LinkExtras = noExtras,
): string => {
  const link = linkOfExperiment(experiment, release);
  const withSent = (one: LinkExtras): string => {
    const longer = joined(extraEntries(fingerprint, one), PARAMETER_SIGNS);
    return longer === '' ? link : link + PARAMETER_SIGNS.separator + longer;
  };
  const plain = withSent(noExtras);
  const usual = lengthLimits.some((limit) => link.length <= limit && plain.length > limit) ? link : plain;
  const all = [sent, { ...sent, answer: null }].map(withSent);
  return all.find((one) => one !== plain && one.length <= longestWithSent(link)) ?? usual;
};

// Lengths most links keep to; the second is for many columns of a file.
const lengthLimits = [1500, 4000];

/** Some programs truncate longer addresses. */
export const LONG_LINK = 8000;

/** Leaves room for the page's address in what most programs take. */
export const MAX_SENT_LENGTH = 3900;

const longestWithSent = (link: string): number =>
  link.length < MAX_SENT_LENGTH ? MAX_SENT_LENGTH : Number.POSITIVE_INFINITY;

const linkOfExperiment = (experiment: Experiment, release: string | null): string => {
  const { tasks, data, training } = experiment;
  const entries: readonly Entry[] = [
    [VERSION_KEY, String(CURRENT_VERSION)],
    ...releaseEntry(release),
    ...entriesOf({ tasks: numTasksField }, { tasks: tasks.length }),
    ...tasks.flatMap((task, index) =>
      nonEmpty(taskKey(index), joined(entriesOf(taskFieldsAt(index), task), SETTING_SIGNS)),
    ),
    ...matrixEntries(tasks.length, data),
    ...entriesOf(dataFields, data),
    ...featuresEntry(tasks.length, data),
    ...tableEntries(data.table),
    ...cardEntries(experiment.cards),
    ...entriesOf(trainingFields, training),
    ...changesEntry(training),
    ...entriesOf(comparisonFields, experiment.comparison),
    ...ratesEntry(experiment.comparison),
  ];
  return joined(entries, PARAMETER_SIGNS);
};

// Written even for the default, which links without it do not have.
const featuresEntry = (numTasks: number, { numFeatures }: DataConfig): readonly Entry[] => {
  const { linkKey, defaultValue } = dataFields.numFeatures;
  return numFeatures === defaultValue && numFeatures < numTasks ? [[linkKey, String(numFeatures)]] : [];
};

const nonEmpty = (key: string, written: string): readonly Entry[] => (written === '' ? [] : [[key, written]]);

export interface LinkReading extends ExperimentReading {
  readonly isEmpty: boolean;
  /** Null when there is none or the experiment was not read exactly. */
  readonly fingerprint: Fingerprint | null;
  /** A result needs a fingerprint, and may be another experiment's. */
  readonly sent: LinkExtras;
  readonly lesson: string | null;
  readonly release: string | null;
}

const unread = {
  isEmpty: false,
  fingerprint: null,
  sent: noExtras,
  lesson: null,
  release: null,
  version: CURRENT_VERSION,
};

/**
 * Clamps, replaces or ignores malformed parts with a sentence each; migrates older links. Never
 * throws.
 */
export const readLink = (link: string): LinkReading => {
  const fragment = link.slice(link.indexOf('#') + 1).trim();
  if (fragment === '') return { ...unread, experiment: defaultExperiment(), problems: [], isEmpty: true };
  if (fragment.length > MAX_LENGTH) {
    const problems = [words.tooLong(MAX_LENGTH, fragment.length)];
    return { ...unread, experiment: defaultExperiment(), problems };
  }
  const problems: string[] = [];
  const report: Report = (problem) => problems.push(problem);
  // Problems of parameters that are not part of the experiment.
  const aside: string[] = [];
  const parameters = parametersIn(fragment, report);
  const migrated = migrateLink(parameters, report);
  const { fingerprint, sent, lesson, release, ...given } = readEntries(migrated.parameters, {
    signs: PARAMETER_SIGNS,
    report,
    read: (unread) => ({
      release: releaseIn(unread.take(RELEASE_KEY), parameters.has(VERSION_KEY), report),
      ...extrasIn(unread, (problem) => aside.push(problem)),
      lesson: lessonIn(unread.take(LESSON_KEY), (problem) => aside.push(problem)),
      ...experimentIn(unread, report),
    }),
  });
  const reading = readExperiment(given);
  problems.push(...reading.problems);
  // If a value was changed in reading, the fingerprint belongs to another experiment.
  const known = problems.length === 0 ? fingerprint : null;
  const isLeftOut = sent.answer !== null && known === null;
  return {
    ...unread,
    experiment: reading.experiment,
    problems: withoutOverflow([...problems, ...aside, ...(isLeftOut ? [words.answerOfAnother] : [])]),
    fingerprint: known,
    sent: isLeftOut ? { ...sent, answer: null } : sent,
    lesson,
    release,
    version: migrated.version,
  };
};

/** True if nothing could be read from the link. */
export const isOfNothing = ({ isEmpty, experiment, problems }: LinkReading): boolean =>
  isEmpty || (problems.length > 0 && linkOf(experiment) === linkOf(defaultExperiment()));

const parametersIn = (fragment: string, report: Report): LinkParameters => {
  const entries = entriesIn(fragment, PARAMETER_SIGNS);
  return uniqueEntries(
    entries.map(([key, written]) => [decoded(key), decoded(written)]),
    report,
  );
};

const experimentIn = (unread: UnreadEntries, report: Report) => {
  const numTasks = numTasksIn(unread, report);
  return {
    tasks: Array.from({ length: numTasks }, (_, index) => taskIn(unread, index, report)),
    data: {
      ...settingsFrom(dataFields, unread),
      ...matricesIn(unread, numTasks, report),
      table: tableIn(unread, numTasks, report),
    },
    cards: cardsIn(unread, report),
    training: { ...settingsFrom(trainingFields, unread), learningRateChanges: changesIn(unread) },
    comparison: { ...settingsFrom(comparisonFields, unread), learningRates: ratesIn(unread) },
  };
};

const numTasksIn = (unread: UnreadEntries, report: Report): number => {
  const written = unread.take(numTasksField.linkKey);
  if (written === undefined) return numTasksField.defaultValue;
  return numTasksField.read(numTasksField.fromText(written), report);
};

const taskIn = (unread: UnreadEntries, index: number, report: Report): unknown => {
  const reportTask: Report = (problem) => report(readWords.inTask(index + 1, problem));
  const entries = uniqueEntries(entriesIn(unread.take(taskKey(index)) ?? '', SETTING_SIGNS), reportTask);
  const read = (settings: UnreadEntries) => settingsFrom(taskFieldsAt(index), settings);
  return readEntries(entries, { signs: SETTING_SIGNS, report: reportTask, read });
};

/** Experiment of a saved file, or of results, which name theirs by link; else null. Never throws. */
export const readSavedFile = (given: unknown): ExperimentReading | null => {
  const link = ownOf(given, 'config');
  const reading = typeof link === 'string' ? readLink(link) : null;
  return reading === null || isOfNothing(reading) ? readExperimentFile(given) : reading;
};

const changesEntry = ({ learningRateChanges }: TrainingConfig): readonly Entry[] => {
  const written = learningRateChanges.map(
    ({ step, value }) => [shortNumber(step), shortNumber(value)] as const,
  );
  return written.length === 0 ? [] : [[CHANGES_KEY, joined(written, SETTING_SIGNS)]];
};

const changesIn = (unread: UnreadEntries): unknown =>
  entriesIn(unread.take(CHANGES_KEY) ?? '', SETTING_SIGNS).map(([step, value]) => ({
    step: changeStepField.fromText(step),
    value: fromText(value),
  }));

const ratesText = (rates: readonly number[]): string => rates.map(shortNumber).join(',');

const ratesEntry = ({ learningRates }: ComparisonConfig): readonly Entry[] =>
  ratesText(learningRates) === ratesText(defaultLearningRates) ? [] : [[RATES_KEY, ratesText(learningRates)]];

const ratesIn = (unread: UnreadEntries): unknown => unread.take(RATES_KEY)?.split(',').map(fromText);

const matrixEntries = (
  numTasks: number,
  { correlation, secondCorrelation }: Pick<DataConfig, 'correlation' | 'secondCorrelation'>,
): readonly Entry[] => {
  const isDefault = triangleText(correlation) === triangleText(defaultCorrelation(numTasks));
  return [
    ...(isDefault ? [] : [[CORRELATION_KEY, triangleText(correlation)] as const]),
    ...(secondCorrelation === null
      ? []
      : [[SECOND_CORRELATION_KEY, triangleText(secondCorrelation)] as const]),
  ];
};

const triangleText = (matrix: Matrix): string => upperTriangleOf(matrix).map(shortNumber).join(',');

const matricesIn = (unread: UnreadEntries, numTasks: number, report: Report) => ({
  correlation: matrixIn(unread.take(CORRELATION_KEY), readWords.correlation, numTasks, report),
  secondCorrelation: matrixIn(
    unread.take(SECOND_CORRELATION_KEY),
    readWords.secondCorrelation,
    numTasks,
    report,
  ),
});

const matrixIn = (
  written: string | undefined,
  what: string,
  numTasks: number,
  report: Report,
): Matrix | undefined => {
  if (written === undefined) return undefined;
  const cells = written === '' ? [] : written.split(',');
  if (cells.length !== numCellsOf(numTasks)) {
    report(text.link.matrixTriangle(what, numCellsOf(numTasks), numTasks, shownValue(written)));
    return undefined;
  }
  return readTriangle(cells.map(correlationField.fromText), numTasks, report);
};
