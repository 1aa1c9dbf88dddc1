/** How much arithmetic a run takes, counted from its tables before it starts: for estimates of time. Knows no device. */
import { multiplyAddCountsOf, numScaledOf, sum } from '../../models/counts.ts';
import { type NamedTensor, namedTensorsOf } from '../../models/namedTensors.ts';
import { type LevelSpec, passesExpertsOn, type Topology } from '../../models/topology.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import { trainedExperimentOf } from '../derived/trained.ts';
import { setTraining } from '../edit.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

/** A backward pass multiplies twice as often as the forward pass before it. */
const PASSES_OF_A_STEP = 3;

/** Multiply-adds of one row's forward pass through all `cards`; those that cannot be built count nothing. */
const workOfRow = (cards: readonly CardConfig[], experiment: Experiment): number =>
  cards
    .map((card) => topologyOfCard(card, experiment))
    .filter((topology) => topology !== null)
    .reduce((sum, topology) => sum + multiplyAddCountsOf(topology).total, 0);

/** Multiply-adds of a step of one repetition of `card`; 0 for a card that cannot be built. */
export const trainingWorkOf = (card: CardConfig, experiment: Experiment): number =>
  PASSES_OF_A_STEP * experiment.training.batchSize * workOfRow([card], experiment);

/** Multiply-adds of a step of these cards of an experiment, all repetitions together. */
const workOfStep = (cards: readonly CardConfig[], experiment: Experiment): number =>
  experiment.training.numReplicas * sum(cards.map((card) => trainingWorkOf(card, experiment)));

// What else takes time, as the number of multiply-adds of a layer that take as long. Measured on WASM, over the cards of presets.

/** Work of each output of a layer: bias, ReLU, memory. */
const WORK_OF_OUTPUT = 10;
/** Work of each gate and expert, seen or not: softmax and the gradient of that. */
const WORK_OF_GATE_WEIGHT = 58;
/** Work of each output of a unit that mixes. */
const WORK_OF_MIXED_OUTPUT = 7;

/** Outputs are made by so many at a time. */
const PANEL = 8;
const wholePanels = (width: number): number => PANEL * Math.ceil(width / PANEL);

/** Cost of a weight `[out, in]`, or of the outputs that have a bias `[out]`. */
const costOfTensor = ({ shape: [out = 0, input] }: NamedTensor): number =>
  input === undefined ? WORK_OF_OUTPUT * out : input * wholePanels(out);

function costOfUnits(level: LevelSpec): number {
  const { dims, experts, units } = level;
  const dim = dims.at(-1) ?? 0;
  const ofMix = experts.length * wholePanels(dim) + WORK_OF_MIXED_OUTPUT * dim;
  const numGates = units.filter(({ gate }) => gate !== null).length;
  return (
    WORK_OF_GATE_WEIGHT * numGates * experts.length + (passesExpertsOn(level) ? 0 : units.length * ofMix)
  );
}

/** Time of one row's forward pass, as the number of multiply-adds that take as long: narrow layers, gates and mixes take more than their own. */
export const costOfRow = (topology: Topology): number =>
  sum([
    ...namedTensorsOf(topology).map(costOfTensor),
    ...topology.levels.map(costOfUnits),
    WORK_OF_OUTPUT * numScaledOf(topology),
  ]);

/** Time of a step of one repetition of `card`, in the measure of `costOfRow`. 0 for a card that cannot be built. */
export const costOfStep = (card: CardConfig, experiment: Experiment): number => {
  const topology = topologyOfCard(card, experiment);
  return topology === null ? 0 : PASSES_OF_A_STEP * experiment.training.batchSize * costOfRow(topology);
};

/** Time of a run of these cards as they are, from its first step to its last evaluation, in the measure of `costOfStep`. */
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
 * Multiply-adds of everything that is trained for an experiment: a step trains R x batch rows of every network, an evaluation runs
 * R x held-out rows through; `total` is that of the whole run.
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

/** The work of all these experiments together. The budget of every card is solved for each. */
export const totalWorkOf = (experiments: readonly Experiment[]): number =>
  sum(experiments.map((experiment) => workOf(experiment).total));

/** Seconds that so much work is likely to take, from the time that much the same networks took for theirs. */
export const estimatedSeconds = (work: number, measured: MeasuredWork): number =>
  work * (measured.seconds / measured.work);
