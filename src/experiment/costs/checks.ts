/** Reasons why an experiment cannot run, found before it starts. */

import { limits } from '../../core/schema/limits.ts';
import { sourceInfos, unusedSettingsOf } from '../../data/sources/sources.ts';
import { text } from '../../text/text.ts';
import { problemsOfCard } from '../derived/cardTopology.ts';
import { choosesNetworks, trainedExperimentOf } from '../derived/trained.ts';
import type { Experiment } from '../experiment.ts';
import { MEMORY_LIMIT_BYTES, type MemoryEstimate, memoryEstimateOf } from './memory.ts';

const words = text.experiment.checks;

export interface ExperimentProblem {
  /** `tasks`, `data`, `cards`, `cards.A`, `training.batchSize`, or empty for the whole experiment. */
  readonly path: string;
  readonly message: string;
}

/** Ignores invalid correlation matrices, which are repaired. Checks memory last, if nothing else is wrong. */
export const problemsOfExperiment = (experiment: Experiment): readonly ExperimentProblem[] => {
  const problems = [
    ...taskProblems(experiment),
    ...dataProblems(experiment),
    ...cardProblems(experiment),
    ...batchProblems(experiment),
  ];
  return problems.length > 0 ? problems : memoryProblems(experiment);
};

const taskProblems = ({ tasks, data }: Experiment): readonly ExperimentProblem[] =>
  tasks.length >= 1 && tasks.length <= limits.tasks
    ? funnelProblems(tasks, data).map((message) => ({ path: 'tasks', message }))
    : [{ path: 'tasks', message: words.numTasks(limits.tasks, tasks.length) }];

// Only a binary task can follow a task, and only an earlier binary one.
const funnelProblems = (tasks: Experiment['tasks'], data: Experiment['data']): readonly string[] =>
  tasks.flatMap(({ after, kind }, index) => {
    if (after === null) return [];
    const [task, before] = [index + 1, after + 1];
    if (after >= index) return [words.notEarlier(task, before)];
    if (kind !== 'binary') return [words.notBinary(task, before, 'child')];
    if (tasks[after]?.kind !== 'binary') return [words.notBinary(task, before, 'parent')];
    const isExact = data.positives === 'exact' && !unusedSettingsOf({ tasks, data }).includes('positives');
    return isExact ? [words.exactFunnel(task, before)] : [];
  });

const dataProblems = (experiment: Experiment): readonly ExperimentProblem[] => {
  const id = experiment.data.source;
  const source = sourceInfos.find((candidate) => candidate.id === id);
  const known = sourceInfos.map((candidate) => candidate.id);
  const messages = source?.problemsOf(experiment) ?? [text.data.unknownSource(id, known)];
  return messages.map((message) => ({ path: 'data', message }));
};

const cardProblems = (experiment: Experiment): readonly ExperimentProblem[] => {
  const { cards } = experiment;
  if (cards.length === 0) return [{ path: 'cards', message: words.noCards }];
  const ids = cards.map((card) => card.id);
  const duplicates = new Set(ids.filter((id, index) => ids.indexOf(id) < index));
  return [
    ...[...duplicates].map((id) => ({ path: `cards.${id}`, message: words.duplicateCardId(id) })),
    ...cards.flatMap((card) =>
      problemsOfCard(card, experiment).map((problem) => ({
        path: `cards.${card.id}`,
        message: text.experiment.read.inCard(card.id, problem),
      })),
    ),
  ];
};

const batchProblems = ({ data, training }: Experiment): readonly ExperimentProblem[] =>
  training.batchSize <= data.numTrainRows
    ? []
    : [{ path: 'training.batchSize', message: words.largeBatch(training.batchSize, data.numTrainRows) }];

const memoryProblems = (experiment: Experiment): readonly ExperimentProblem[] => {
  const estimate = memoryEstimateOf(trainedExperimentOf(experiment));
  const numBytes = estimate.total - estimate.file;
  if (numBytes <= MEMORY_LIMIT_BYTES) return [];
  const reduce = choosesNetworks(experiment)
    ? words.reduce.tuning
    : words.reduce[largestMemoryPart(estimate)];
  return [
    { path: '', message: words.memory(byteSizeText(numBytes), byteSizeText(MEMORY_LIMIT_BYTES), reduce) },
  ];
};

const largestMemoryPart = (estimate: MemoryEstimate) =>
  (['data', 'parameters', 'vectors', 'activations'] as const).reduce((a, b) =>
    estimate[b] > estimate[a] ? b : a,
  );

const byteSizeText = (numBytes: number): string =>
  numBytes < 1e9
    ? words.megabytes((numBytes / 1e6).toFixed(0))
    : words.gigabytes((numBytes / 1e9).toFixed(1));
