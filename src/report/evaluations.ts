/** Which evaluations an experiment has. Knows no answer, so that what collects evaluations need not load one. */
import {
  type EvaluationPoint,
  type EvaluationSize,
  type KeptEvaluations,
  keepEvaluation,
} from '../analysis/reported.ts';
import type { Experiment } from '../experiment/experiment.ts';

/** How many replicas and tasks the evaluations of an experiment hold. */
export const evaluationSizeOf = ({ training, tasks }: Experiment): EvaluationSize => ({
  numReplicas: training.numReplicas,
  numTasks: tasks.length,
});

/** Keeps the next evaluation of a run of `trained` where it may be reported. */
export const keepReportable = (
  kept: KeptEvaluations,
  point: EvaluationPoint,
  trained: Experiment,
): KeptEvaluations =>
  isReportable(trained, point.step) ? keepEvaluation(kept, point, evaluationSizeOf(trained)) : kept;

/**
 * Whether an evaluation at `step` may be reported: those of the schedule, up to the planned steps. A pause and single steps
 * evaluate in between, and must not change what the same run says without them.
 */
const isReportable = ({ training: { evalEvery, numSteps } }: Experiment, step: number): boolean =>
  step === numSteps || (step < numSteps && step % evalEvery === 0);
