/**
 * The one total function between anything and an experiment: a file, a decoded link, storage. Whatever comes in, a usable
 * experiment comes out, and a sentence for every value that was not taken as given. Knows nothing of where it came from.
 */
import { limits } from '../schema/limits.ts';
import { shownValue } from '../schema/shownValue.ts';
import { text } from '../text/text.ts';
import { readComparison } from './comparison.ts';
import { defaultTasks } from './defaults.ts';
import type { DataConfig, Experiment, TaskConfig, TrainingConfig } from './experiment.ts';
import { dataFields, numTasksField, taskFieldsAt, trainingFields } from './fields.ts';
import { readLearningRateChanges } from './learningRate.ts';
import { defaultCorrelation, oppositeCorrelation, readMatrix } from './matrix.ts';
import { readVersion } from './migrations.ts';
import { readCards } from './readCards.ts';
import { isRecord, ownOf, type Report, readSettings } from './untrusted.ts';

const words = text.experiment.read;

/** A usable experiment, and one sentence per value that was not taken as given. */
export interface ExperimentReading {
  readonly experiment: Experiment;
  readonly problems: readonly string[];
}

const MAX_PROBLEMS = 40;

/** As many sentences as anyone reads, and how many more there are. */
export const withoutOverflow = (problems: readonly string[]): readonly string[] =>
  problems.length <= MAX_PROBLEMS
    ? problems
    : [...problems.slice(0, MAX_PROBLEMS), words.andMore(problems.length - MAX_PROBLEMS)];

/**
 * Reads the experiment that `given` describes. What is absent takes its default without a word; what is out of range is
 * clamped, what is malformed replaced by its default, what is unknown ignored, each with a sentence. Only own properties
 * count. Never throws for plain data.
 */
export const readExperiment = (given: unknown): ExperimentReading => {
  const problems: string[] = [];
  const report: Report = (problem) => problems.push(problem);
  if (!isRecord(given)) report(words.notAnExperiment(shownValue(given)));
  else reportUnknownKeys(given, report);
  const tasks = readTasks(ownOf(given, 'tasks'), report);
  const experiment: Experiment = {
    tasks,
    data: readData(ownOf(given, 'data'), tasks.length, report),
    cards: readCards(ownOf(given, 'cards'), tasks.length, report),
    training: readTraining(ownOf(given, 'training'), report),
    comparison: readComparison(ownOf(given, 'comparison'), report),
  };
  return { experiment, problems: withoutOverflow(problems) };
};

/**
 * Reads a file that somebody chose. Null for what has no part of an experiment: the default one in its place would pass for
 * what the file holds.
 */
export const readExperimentFile = (given: unknown): ExperimentReading | null =>
  PARTS.some((part) => ownOf(given, part) !== undefined) ? readExperiment(given) : null;

const PARTS = ['tasks', 'data', 'cards', 'training', 'comparison'];

const reportUnknownKeys = (given: Readonly<Record<string, unknown>>, report: Report): void => {
  readVersion(ownOf(given, 'version')).problems.forEach(report);
  const known = ['version', ...PARTS];
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  if (unknown.length > 0) report(text.schema.unknownKeys(shownValue(unknown), known.join(', ')));
};

const readTasks = (given: unknown, report: Report): readonly TaskConfig[] => {
  const numDefault = numTasksField.defaultValue;
  if (given === undefined) return defaultTasks(numDefault);
  if (!Array.isArray(given)) {
    report(words.notAList(words.tasks, shownValue(given)));
    return defaultTasks(numDefault);
  }
  if (given.length === 0 || given.length > limits.tasks) report(words.numTasks(limits.tasks, given.length));
  if (given.length === 0) return defaultTasks(numDefault);
  return given.slice(0, limits.tasks).map((task: unknown, index) => {
    const reportTask: Report = (problem) => report(words.inTask(index + 1, problem));
    return readSettings(taskFieldsAt(index), task, reportTask);
  });
};

const readData = (given: unknown, numTasks: number, report: Report): DataConfig => ({
  ...readSettings(dataFields, given, report, ['correlation', 'secondCorrelation']),
  correlation: readCorrelation(ownOf(given, 'correlation'), numTasks, report),
  secondCorrelation: readSecondCorrelation(ownOf(given, 'secondCorrelation'), numTasks, report),
});

const readCorrelation = (given: unknown, numTasks: number, report: Report) => {
  const fallback = defaultCorrelation(numTasks);
  if (given === undefined) return fallback;
  return readMatrix(given, numTasks, { what: words.correlation, fallback, report });
};

const readSecondCorrelation = (given: unknown, numTasks: number, report: Report) => {
  if (given === undefined || given === null) return null;
  const fallback = oppositeCorrelation(numTasks);
  return readMatrix(given, numTasks, { what: words.secondCorrelation, fallback, report });
};

const readTraining = (given: unknown, report: Report): TrainingConfig => ({
  ...readSettings(trainingFields, given, report, ['learningRateChanges']),
  learningRateChanges: readLearningRateChanges(ownOf(given, 'learningRateChanges'), report),
});
