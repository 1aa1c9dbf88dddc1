/**
 * Trains every card of an experiment in lock-step on identical batches, on whatever backend TensorFlow.js runs now.
 * Knows nothing of workers, messages, speed or pauses.
 */
import { stepRecorderOf } from '../backend/stepRecorder.ts';
import { measuredCorrelation } from '../data/labelCorrelation.ts';
import { dataSourceOf } from '../data/registry.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { registerOperations } from '../kernels/register.ts';
import type { LossSettings } from '../network/network.ts';
import type { CardEvaluation, Checkpoint, MemoryReport } from '../results/results.ts';
import { backend, memory, tensor } from '../tf/tf.ts';
import { type CardTrainer, createCardTrainer, replicaNumbersOf } from './cardTrainer.ts';
import { createDeviceData } from './deviceData.ts';
import { createEagerSteps } from './eagerSteps.ts';
import { type HeldOut, nullLossesOf } from './evaluation.ts';
import { createReplayedSteps } from './replayedSteps.ts';
import { stepRates } from './stepRates.ts';
import type { StepParts, Steps } from './steps.ts';

export interface Trainer {
  /** Steps done so far. */
  readonly step: number;
  /** Requested correlation's measured counterpart: correlation of replica 0's training targets, `[T, T]`. */
  readonly measuredCorrelation: readonly (readonly number[])[];
  /** What the test loss of each replica and task is measured against, `[R*T]`: see `nullLoss`. */
  readonly nullLosses: readonly number[];
  /**
   * One step of every card on the same batch; a card with a learning rate of its own follows the changes of the common one.
   * Queues work and returns; await `settle` now and then.
   */
  readonly trainStep: (learningRate: number) => void;
  /** Resolves when all queued work is done (back-pressure on the GPU; immediate elsewhere). */
  readonly settle: () => Promise<void>;
  /**
   * Held-out losses and gate statistics of every card at the current step. A diverged replica's losses are NaN.
   * `betweenCards` is awaited after each card: a chance to let messages in, since an evaluation takes a while.
   */
  readonly evaluate: (betweenCards?: () => Promise<void>) => Promise<readonly CardEvaluation[]>;
  readonly checkpoint: () => Promise<Checkpoint>;
  readonly memory: () => MemoryReport;
  /** Dispatches of one step, where steps are recorded and replayed on a GPU; else null. */
  readonly numDispatches: number | null;
  /** Idempotent. */
  readonly dispose: () => void;
}

/**
 * Makes the data, builds every card's network, and continues from `checkpoint` where there is one. Calls `onCompiling` before
 * it compiles shaders, on a backend that has any.
 */
export async function createTrainer(
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  onCompiling: () => void = () => undefined,
): Promise<Trainer> {
  registerOperations();
  const heldOut = await heldOutOf(experiment);
  const cards: CardTrainer[] = [];
  const parts = { cards, data: heldOut.device, loss: lossSettingsOf(experiment) };
  try {
    for (const card of experiment.cards) cards.push(createCardTrainer(card, experiment));
    const initialLearningRate = experiment.training.learningRate;
    if (checkpoint !== null) restore(cards, checkpoint);
    const { step, numSummed } = checkpoint ?? { step: 0, numSummed: 0 };
    parts.data.seek(step);
    const steps = await createSteps(parts, onCompiling);
    return trainerOf(parts, steps, heldOut, { initialLearningRate, step, numSummed });
  } catch (error) {
    disposeParts(parts);
    throw error;
  }
}

/** Replayed where the backend can record steps. */
async function createSteps(parts: StepParts, onCompiling: () => void): Promise<Steps> {
  const recorder = stepRecorderOf(backend());
  if (recorder === null) return createEagerSteps(parts);
  onCompiling();
  return await createReplayedSteps(recorder, parts);
}

/** Where training begins. */
interface Start {
  readonly initialLearningRate: number;
  readonly step: number;
  /** Batches whose losses are in the cards' sums. */
  readonly numSummed: number;
}

function trainerOf(parts: StepParts, steps: Steps, heldOut: HeldOut, start: Start): Trainer {
  const { cards } = parts;
  let { step, numSummed } = start;
  let isDisposed = false;
  return {
    get step() {
      return step;
    },
    measuredCorrelation: measuredCorrelationOf(heldOut),
    nullLosses: nullLossesOf(heldOut),
    trainStep: (learningRate) => {
      step++;
      numSummed++;
      steps.take(stepRates(learningRate, start.initialLearningRate, step));
    },
    settle: steps.settle,
    evaluate: async (betweenCards) => {
      steps.flush();
      const evaluations: CardEvaluation[] = [];
      // One after the other: together their activations could exceed the memory of the device.
      for (const card of cards) {
        evaluations.push(await card.evaluate(heldOut, step, numSummed));
        await betweenCards?.();
      }
      steps.clearLosses();
      numSummed = 0;
      return evaluations;
    },
    checkpoint: async () => {
      steps.flush();
      return { step, numSummed, cards: await Promise.all(cards.map((card) => card.save())) };
    },
    memory: () => memoryReport(steps),
    numDispatches: steps.numDispatches,
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      steps.dispose();
      disposeParts(parts);
    },
  };
}

function disposeParts({ cards, data, loss }: StepParts): void {
  for (const card of cards) card.dispose();
  data.dispose();
  loss.taskWeights.dispose();
}

async function heldOutOf(experiment: Experiment): Promise<HeldOut> {
  const { data, tasks, training } = experiment;
  const source = dataSourceOf(data.source);
  const numbers = replicaNumbersOf(experiment);
  const replicas = numbers.map((replica) => source.replicaOf({ tasks, data }, replica));
  return {
    device: createDeviceData(replicas, { replicas: numbers, seed: data.seed, batchSize: training.batchSize }),
    replicas,
    isBinary: tasks.map((task) => (task.kind === 'binary' ? 1 : 0)),
  };
}

function lossSettingsOf({ tasks, training }: Experiment): LossSettings {
  const perTask = tasks.map((task) => task.lossWeight / tasks.length);
  const taskWeights = tensor(Array.from({ length: training.numReplicas }, () => perTask).flat());
  return { isBinary: tasks.map((task) => (task.kind === 'binary' ? 1 : 0)), taskWeights };
}

function restore(cards: readonly CardTrainer[], checkpoint: Checkpoint): void {
  for (const card of cards) {
    const saved = checkpoint.cards.find(({ cardId }) => cardId === card.cardId);
    if (saved === undefined) throw new Error(`The checkpoint has no card ${card.cardId}.`);
    card.restore(saved);
  }
}

function measuredCorrelationOf({ replicas }: HeldOut): readonly (readonly number[])[] {
  const first = replicas[0]?.train;
  return first === undefined ? [] : measuredCorrelation(first);
}

function memoryReport(steps: Steps): MemoryReport {
  const { numTensors, numBytes } = memory();
  return { numTensors, numBytes: numBytes + steps.numBytes };
}
