/** Turns anything (a file, a decoded link) into a usable experiment, with a sentence per value not taken. */

import type { Fields, ReportProblem } from '../core/schema/field.ts';
import { limits } from '../core/schema/limits.ts';
import { isRecord, ownPropertyOf, readFields } from '../core/schema/readFields.ts';
import { shownValue } from '../core/schema/shownValue.ts';
import { sharedFeaturesInfo } from '../data/sources/sharedFeaturesInfo.ts';
import { tableInfo } from '../data/sources/tableInfo.ts';
import type { TableSetup } from '../data/table/tableSetup.ts';
import { readTableSetup } from '../data/table/tableSetup.ts';
import type { Architecture } from '../models/architecture.ts';
import { architectureOf } from '../models/architectures.ts';
import { text } from '../text/text.ts';
import { architectureField, cardFieldsOf } from './cardFields.ts';
import { cardIds } from './cardIds.ts';
import { readComparison } from './comparison.ts';
import { defaultCards, defaultTasks } from './defaults.ts';
import type { CardConfig, DataConfig, Experiment, TaskConfig, TrainingConfig } from './experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from './fields.ts';
import { readLearningRateChanges, readOptionalList } from './learningRate.ts';
import { defaultCorrelation, oppositeCorrelation, readMatrix } from './matrix.ts';
import { fittedOptions, type Options } from './options.ts';
import { trainingFields } from './trainingFields.ts';
import { CURRENT_VERSION } from './versions.ts';

const words = text.experiment.read;

export interface ExperimentReading {
  readonly experiment: Experiment;
  readonly problems: readonly string[];
}

const MAX_PROBLEMS = 40;

export const limitedProblems = (problems: readonly string[]): readonly string[] =>
  problems.length <= MAX_PROBLEMS
    ? problems
    : [...problems.slice(0, MAX_PROBLEMS), words.andMore(problems.length - MAX_PROBLEMS)];

/**
 * Fills in absent values silently; clamps values out of range, replaces malformed and ignores unknown ones
 * with a sentence each. Only own properties count. Never throws for plain data.
 */
export const readExperiment = (given: unknown): ExperimentReading => {
  const problems: string[] = [];
  const report: ReportProblem = (problem) => problems.push(problem);
  if (!isRecord(given)) report(words.notAnExperiment(shownValue(given)));
  const version = ownPropertyOf(given, 'version') ?? CURRENT_VERSION;
  if (version !== CURRENT_VERSION) report(text.link.otherFileVersion(shownValue(version), CURRENT_VERSION));
  if (isRecord(given)) reportUnknownKeys(given, report);
  const tasks = readTasks(ownPropertyOf(given, 'tasks'), report);
  const experiment: Experiment = {
    tasks,
    data: readDataConfig(ownPropertyOf(given, 'data'), tasks.length, report),
    cards: readCards(ownPropertyOf(given, 'cards'), tasks.length, report),
    training: readTraining(ownPropertyOf(given, 'training'), report),
    comparison: readComparison(ownPropertyOf(given, 'comparison'), report),
  };
  return { experiment, problems: limitedProblems(problems) };
};

/** Null without any part of an experiment: the default would pass for the file's content. */
export const readExperimentFile = (given: unknown): ExperimentReading | null =>
  EXPERIMENT_PARTS.some((part) => ownPropertyOf(given, part) !== undefined) ? readExperiment(given) : null;

const EXPERIMENT_PARTS = ['tasks', 'data', 'cards', 'training', 'comparison'];

const reportUnknownKeys = (given: Readonly<Record<string, unknown>>, report: ReportProblem): void => {
  const known = ['version', ...EXPERIMENT_PARTS, '$schema'];
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  if (unknown.length > 0) report(text.schema.unknownKeys(shownValue(unknown), known.join(', ')));
};

const readTasks = (given: unknown, report: ReportProblem): readonly TaskConfig[] => {
  const numDefault = numTasksField.defaultValue;
  const list = readOptionalList(given, words.tasks, report);
  if (list === undefined) return defaultTasks(numDefault);
  if (list.length === 0 || list.length > limits.tasks) report(words.numTasks(limits.tasks, list.length));
  if (list.length === 0) return defaultTasks(numDefault);
  return list.slice(0, limits.tasks).map((task, index) => {
    const reportTask: ReportProblem = (problem) => report(words.inTask(index + 1, problem));
    return readFields(taskFieldsAt(index), task, reportTask);
  });
};

const readDataConfig = (given: unknown, numTasks: number, report: ReportProblem): DataConfig => {
  const fields = readFields(dataFields, given, report, ['correlation', 'secondCorrelation', 'table']);
  const isUnsaid =
    ownPropertyOf(given, 'numFeatures') === undefined && fields.source === sharedFeaturesInfo.id;
  return {
    ...fields,
    // The form raises the number of features too: every task needs one of its own.
    ...(isUnsaid ? { numFeatures: Math.max(fields.numFeatures, numTasks) } : {}),
    ...readMatrices(given, numTasks, report),
    table: readDataSetup(ownPropertyOf(given, 'table'), fields.source, numTasks, report),
  };
};

const readDataSetup = (
  given: unknown,
  source: string,
  numTasks: number,
  report: ReportProblem,
): TableSetup | null => {
  if (source === tableInfo.id) return readTableSetup(given, numTasks, report);
  if (given !== undefined && given !== null) report(text.tableSetup.read.unused);
  return null;
};

const readMatrices = (given: unknown, numTasks: number, report: ReportProblem) => {
  const [first, second = null] = [
    ownPropertyOf(given, 'correlation'),
    ownPropertyOf(given, 'secondCorrelation'),
  ];
  const fallback = defaultCorrelation(numTasks);
  const opposite = { what: words.secondCorrelation, fallback: oppositeCorrelation(numTasks), report };
  return {
    correlation:
      first === undefined
        ? fallback
        : readMatrix(first, numTasks, { what: words.correlation, fallback, report }),
    secondCorrelation: second === null ? null : readMatrix(second, numTasks, opposite),
  };
};

const readTraining = (given: unknown, report: ReportProblem): TrainingConfig => ({
  ...readFields(trainingFields, given, report, ['learningRateChanges']),
  learningRateChanges: readLearningRateChanges(ownPropertyOf(given, 'learningRateChanges'), report),
});

const readCards = (given: unknown, numTasks: number, report: ReportProblem): readonly CardConfig[] => {
  const list = readOptionalList(given, words.cards, report);
  if (list === undefined) return defaultCards();
  if (list.length > limits.cards) report(words.tooManyCards(limits.cards, list.length));
  const listed = list.slice(0, limits.cards);
  const ids = readCardIds(listed, report);
  return listed.map((card, index) => readCard(card, { id: ids[index] ?? '', numTasks, report }));
};

const readCardIds = (cards: readonly unknown[], report: ReportProblem): readonly string[] => {
  const given = cards.map((card) => ownPropertyOf(card, 'id'));
  const isTaken = (id: unknown, index: number) =>
    cardIds.some((letter) => letter === id) && given.indexOf(id) === index;
  const free = cardIds.filter((id) => !given.includes(id));
  return given.map((id, index) => {
    if (typeof id === 'string' && isTaken(id, index)) return id;
    const used = free.shift() ?? '';
    if (id !== undefined) report(words.cardId(cardIds.join(', '), shownValue(id), used));
    return used;
  });
};

interface CardReadContext {
  readonly id: string;
  readonly numTasks: number;
  readonly report: ReportProblem;
}

const readCard = (given: unknown, { id, numTasks, report }: CardReadContext): CardConfig => {
  const reportCard: ReportProblem = (problem) => report(words.inCard(id, problem));
  const architecture = readArchitecture(ownPropertyOf(given, 'architecture'), reportCard);
  return {
    id,
    ...readFields(cardFieldsOf(id, architecture), given, reportCard, ['id', 'architecture', 'options']),
    architecture: architecture.id,
    options: readOptions(architecture.options, ownPropertyOf(given, 'options'), numTasks, reportCard),
  };
};

const readArchitecture = (given: unknown, report: ReportProblem): Architecture => {
  const id = given === undefined ? architectureField.defaultValue : architectureField.read(given, report);
  const architecture = architectureOf(id);
  if (architecture === undefined) throw new Error(`The default architecture ${id} is not registered.`);
  return architecture;
};

const readOptions = (fields: Fields, given: unknown, numTasks: number, report: ReportProblem): Options => {
  const options: Options = readFields(fields, given, report);
  const fitted = fittedOptions(fields, options, numTasks);
  for (const [key, { label }] of Object.entries(fields)) {
    const value = options[key];
    if (Array.isArray(value) && fitted[key] !== value)
      report(words.perTaskLength(label, numTasks, value.length));
  }
  return fitted;
};
