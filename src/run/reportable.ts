/** Which evaluations an experiment has. Knows no summary, so that what collects evaluations need not load one. */
import {
  afterEvaluation,
  type EvaluationPoint,
  type EvaluationSize,
  type ReportableLosses,
} from '../analysis/reported.ts';
import { isFunnel } from '../data/funnel.ts';
import { BASELINE_ID, ownerOfTrained } from '../experiment/cardIds.ts';
import { topologyOfCard } from '../experiment/derived/cardTopology.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { sharesNothing } from '../models/topology.ts';
import type { KnownLosses } from './produced/evaluation.ts';

/** Sizes of the evaluations of an experiment. */
export const evaluationSizeOf = ({ training, tasks }: Experiment): EvaluationSize => ({
  numReplicas: training.numReplicas,
  numTasks: tasks.length,
  taskWeights: tasks.map(({ lossWeight }) => lossWeight),
});

/** A network of a run. */
export interface NetworkOfRun {
  /** The user's or the one of `trainedExperimentOf`. */
  readonly experiment: Experiment;
  /** Id of its events. */
  readonly id: string;
  readonly knownLosses: KnownLosses;
}

/** Keeps the next evaluation of a network where it may be reported. */
export const reportableAfter = (
  reportable: ReportableLosses,
  point: EvaluationPoint,
  { experiment, id, knownLosses }: NetworkOfRun,
): ReportableLosses =>
  isReportable(experiment, point.step)
    ? afterEvaluation(reportable, point, {
        ...evaluationSizeOf(experiment),
        nullLosses: knownLosses.funnel?.validation ?? knownLosses.validation,
        // Where tasks come after tasks, the loss of one is of another as well.
        isPerTask: sharesNothingIn(experiment, id) && !isFunnel(experiment.tasks),
        numSteps: experiment.training.numSteps,
      })
    : reportable;

/** True if the tasks of a network share nothing; the baseline that is trained unseen has no card in the user's experiment. */
const sharesNothingIn = (experiment: Experiment, id: string): boolean => {
  const { cardId } = ownerOfTrained(id);
  const card = experiment.cards.find((one) => one.id === id || one.id === cardId);
  if (card === undefined) return cardId === BASELINE_ID;
  const topology = topologyOfCard(card, experiment);
  return topology !== null && sharesNothing(topology);
};

/**
 * True if an evaluation at `step` may be reported: those of the schedule, up to the planned steps. A pause and single steps
 * evaluate in between, and must not change what the same run says without them.
 */
const isReportable = ({ training: { evalEvery, numSteps } }: Experiment, step: number): boolean =>
  step === numSteps || (step < numSteps && step % evalEvery === 0);
