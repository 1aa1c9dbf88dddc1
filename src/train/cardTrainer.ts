/** One card in training: its network, its initial weights, the loss of the batches since the last evaluation. */
import { UserError } from '../core/errors.ts';
import { initialTensor } from '../core/init.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { architectureOf } from '../models/architectures.ts';
import { namedTensorsOf } from '../models/namedTensors.ts';
import type { Topology } from '../models/topology.ts';
import { type Batch, createNetwork, type LossSettings, type Network } from '../network/network.ts';
import { planOf } from '../network/plan.ts';
import type { CardEvaluation } from '../results/results.ts';
import { text } from '../text/text.ts';
import { add, concat, mul, slice, type Tensor, tensor, zeros } from '../tf/tf.ts';
import { evaluateNetwork, type HeldOut } from './evaluation.ts';
import { readTogether } from './readback.ts';

export interface CardTrainer {
  readonly cardId: string;
  /** What a step changes: the network's state, then the sum of the batch losses, `[R*T]`. */
  readonly state: () => readonly Tensor[];
  /** The state after one step, as `Network.stepped`; `rates` as of `stepRates`. */
  readonly stepped: (batch: Batch, loss: LossSettings, rates: Tensor) => Tensor[];
  /** Makes a state of `stepped` the card's, and frees the old one. */
  readonly adopt: (state: readonly Tensor[]) => void;
  readonly lossSum: () => Tensor;
  /** Starts the sum of the batch losses anew, in a new tensor. */
  readonly clearLosses: () => void;
  /** `numSteps` batches are in the sum of losses. */
  readonly evaluate: (heldOut: HeldOut, step: number, numSteps: number) => Promise<CardEvaluation>;
  /** Values of everything to continue from: `state`, in order. */
  readonly save: () => Promise<Float32Array[]>;
  readonly restore: (saved: readonly Float32Array[]) => void;
  /** Resolves when the work queued for this card is done. */
  readonly settle: () => Promise<void>;
  readonly dispose: () => void;
}

/** Throws a `UserError` when the card's architecture is not known. */
export function createCardTrainer(card: CardConfig, experiment: Experiment): CardTrainer {
  const numLosses = experiment.training.numReplicas * experiment.tasks.length;
  const network = networkOf(card, experiment);
  const ownRate = card.learningRate === undefined ? null : tensor([card.learningRate]);
  let lossSum = zeros([numLosses]);
  const setLossSum = (next: Tensor): void => {
    lossSum.dispose();
    lossSum = next;
  };
  const state = () => [...network.state(), lossSum];
  return {
    cardId: card.id,
    state,
    stepped: (batch, loss, rates) => {
      const ratesOfCard = ownRate === null ? rates : withOwnRate(rates, ownRate);
      const { state, losses } = network.stepped(batch, loss, ratesOfCard);
      return [...state, add(lossSum, losses)];
    },
    adopt: (next) => {
      network.adopt(next.slice(0, -1));
      setLossSum(next.at(-1) ?? zeros([numLosses]));
    },
    lossSum: () => lossSum,
    clearLosses: () => setLossSum(zeros([numLosses])),
    evaluate: async (heldOut, step, numSteps) => {
      const result = await evaluateNetwork(network, heldOut, { step, trainLossSum: lossSum, numSteps });
      return { cardId: card.id, ...result };
    },
    save: () => readTogether(state),
    restore: (saved) => {
      network.restore(saved);
      setLossSum(tensor(saved[network.state().length] ?? new Float32Array(numLosses)));
    },
    settle: async () => {
      await lossSum.data();
    },
    dispose: () => {
      network.dispose();
      lossSum.dispose();
      ownRate?.dispose();
    },
  };
}

/** `rates` of `stepRates` with another learning rate `[1]`, which follows the changes of the common one. */
function withOwnRate(rates: Tensor, ownRate: Tensor): Tensor {
  return concat([mul(ownRate, slice(rates, [3], [1])), slice(rates, [1], [3])]);
}

/** The numbers of an experiment's replicas, `[R]`: with them their data, batches and initial weights are drawn. */
export function replicaNumbersOf({ training }: Experiment): readonly number[] {
  return Array.from({ length: training.numReplicas }, (_, index) => (training.firstReplica ?? 0) + index);
}

/** The tables of a card on the experiment's tasks. Throws a `UserError` when they cannot be built. */
function topologyOfCard(card: CardConfig, experiment: Experiment): Topology {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined)
    throw new UserError(text.experiment.checks.unknownArchitecture(card.id, card.architecture));
  const context = { numTasks: experiment.tasks.length, inputDim: experiment.data.inputDim };
  const [problem] = architecture.problemsOf(card.options, context);
  if (problem !== undefined) throw new UserError(problem);
  return architecture.topologyOf(card.options, context);
}

function networkOf(card: CardConfig, experiment: Experiment): Network {
  const topology = topologyOfCard(card, experiment);
  const { seed } = experiment.data;
  const { initialSeedOffset } = card;
  const initialValues = replicaNumbersOf(experiment).map((replica) => {
    const named = namedTensorsOf(topology).map(
      (spec) => [spec.name, initialTensor(spec, { seed, replica, initialSeedOffset })] as const,
    );
    return new Map(named);
  });
  return createNetwork(planOf(topology), initialValues);
}
