/** Answers of experiments that were never trained, from losses that a test makes up. */
import { keepEvaluation, noEvaluations } from '../../../src/analysis/reported.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { trainingsOf } from '../../../src/experiment/plan/trained.ts';
import { type Answer, answerOf } from '../../../src/report/answer.ts';
import { evaluationSizeOf } from '../../../src/report/evaluations.ts';

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
}

/** Own ups and downs of each network: what makes an interval. */
const noise = (id: string, replica: number) =>
  1 + 0.04 * Math.sin(7 * (id.codePointAt(0) ?? 0) + 5 * replica);

/** Every network evaluated once, against null losses of 1; the area under the curve is 1 minus the loss. */
export function answered(
  experiment: Experiment,
  { losses, step = numSteps, isExact = false }: MadeUp,
): Answer {
  const size = evaluationSizeOf(experiment);
  const keptOf = (id: string) => {
    const all = Array.from({ length: size.numReplicas }, (_, replica) => {
      const one = (losses[id] ?? 1) * (isExact ? 1 + replica / 10 : noise(id, replica));
      return [one, one / 2];
    }).flat();
    const auc = all.map((loss) => 1 - loss);
    return keepEvaluation(noEvaluations, { step, validation: all, test: all, auc }, size);
  };
  const ids = trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));
  const answer = answerOf(experiment, {
    networks: new Map(ids.map((id) => [id, { kept: keptOf(id) }])),
    nullLosses: Array.from({ length: 2 * size.numReplicas }, () => 1),
    step,
  });
  if (answer === null) throw new Error('There must be an answer.');
  return answer;
}
