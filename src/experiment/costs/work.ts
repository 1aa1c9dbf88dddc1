/** Arithmetic of a run, counted before it starts to estimate its time. */
import { multiplyAddCountsOf, numScaledNumbersOf, sum } from '../../models/counts.ts';
import { passesExpertsOn } from '../../models/layers.ts';
import { type NamedTensor, namedTensorsOf } from '../../models/namedTensors.ts';
import type { LevelSpec, Topology } from '../../models/topology.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import { trainedExperimentOf } from '../derived/trained.ts';
import { setTraining } from '../edit.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

// A backward pass multiplies twice as often as a forward pass.
const PASSES_OF_A_STEP = 3;

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

// Costs of all but the matrix products, in multiply-adds that take as long, measured on WASM over the cards
// of presets.

// Cost per output of a layer: bias, ReLU, memory.
const WORK_OF_OUTPUT = 10;
// Cost per gate and expert, seen or not: softmax and its gradient.
const WORK_OF_GATE_WEIGHT = 58;
// Cost per output of a unit that mixes experts.
const WORK_OF_MIXED_OUTPUT = 7;

// WASM computes outputs in panels of this width, so layers cost whole panels.
const PANEL_WIDTH = 8;
const paddedToPanels = (width: number): number => PANEL_WIDTH * Math.ceil(width / PANEL_WIDTH);

/** Weights are `[out, in]`, biases `[out]`. */
const costOfTensor = ({ shape: [out = 0, input] }: NamedTensor): number =>
  input === undefined ? WORK_OF_OUTPUT * out : input * paddedToPanels(out);

function costOfUnits(level: LevelSpec): number {
  const { dims, experts, units } = level;
  const dim = dims.at(-1) ?? 0;
  const ofMix = experts.length * paddedToPanels(dim) + WORK_OF_MIXED_OUTPUT * dim;
  const numGates = units.filter(({ gate }) => gate !== null).length;
  return (
    WORK_OF_GATE_WEIGHT * numGates * experts.length + (passesExpertsOn(level) ? 0 : units.length * ofMix)
  );
}

/** Time of one row's forward pass in equivalent multiply-adds; narrow layers, gates and mixes cost extra. */
export const costOfRow = (topology: Topology): number =>
  sum([
    ...namedTensorsOf(topology).map(costOfTensor),
    ...topology.levels.map(costOfUnits),
    WORK_OF_OUTPUT * numScaledNumbersOf(topology),
  ]);

/** Time of a step of one repetition, in units of `costOfRow`. */
export const costOfStep = (card: CardConfig, experiment: Experiment): number => {
  const topology = topologyOfCard(card, experiment);
  return topology === null ? 0 : PASSES_OF_A_STEP * experiment.training.batchSize * costOfRow(topology);
};

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

/**
 * Multiply-adds of everything that is trained: R x batch rows per step and R x held-out rows per
 * evaluation.
 */
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

/** Short run whose time predicts that of the whole. */
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
