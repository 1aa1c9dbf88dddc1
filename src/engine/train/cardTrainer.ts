/** One card in training: network, initial weights and batch losses since the last evaluation. */

import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint, SavedCard } from '../../analysis/produced/networks.ts';
import { UserError } from '../../core/errors.ts';
import { initialTensor } from '../../core/init.ts';
import { createStream } from '../../core/random.ts';
import { assertShape, checksShapes } from '../../core/shape.ts';
import { taskPathOf } from '../../data/funnel.ts';
import { problemsOfCard, topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { pathObjectiveOf } from '../../experiment/derived/objective.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { tunedSettingsOf } from '../../experiment/learningRate.ts';
import { namedTensorsOf } from '../../models/namedTensors.ts';
import type { Topology } from '../../models/topology.ts';
import type { AdamState, StepRates } from '../kernels/adam/adam.ts';
import { keysTensor } from '../kernels/dropout/dropout.ts';
import type { Batch } from '../kernels/gatherBatch/gatherBatch.ts';
import type { NamedValues } from '../network/initialState.ts';
import {
  createNetwork,
  type DropoutSettings,
  type LossSettings,
  type Network,
  namedStateOf,
  stateOfNamed,
} from '../network/network.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import { readInOneTransfer } from '../tf/records.ts';
import { add, keep, type Tensor, tensor, tidy, zeros } from '../tf/tf.ts';
import { type EvaluatedPoint, evaluateNetwork, type HeldOutSettings } from './evaluation.ts';
import { createPathObjective } from './pathObjective.ts';

/** State that a step changes; `lossSum`: batch losses since the last evaluation, `[R*T]`. */
type TrainingState = AdamState & { readonly lossSum: Tensor };

interface EvaluationRequest extends Pick<EvaluatedPoint, 'step'> {
  /** Batches with a label, `[R*T]`; see `TrainLosses`. */
  readonly numBatches: readonly number[];
}

export type CardTrainer = ReturnType<typeof createCardTrainer>;

/** Throws a `UserError` if the card's architecture is unknown. `isSparse`: the rows are. */
export function createCardTrainer(card: CardConfig, experiment: Experiment, isSparse = false) {
  const numLosses = experiment.training.numReplicas * experiment.tasks.length;
  const network = networkOf(card, experiment, isSparse);
  const objective = pathObjectiveOf(card, experiment.tasks);
  const paths = objective === null ? null : createPathObjective(objective);
  let lossSum = zeros([numLosses]);
  const setLossSum = (next: Tensor): void => {
    lossSum.dispose();
    lossSum = keep(next);
  };
  const state = (): TrainingState => ({ ...network.state(), lossSum });
  const setState = ({ lossSum: nextSum, ...next }: TrainingState): void => {
    if (checksShapes) assertShape('The next sum of losses', nextSum.shape, [numLosses]);
    network.setState(next);
    setLossSum(nextSum);
  };
  return {
    cardId: card.id,
    network,
    state,
    /** Frees the old state. */
    setState,
    nextState: (batch: Batch, loss: LossSettings, rates: StepRates): TrainingState => {
      const next = network.nextState(batch, paths === null ? loss : { ...loss, paths }, rates);
      return { ...next.state, lossSum: add(lossSum, next.losses) };
    },
    clearLosses: () => setLossSum(zeros([numLosses])),
    evaluate: async (
      heldOut: HeldOutSettings,
      { numBatches, step }: EvaluationRequest,
    ): Promise<CardEvaluation> => {
      const trainLosses = {
        sum: lossSum,
        numBatches: objective === null ? numBatches : numBatchesOfPaths(numBatches, experiment.tasks),
      };
      const result = await evaluateNetwork(network, heldOut, { step, trainLosses });
      return { cardId: card.id, ...result };
    },
    save: async (): Promise<SavedCard> => {
      const { lossSum, ...read } = await readInOneTransfer(state);
      return { cardId: card.id, ...namedStateOf(network.plan, read), lossSum };
    },
    restore: (saved: SavedCard): void => {
      const { plan, numReplicas } = network;
      assertShape("The checkpoint's sum of losses", [saved.lossSum.length], [numLosses]);
      const lossSum = saved.lossSum.slice();
      setState(tidy(() => ({ ...stateOfNamed(plan, numReplicas, saved), lossSum: tensor(lossSum) })));
    },
    settle: () => lossSum.data(),
    dispose: (): void => {
      network.dispose();
      lossSum.dispose();
      paths?.coefficients.dispose();
    },
  };
}

// A path's product may be known wherever its first task has a label. `[R*T]`
const numBatchesOfPaths = (numBatches: readonly number[], tasks: Experiment['tasks']): readonly number[] =>
  numBatches.map((_, index) => {
    const task = index % tasks.length;
    const [first = task] = taskPathOf(tasks, task);
    return numBatches[index - task + first] ?? 0;
  });

/** Numbers of the replicas, `[R]`, from which data, batches and initial weights are drawn. */
export function replicaNumbersOf({ training }: Experiment): readonly number[] {
  return Array.from({ length: training.numReplicas }, (_, index) => (training.firstReplica ?? 0) + index);
}

/** Throws a `UserError` if the card cannot be built. */
function networkOf(card: CardConfig, experiment: Experiment, isSparse: boolean): Network {
  const topology = topologyOfCard(card, experiment);
  if (topology === null) throw new UserError(problemsOfCard(card, experiment).join(' '));
  const initialValues = replicaNumbersOf(experiment).map((replica) =>
    initialValuesOf(topology, card, experiment, replica),
  );
  const plan = planOf(topology, isSparse);
  return createNetwork(plan, initialValues, dropoutSettingsOf(plan, card, experiment));
}

export function initialValuesOf(
  topology: Topology,
  { initialSeedOffset }: CardConfig,
  { data: { seed } }: Experiment,
  replica: number,
): NamedValues {
  const named = namedTensorsOf(topology).map(
    (spec) => [spec.name, initialTensor(spec, { seed, replica, initialSeedOffset })] as const,
  );
  return new Map(named);
}

// Keys depend on seed, replica, step and layer name, as initial weights do. So layers of the same shape drop
// the same units in all cards with the same initial seed offset.
function dropoutSettingsOf(
  { parameters, levels, towers }: NetworkPlan,
  card: CardConfig,
  experiment: Experiment,
): DropoutSettings | null {
  const { dropout: rate } = tunedSettingsOf(card, experiment.training);
  if (rate === 0) return null;
  const layers = [...levels.flatMap(({ experts }) => experts), ...towers].filter(({ relu }) => relu);
  const keysOf = (layer: string) =>
    replicaNumbersOf(experiment).map((replica) =>
      createStream(experiment.data.seed, replica, 'dropout', card.initialSeedOffset, layer).integerBelow(
        2 ** 32,
      ),
    );
  const keys = layers.map(
    ({ parameter }) => [parameter, keysTensor(keysOf(parameters[parameter]?.name ?? ''))] as const,
  );
  return { rate, keys: new Map(keys) };
}

/** Throws an Error if the checkpoint lacks a card. */
export function restoreCards(cards: readonly CardTrainer[], checkpoint: Checkpoint): void {
  for (const card of cards) {
    const saved = checkpoint.cards.find(({ cardId }) => cardId === card.cardId);
    if (saved === undefined) throw new Error(`The checkpoint has no card ${card.cardId}.`);
    card.restore(saved);
  }
}
