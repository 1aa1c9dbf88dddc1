/** Answers of experiments that were never trained, from losses that a test makes up. */
import { keepEvaluation, noEvaluations, type Selection } from '../../../src/analysis/reported.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { trainingsOf } from '../../../src/experiment/derived/trained.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type Answer, answerOf } from '../../../src/report/answer.ts';
import { evaluationSizeOf } from '../../../src/report/evaluations.ts';
import { fingerprintOfRun } from '../../../src/report/reproduction.ts';
import type { EvaluatedRun } from '../../../src/report/results.ts';

const numSteps = 100;

/** Two regression tasks. */
export const experimentOf = (architectures: readonly string[], numReplicas = 5): Experiment =>
  setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(architectures) }, 2), {
    numSteps,
    numReplicas,
  });

export interface MadeUp {
  /** Loss of task 1 by id of the network, 1 for all others; that of task 2 is half of it. */
  readonly losses: Readonly<Record<string, number>>;
  readonly step?: number;
  /** All networks have the same ups and downs: equal losses stay equal. */
  readonly isExact?: boolean;
  /** By id of the network: a replica whose losses are twice what they would be. */
  readonly far?: Readonly<Record<string, number>>;
  /** Networks whose losses halve at the last step. */
  readonly improving?: readonly string[];
  /** Of every task on test rows; 2 unless told otherwise. */
  readonly nullLoss?: number;
}

/** Own ups and downs of each network: what makes an interval. */
const noise = (id: string, replica: number) =>
  1 + 0.04 * Math.sin(7 * (id.codePointAt(0) ?? 0) + 5 * replica);

/** How steps are chosen where every null loss is 1 and tasks share their networks. */
export const selectionFor = (experiment: Experiment): Selection => {
  const size = evaluationSizeOf(experiment);
  return {
    ...size,
    nullLosses: Array.from({ length: size.numReplicas * size.numTasks }, () => 1),
    isPerTask: false,
    numSteps: experiment.training.numSteps,
  };
};

export const answered = (experiment: Experiment, given: MadeUp): Answer =>
  evaluated(experiment, given).answer;

/** Every network evaluated once, or twice where it is improving; the area under the curve is 1 minus the loss. No gates. */
export function evaluated(
  experiment: Experiment,
  { losses, step = numSteps, isExact = false, nullLoss = 2, far = {}, improving = [] }: MadeUp,
): EvaluatedRun {
  const selection = selectionFor(experiment);
  const { numReplicas, nullLosses } = selection;
  const keptOf = (id: string) => {
    const all = Array.from({ length: numReplicas }, (_, replica) => {
      const factor = far[id] === replica ? 2 : 1;
      const one = factor * (losses[id] ?? 1) * (isExact ? 1 + replica / 10 : noise(id, replica));
      return [one, one / 2];
    }).flat();
    const auc = all.map((loss) => 1 - loss);
    const twice = all.map((loss) => 2 * loss);
    const early = { step: 0, validation: twice, test: twice, auc };
    const kept = improving.includes(id) ? keepEvaluation(noEvaluations, early, selection) : noEvaluations;
    return keepEvaluation(kept, { step, validation: all, test: all, auc }, selection);
  };
  const ids = trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));
  const networks = new Map(ids.map((id) => [id, { kept: keptOf(id) }]));
  const knownLosses = {
    validation: nullLosses,
    test: nullLosses.map(() => nullLoss),
    floor: nullLosses.map(() => 0),
  };
  const answer = answerOf(experiment, { networks, knownLosses, step });
  if (answer === null) throw new Error('There must be an answer.');
  const ranOn = { backend: 'wasm', build: 'simd' } as const;
  return {
    experiment,
    answer,
    record: { networks, knownLosses },
    historyOf: () => [],
    measuredCorrelation: [],
    ranOn,
    fingerprint: fingerprintOfRun(answer, ranOn),
    seenWithFewer: null,
    numThreads: 2,
    stepsPerSecond: 100,
  };
}
