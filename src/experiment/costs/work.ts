/** Arithmetic of a run, counted before it starts to estimate its time. */
import { multiplyAddCountsOf, sum } from '../../models/counts.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import { trainedExperimentOf } from '../derived/trained.ts';
import { setTraining } from '../edit.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { costOfStep, PASSES_OF_A_STEP } from './stepCost.ts';

/** Multiply-adds of one row's forward pass; cards that cannot be built count 0, here and below. */
const workOfRow = (cards: readonly CardConfig[], experiment: Experiment): number =>
  cards
    .map((card) => topologyOfCard(card, experiment))
    .filter((topology) => topology !== null)
    .reduce((sum, topology) => sum + multiplyAddCountsOf(topology).total, 0);

/** Multiply-adds of a step of one repetition. */
export const trainingWorkOf = (card: CardConfig, experiment: Experiment): number =>
  PASSES_OF_A_STEP * experiment.training.batchSize * workOfRow([card], experiment);

const workOfStep = (cards: readonly CardConfig[], experiment: Experiment): number =>
  experiment.training.numReplicas * sum(cards.map((card) => trainingWorkOf(card, experiment)));

/** Time of a run with its evaluations, in units of `costOfRow`. */
export const costOfRun = (experiment: Experiment): number => {
  const { cards, data, training } = experiment;
  const perStep = sum(cards.map((card) => costOfStep(card, experiment)));
  const rowsOfStep = PASSES_OF_A_STEP * training.batchSize;
  const numEvaluations = 1 + Math.ceil(training.numSteps / training.evalEvery);
  const numSteps =
    training.numSteps + (numEvaluations * (data.numValidationRows + data.numTestRows)) / rowsOfStep;
  return training.numReplicas * numSteps * perStep;
};

/** Multiply-adds of all training: R x batch rows per step, R x held-out rows per evaluation. */
export const workOf = (experiment: Experiment) => {
  const trained = trainedExperimentOf(experiment);
  const { cards, data, training } = trained;
  const perStep = workOfStep(cards, trained);
  const numHeldOutRows = data.numValidationRows + data.numTestRows;
  const perEvaluation = training.numReplicas * numHeldOutRows * workOfRow(cards, trained);
  const numEvaluations = 1 + Math.ceil(training.numSteps / training.evalEvery);
  return { perStep, perEvaluation, total: training.numSteps * perStep + numEvaluations * perEvaluation };
};

const NUM_PROBE_STEPS = 100;

export const probeExperimentOf = (experiment: Experiment): Experiment => {
  const numSteps = Math.min(NUM_PROBE_STEPS, experiment.training.numSteps);
  return setTraining(experiment, { numSteps, evalEvery: numSteps });
};

export interface MeasuredWork {
  /** Work in multiply-adds. */
  readonly work: number;
  readonly seconds: number;
}

export const totalWorkOf = (experiments: readonly Experiment[]): number =>
  sum(experiments.map((experiment) => workOf(experiment).total));

export const estimatedSeconds = (work: number, measured: MeasuredWork): number =>
  work * (measured.seconds / measured.work);
