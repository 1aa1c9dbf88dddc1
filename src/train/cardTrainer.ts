/** One card in training: its network, its initial weights, the loss of the batches since the last evaluation. */
import { UserError } from '../core/errors.ts';
import { initialTensor } from '../core/init.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import type { CardEvaluation } from '../experiment/run.ts';
import { namedTensorsOf } from '../models/namedTensors.ts';
import { architectureOf } from '../models/registry.ts';
import type { Topology } from '../models/topology.ts';
import { type Batch, createNetwork, type LossSettings, type Network } from '../network/network.ts';
import { planOf } from '../network/plan.ts';
import { add, tensor, zeros } from '../tf/tf.ts';
import type { Tensor } from '../tf/tf.ts';
import { text } from '../text/text.ts';
import { evaluateNetwork, type HeldOut } from './evaluation.ts';
import { readTogether } from './readback.ts';

export interface CardTrainer {
  readonly cardId: string;
  readonly trainStep: (batch: Batch, loss: LossSettings, rates: Tensor) => void;
  /** Also starts the mean of the training loss anew. */
  readonly evaluate: (heldOut: HeldOut, step: number) => Promise<CardEvaluation>;
  /** Everything to continue from: network state, then the sum of batch losses and how many they are. */
  readonly save: () => Promise<Float32Array[]>;
  readonly restore: (saved: readonly Float32Array[]) => void;
  /** Resolves when the work queued for this card is done. */
  readonly settle: () => Promise<void>;
  readonly dispose: () => void;
}

/** Throws a `UserError` when the card's architecture is not known. */
export function createCardTrainer(card: CardConfig, experiment: Experiment): CardTrainer {
  const { numReplicas } = experiment.training;
  const numLosses = numReplicas * experiment.tasks.length;
  const network = networkOf(card, experiment);
  let lossSum = zeros([numLosses]);
  let numSteps = 0;
  const setLossSum = (next: Tensor, steps: number): void => {
    lossSum.dispose();
    lossSum = next;
    numSteps = steps;
  };
  return {
    cardId: card.id,
    trainStep: (batch, loss, rates) => {
      const losses = network.trainStep(batch, loss, rates); // [R*T]
      setLossSum(add(lossSum, losses), numSteps + 1);
      losses.dispose();
    },
    evaluate: async (heldOut, step) => {
      const result = await evaluateNetwork(network, heldOut, { step, trainLossSum: lossSum, numSteps });
      setLossSum(zeros([numLosses]), 0);
      return { cardId: card.id, ...result };
    },
    save: async () => [...(await readTogether(() => [...network.state(), lossSum])), Float32Array.of(numSteps)],
    restore: (saved) => {
      network.restore(saved);
      setLossSum(tensor(saved.at(-2) ?? new Float32Array(numLosses)), saved.at(-1)?.[0] ?? 0);
    },
    settle: async () => {
      await lossSum.data();
    },
    dispose: () => {
      network.dispose();
      lossSum.dispose();
    },
  };
}

/** The tables of a card on the experiment's tasks. Throws a `UserError` when they cannot be built. */
export function topologyOfCard(card: CardConfig, experiment: Experiment): Topology {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) throw new UserError(text.experiment.checks.unknownArchitecture(card.id, card.architecture));
  const context = { numTasks: experiment.tasks.length, inputDim: experiment.data.inputDim };
  const [problem] = architecture.problemsOf(card.options, context);
  if (problem !== undefined) throw new UserError(problem);
  return architecture.topologyOf(card.options, context);
}

function networkOf(card: CardConfig, experiment: Experiment): Network {
  const topology = topologyOfCard(card, experiment);
  const { seed } = experiment.data;
  const { initialSeedOffset } = card;
  const initialValues = Array.from({ length: experiment.training.numReplicas }, (_, replica) => {
    const named = namedTensorsOf(topology).map((spec) => [spec.name, initialTensor(spec, { seed, replica, initialSeedOffset })] as const);
    return new Map(named);
  });
  return createNetwork(planOf(topology), initialValues);
}
