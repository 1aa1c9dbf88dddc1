/**
 * An experiment as the fragment of a link, and back; `read.ts` validates the values.
 * v=2&tasks=4&t4=k:binary,pos:.02&corr=.9,0,0,.2,.2,.1&A=adattSp,experts:2&B=ple&lr=.01&lrs=100:.001,500:3e-4
 * `&` and `=` join parameters, `,` and `:` settings within one; texts are escaped (`text.ts`). `v`: version.
 * `t1` to `t8`: tasks. `corr`, `corr2`: upper triangles. `A` to `H`: cards (architecture, settings, options);
 * `cards=none`: none. `lrs`: learning-rate changes. `rates`: those to tune over. Others are link keys of fields,
 * or in `table.ts` and `extras.ts`. Defaults are left out.
 */
import type { Fingerprint } from '../../analysis/fingerprint.ts';
import type { ReportProblem } from '../../core/schema/field.ts';
import { ownPropertyOf } from '../../core/schema/readFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import type { Matrix } from '../../data/types.ts';
import { text } from '../../text/text.ts';
import { comparisonFields, defaultLearningRates, RATES_KEY } from '../comparison.ts';
import { defaultExperiment } from '../defaults.ts';
import type { ComparisonConfig, DataConfig, Experiment, TrainingConfig } from '../experiment.ts';
import { correlationField, dataFields, numTasksField, taskFieldsAt } from '../fields.ts';
import { defaultCorrelation, numUpperCellsOf, readTriangle, upperTriangleOf } from '../matrix.ts';
import { type ExperimentReading, limitedProblems, readExperiment, readExperimentFile } from '../read.ts';
import { changeStepField, trainingFields } from '../trainingFields.ts';
import { CURRENT_VERSION } from '../versions.ts';
import { cardEntries, cardsFromLink } from './cards.ts';
import {
  changedEntriesOf,
  joinedEntries,
  type LinkEntry,
  PARAMETER_SYNTAX,
  parsedEntries,
  readEntries,
  SETTING_SYNTAX,
  settingsFromEntries,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { extraEntries, extrasIn, LESSON_KEY, type LinkExtras, lessonFromLink, noExtras } from './extras.ts';
import { MAX_TABLE_LENGTH, tableEntries, tableFromLink } from './table.ts';
import { formDecoded, shortNumberText } from './text.ts';

const CORRELATION_KEY = correlationField.linkKey;
const SECOND_CORRELATION_KEY = `${CORRELATION_KEY}2`;

const VERSION_KEY = 'v';
// Links of before named the page's release.
const FORMER_RELEASE_KEY = 'app';

const CHANGES_KEY = changeStepField.linkKey;
const { fromText } = trainingFields.learningRate;

const words = text.link;
const { read: readWords } = text.experiment;

/** Limit above the length of every link of this page. */
const MAX_LINK_LENGTH = MAX_TABLE_LENGTH + 40_000;

const taskLinkKey = (index: number): string => `t${index + 1}`;

/**
 * Consists of letters, digits and `-._~+,:=&`; `readLink` returns the same experiment if fields
 * have read its values. Omits a fingerprint that would make the link too long, and parts of `sent`
 * beyond the greatest length, the result first.
 */
export const linkOfAll = (
  experiment: Experiment,
  fingerprint: Fingerprint | null = null,
  sent: LinkExtras = noExtras,
): string => {
  const link = linkOfExperiment(experiment);
  const withSent = (one: LinkExtras): string => {
    const longer = joinedEntries(extraEntries(fingerprint, one), PARAMETER_SYNTAX);
    return longer === '' ? link : link + PARAMETER_SYNTAX.separator + longer;
  };
  const plain = withSent(noExtras);
  const usual = usualLengthLimits.some((limit) => link.length <= limit && plain.length > limit)
    ? link
    : plain;
  const all = [sent, { ...sent, answer: null }].map(withSent);
  return all.find((one) => one !== plain && one.length <= maxLinkLengthFor(link)) ?? usual;
};

// Lengths most links keep to; the second is for many columns of a file.
const usualLengthLimits = [1500, 4000];

/** Some programs truncate longer addresses. */
export const LONG_LINK_LENGTH = 8000;

/** Leaves room for the page's address in what most programs take. */
export const MAX_SENT_LENGTH = 3900;

const maxLinkLengthFor = (link: string): number =>
  link.length < MAX_SENT_LENGTH ? MAX_SENT_LENGTH : Number.POSITIVE_INFINITY;

const linkOfExperiment = (experiment: Experiment): string => {
  const { tasks, data, training } = experiment;
  const entries: readonly LinkEntry[] = [
    [VERSION_KEY, String(CURRENT_VERSION)],
    ...changedEntriesOf({ tasks: numTasksField }, { tasks: tasks.length }),
    ...tasks.flatMap((task, index) =>
      nonEmptyEntry(
        taskLinkKey(index),
        joinedEntries(changedEntriesOf(taskFieldsAt(index), task), SETTING_SYNTAX),
      ),
    ),
    ...matrixEntries(tasks.length, data),
    ...changedEntriesOf(dataFields, data),
    ...featuresEntry(tasks.length, data),
    ...tableEntries(data.table),
    ...cardEntries(experiment.cards),
    ...changedEntriesOf(trainingFields, training),
    ...changesEntry(training),
    ...changedEntriesOf(comparisonFields, experiment.comparison),
    ...ratesEntry(experiment.comparison),
  ];
  return joinedEntries(entries, PARAMETER_SYNTAX);
};

// Written even for the default, which links without it do not have.
const featuresEntry = (numTasks: number, { numFeatures }: DataConfig): readonly LinkEntry[] => {
  const { linkKey, defaultValue } = dataFields.numFeatures;
  return numFeatures === defaultValue && numFeatures < numTasks ? [[linkKey, String(numFeatures)]] : [];
};

const nonEmptyEntry = (key: string, written: string): readonly LinkEntry[] =>
  written === '' ? [] : [[key, written]];

export interface LinkReading extends ExperimentReading {
  readonly isEmpty: boolean;
  /** Nothing was read, because of the version or length of the link. */
  readonly isRefused: boolean;
  /** Null when there is none or the experiment was not read exactly. */
  readonly fingerprint: Fingerprint | null;
  /** A result needs a fingerprint, and may be another experiment's. */
  readonly sent: LinkExtras;
  readonly lesson: string | null;
}

const emptyLinkReading = {
  isEmpty: false,
  isRefused: false,
  fingerprint: null,
  sent: noExtras,
  lesson: null,
};

/**
 * Clamps, replaces or ignores malformed parts with a sentence each; refuses links of another
 * version. Never throws.
 */
export const readLink = (link: string): LinkReading => {
  const fragment = link.slice(link.indexOf('#') + 1).trim();
  if (fragment === '')
    return { ...emptyLinkReading, experiment: defaultExperiment(), problems: [], isEmpty: true };
  if (fragment.length > MAX_LINK_LENGTH) return refusedLink(words.tooLong(MAX_LINK_LENGTH, fragment.length));
  const problems: string[] = [];
  const report: ReportProblem = (problem) => problems.push(problem);
  // Problems of parameters that are not part of the experiment.
  const aside: string[] = [];
  const parameters = parametersFromLink(fragment, report);
  const version = parameters.get(VERSION_KEY) ?? String(CURRENT_VERSION);
  if (version !== String(CURRENT_VERSION))
    return refusedLink(words.otherVersion(shownValue(version), CURRENT_VERSION));
  const { fingerprint, sent, lesson, ...given } = readEntries(parameters, {
    signs: PARAMETER_SYNTAX,
    report,
    read: (unread) => {
      for (const key of [VERSION_KEY, FORMER_RELEASE_KEY]) unread.take(key);
      return {
        ...extrasIn(unread, (problem) => aside.push(problem)),
        lesson: lessonFromLink(unread.take(LESSON_KEY), (problem) => aside.push(problem)),
        ...experimentFromLink(unread, report),
      };
    },
  });
  const reading = readExperiment(given);
  problems.push(...reading.problems);
  // If a value was changed in reading, the fingerprint belongs to another experiment.
  const known = problems.length === 0 ? fingerprint : null;
  const isLeftOut = sent.answer !== null && known === null;
  return {
    ...emptyLinkReading,
    experiment: reading.experiment,
    problems: limitedProblems([...problems, ...aside, ...(isLeftOut ? [words.answerOfAnother] : [])]),
    fingerprint: known,
    sent: { ...sent, ...(isLeftOut && { answer: null }) },
    lesson,
  };
};

const refusedLink = (problem: string): LinkReading => ({
  ...emptyLinkReading,
  experiment: defaultExperiment(),
  problems: [problem],
  isRefused: true,
});

export const hasNothingRead = ({ isEmpty, isRefused, experiment, problems }: LinkReading): boolean =>
  isEmpty || isRefused || (problems.length > 0 && linkOfAll(experiment) === linkOfAll(defaultExperiment()));

const parametersFromLink = (fragment: string, report: ReportProblem): ReadonlyMap<string, string> => {
  const entries = parsedEntries(fragment, PARAMETER_SYNTAX);
  return uniqueEntries(
    entries.map(([key, written]) => [formDecoded(key), formDecoded(written)]),
    report,
  );
};

const experimentFromLink = (unread: UnreadEntries, report: ReportProblem) => {
  const numTasks = numTasksFromLink(unread, report);
  return {
    tasks: Array.from({ length: numTasks }, (_, index) => taskFromLink(unread, index, report)),
    data: {
      ...settingsFromEntries(dataFields, unread),
      ...matricesFromLink(unread, numTasks, report),
      table: tableFromLink(unread, numTasks, report),
    },
    cards: cardsFromLink(unread, report),
    training: {
      ...settingsFromEntries(trainingFields, unread),
      learningRateChanges: changesFromLink(unread),
    },
    comparison: { ...settingsFromEntries(comparisonFields, unread), learningRates: ratesFromLink(unread) },
  };
};

const numTasksFromLink = (unread: UnreadEntries, report: ReportProblem): number => {
  const written = unread.take(numTasksField.linkKey);
  if (written === undefined) return numTasksField.defaultValue;
  return numTasksField.read(numTasksField.fromText(written), report);
};

const taskFromLink = (unread: UnreadEntries, index: number, report: ReportProblem): unknown => {
  const reportTask: ReportProblem = (problem) => report(readWords.inTask(index + 1, problem));
  const entries = uniqueEntries(
    parsedEntries(unread.take(taskLinkKey(index)) ?? '', SETTING_SYNTAX),
    reportTask,
  );
  const read = (settings: UnreadEntries) => settingsFromEntries(taskFieldsAt(index), settings);
  return readEntries(entries, { signs: SETTING_SYNTAX, report: reportTask, read });
};

/** Experiment of a saved file, or of results, which name theirs by link; else null. Never throws. */
export const readSavedFile = (given: unknown): ExperimentReading | null => {
  const link = ownPropertyOf(given, 'config');
  const reading = typeof link === 'string' ? readLink(link) : null;
  return reading === null || hasNothingRead(reading) ? readExperimentFile(given) : reading;
};

const changesEntry = ({ learningRateChanges }: TrainingConfig): readonly LinkEntry[] => {
  const written = learningRateChanges.map(
    ({ step, value }) => [shortNumberText(step), shortNumberText(value)] as const,
  );
  return written.length === 0 ? [] : [[CHANGES_KEY, joinedEntries(written, SETTING_SYNTAX)]];
};

const changesFromLink = (unread: UnreadEntries): unknown =>
  parsedEntries(unread.take(CHANGES_KEY) ?? '', SETTING_SYNTAX).map(([step, value]) => ({
    step: changeStepField.fromText(step),
    value: fromText(value),
  }));

const ratesText = (rates: readonly number[]): string => rates.map(shortNumberText).join(',');

const ratesEntry = ({ learningRates }: ComparisonConfig): readonly LinkEntry[] =>
  ratesText(learningRates) === ratesText(defaultLearningRates) ? [] : [[RATES_KEY, ratesText(learningRates)]];

const ratesFromLink = (unread: UnreadEntries): unknown => unread.take(RATES_KEY)?.split(',').map(fromText);

const matrixEntries = (
  numTasks: number,
  { correlation, secondCorrelation }: Pick<DataConfig, 'correlation' | 'secondCorrelation'>,
): readonly LinkEntry[] => {
  const isDefault = triangleText(correlation) === triangleText(defaultCorrelation(numTasks));
  return [
    ...(isDefault ? [] : [[CORRELATION_KEY, triangleText(correlation)] as const]),
    ...(secondCorrelation === null
      ? []
      : [[SECOND_CORRELATION_KEY, triangleText(secondCorrelation)] as const]),
  ];
};

const triangleText = (matrix: Matrix): string => upperTriangleOf(matrix).map(shortNumberText).join(',');

const matricesFromLink = (unread: UnreadEntries, numTasks: number, report: ReportProblem) => ({
  correlation: matrixFromLink(unread.take(CORRELATION_KEY), readWords.correlation, numTasks, report),
  secondCorrelation: matrixFromLink(
    unread.take(SECOND_CORRELATION_KEY),
    readWords.secondCorrelation,
    numTasks,
    report,
  ),
});

const matrixFromLink = (
  written: string | undefined,
  what: string,
  numTasks: number,
  report: ReportProblem,
): Matrix | undefined => {
  if (written === undefined) return undefined;
  const cells = written === '' ? [] : written.split(',');
  if (cells.length !== numUpperCellsOf(numTasks)) {
    report(text.link.matrixTriangle(what, numUpperCellsOf(numTasks), numTasks, shownValue(written)));
    return undefined;
  }
  return readTriangle(cells.map(correlationField.fromText), numTasks, report);
};
