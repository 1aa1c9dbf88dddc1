/** One card in training: its network, its initial weights, the loss of the batches since the last evaluation. */
import { UserError } from '../../core/errors.ts';
import { initialTensor } from '../../core/init.ts';
import { createStream } from '../../core/random.ts';
import { assertShape, checksShapes } from '../../core/shape.ts';
import { taskPathOf } from '../../data/funnel.ts';
import { problemsOfCard, topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { pathObjectiveOf } from '../../experiment/derived/objective.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import type { AdamState, StepRates } from '../kernels/adam/adam.ts';
import { keysTensor } from '../kernels/dropout/dropout.ts';
import type { Batch } from '../kernels/gatherBatch/gatherBatch.ts';
import { namedTensorsOf } from '../../models/namedTensors.ts';
import type { Topology } from '../../models/topology.ts';
import type { NamedValues } from '../network/initialState.ts';
import {
  createNetwork,
  type Dropout,
  type LossSettings,
  type Network,
  namedStateOf,
  stateOfNamed,
} from '../network/network.ts';
import { type NetworkPlan, planOf } from '../network/plan.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint, SavedCard } from '../../analysis/produced/networks.ts';
import { readTogether } from '../tf/records.ts';
import { add, keep, type Tensor, tensor, tidy, zeros } from '../tf/tf.ts';
import { type EvaluatedPoint, evaluateNetwork, type HeldOut } from './evaluation.ts';
import { createPathObjective } from './pathObjective.ts';

/**
 * The state that a step changes: parameters, both their moments, and the sum of the batch losses since the last evaluation,
 * `[R*T]`.
 */
export type TrainingState = AdamState & { readonly lossSum: Tensor };

/** An evaluation at `step`. */
interface AskedEvaluation extends Pick<EvaluatedPoint, 'step' | 'mostTestRows'> {
  /** How many of the batches in the sum of losses held a label, `[R*T]`; see `TrainLosses`. */
  readonly numBatches: readonly number[];
}

export type CardTrainer = ReturnType<typeof createCardTrainer>;

/** `isSparse`: the rows are. Throws a `UserError` when the card's architecture is not known. */
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
    /** Makes `next` the state, and frees the old one. */
    setState,
    /** The state after one step, as `Network.nextState`. */
    nextState: (batch: Batch, loss: LossSettings, rates: StepRates): TrainingState => {
      const next = network.nextState(batch, paths === null ? loss : { ...loss, paths }, rates);
      return { ...next.state, lossSum: add(lossSum, next.losses) };
    },
    /** Starts the sum of the batch losses anew, in a new tensor. */
    clearLosses: () => setLossSum(zeros([numLosses])),
    evaluate: async (heldOut: HeldOut, { numBatches, ...at }: AskedEvaluation): Promise<CardEvaluation> => {
      const trainLosses = {
        sum: lossSum,
        numBatches: objective === null ? numBatches : numBatchesOfPaths(numBatches, experiment.tasks),
      };
      const result = await evaluateNetwork(network, heldOut, { ...at, trainLosses });
      return { cardId: card.id, ...result };
    },
    save: async (): Promise<SavedCard> => {
      const { lossSum, ...read } = await readTogether(state);
      return { cardId: card.id, ...namedStateOf(network.plan, read), lossSum };
    },
    restore: (saved: SavedCard): void => {
      const { plan, numReplicas } = network;
      assertShape("The checkpoint's sum of losses", [saved.lossSum.length], [numLosses]);
      const lossSum = saved.lossSum.slice();
      setState(tidy(() => ({ ...stateOfNamed(plan, numReplicas, saved), lossSum: tensor(lossSum) })));
    },
    /** Resolves when the work queued for this card is done. */
    settle: () => lossSum.data(),
    dispose: (): void => {
      network.dispose();
      lossSum.dispose();
      paths?.coefficients.dispose();
    },
  };
}

/** The numbers for a task after others: those of the first one, `[R*T]`: where that has a label, its product may be known. */
const numBatchesOfPaths = (numBatches: readonly number[], tasks: Experiment['tasks']): readonly number[] =>
  numBatches.map((_, index) => {
    const task = index % tasks.length;
    const [first = task] = taskPathOf(tasks, task);
    return numBatches[index - task + first] ?? 0;
  });

/** The numbers of an experiment's replicas, `[R]`: with them their data, batches and initial weights are drawn. */
export function replicaNumbersOf({ training }: Experiment): readonly number[] {
  return Array.from({ length: training.numReplicas }, (_, index) => (training.firstReplica ?? 0) + index);
}

/** Throws a `UserError` when the card cannot be built. */
function networkOf(card: CardConfig, experiment: Experiment, isSparse: boolean): Network {
  const topology = topologyOfCard(card, experiment);
  if (topology === null) throw new UserError(problemsOfCard(card, experiment).join(' '));
  const initialValues = replicaNumbersOf(experiment).map((replica) =>
    initialValuesOf(topology, card, experiment, replica),
  );
  const plan = planOf(topology, isSparse);
  return createNetwork(plan, initialValues, dropoutOf(plan, card, experiment));
}

/** The random weights that a replica of a card begins with, by their names in a checkpoint. */
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

/**
 * Dropout of a card; null: there is none. What a layer drops depends on the seed, the repetition, the step and the name of the layer, as
 * initial weights do: so layers of one shape drop the same places in all cards that wish for no other initial weights.
 */
function dropoutOf(
  { parameters, levels, towers }: NetworkPlan,
  { initialSeedOffset }: CardConfig,
  experiment: Experiment,
): Dropout | null {
  const { dropout: rate } = experiment.training;
  if (rate === 0) return null;
  const layers = [...levels.flatMap(({ experts }) => experts), ...towers].filter(({ relu }) => relu);
  const keysOf = (layer: string) =>
    replicaNumbersOf(experiment).map((replica) =>
      createStream(experiment.data.seed, replica, 'dropout', initialSeedOffset, layer).integerBelow(2 ** 32),
    );
  const keys = layers.map(
    ({ parameter }) => [parameter, keysTensor(keysOf(parameters[parameter]?.name ?? ''))] as const,
  );
  return { rate, keys: new Map(keys) };
}

/** Takes every card back to a checkpoint that has all of them. */
export function restoreCards(cards: readonly CardTrainer[], checkpoint: Checkpoint): void {
  for (const card of cards) {
    const saved = checkpoint.cards.find(({ cardId }) => cardId === card.cardId);
    if (saved === undefined) throw new Error(`The checkpoint has no card ${card.cardId}.`);
    card.restore(saved);
  }
}
