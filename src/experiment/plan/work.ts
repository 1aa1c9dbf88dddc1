/** How much arithmetic a run takes, counted from its tables before it starts: for estimates of time. Knows no device. */
import { multiplyAddCountsOf, sum } from '../../models/counts.ts';
import { setTraining } from '../edit.ts';
import type { Experiment } from '../experiment.ts';
import { topologyOfCard } from './cardTopology.ts';
import { trainedExperimentOf } from './trained.ts';

/** A backward pass multiplies twice as often as the forward pass before it. */
const PASSES_OF_A_STEP = 3;

/** Multiply-adds of everything that is trained for an experiment. */
export interface Work {
  readonly perStep: number;
  readonly perEvaluation: number;
  /** Of the whole run. */
  readonly total: number;
}

/** The work of an experiment: a step trains R x batch rows of every network, an evaluation runs R x held-out rows through. */
export const workOf = (experiment: Experiment): Work => {
  const trained = trainedExperimentOf(experiment);
  const { data, training } = trained;
  const topologies = trained.cards
    .map((card) => topologyOfCard(card, trained))
    .filter((topology) => topology !== null);
  const perRow = sum(topologies.map((topology) => multiplyAddCountsOf(topology).total));
  const perStep = PASSES_OF_A_STEP * training.numReplicas * training.batchSize * perRow;
  const perEvaluation = training.numReplicas * (data.numValidationRows + data.numTestRows) * perRow;
  const numEvaluations = 1 + Math.ceil(training.numSteps / training.evalEvery);
  return { perStep, perEvaluation, total: training.numSteps * perStep + numEvaluations * perEvaluation };
};

/** Steps that are enough to know the speed. */
const NUM_PROBE_STEPS = 100;

/** A short run of an experiment, evaluated before and after: how long it takes tells how long the whole will. */
export const probeOf = (experiment: Experiment): Experiment => {
  const numSteps = Math.min(NUM_PROBE_STEPS, experiment.training.numSteps);
  return setTraining(experiment, { numSteps, evalEvery: numSteps });
};

/** Work that was done, and how long it took. */
export interface MeasuredWork {
  /** Multiply-adds, see `workOf`. */
  readonly work: number;
  readonly seconds: number;
}

/** Seconds that experiments are likely to take, from the time that one of much the same networks took for its work. */
export const estimatedSeconds = (experiments: readonly Experiment[], measured: MeasuredWork): number =>
  sum(experiments.map((experiment) => workOf(experiment).total)) * (measured.seconds / measured.work);
