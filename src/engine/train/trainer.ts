/**
 * Trains every card of an experiment in lock-step on identical batches, on whatever backend TensorFlow.js runs now.
 * Knows nothing of workers, messages, speed or pauses.
 */
import { engineMemory } from '../backend/engineBackend.ts';
import { assertNotDisposed } from '../../core/errors.ts';
import { randomisationOf } from '../../data/randomisation.ts';
import type { Matrix, ReplicaData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { registerOperations } from '../kernels/register.ts';
import type { LossSettings } from '../network/network.ts';
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation, KnownLosses } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { tensor } from '../tf/tf.ts';
import { type CardTrainer, createCardTrainer, replicaNumbersOf, restoreCards } from './cardTrainer.ts';
import { createDeviceData } from './deviceData.ts';
import { type HeldOut, knownLossesOf } from './evaluation.ts';
import { pathsOf } from './funnelLosses.ts';
import { chunksOf } from './heldOutChunks.ts';
import type { FittedLinear, fittedLinearOf } from './linear/models.ts';
import { createHeldOutPasses } from './replayedPasses.ts';
import { measuredCorrelationsOf, type OpenTable, replicaDataOf } from './replicaData.ts';
import { createRateTable, createSteps, type StepParts, type Steps } from './steps.ts';

/** Trains the cards of one experiment. Only its creator disposes it; whoever uses it then gets an Error. */
export interface Trainer {
  readonly step: number;
  /**
   * Requested correlation's measured counterpart: that of the training targets, `[T, T]` each; of every replica where each has
   * tasks of its own, else of the first alone.
   */
  readonly measuredCorrelations: readonly Matrix[];
  /** Found when it is asked for, as the correlations are. */
  readonly knownLosses: KnownLosses;
  /** Fits linear models to the rows, by this thread alone. Stops now and then, and may be left. `mostTestRows`: as of `evaluate`. */
  readonly fitLinear: (mostTestRows?: number) => Promise<Generator<void, FittedLinear, void>>;
  /**
   * One step of every card on the same batch; a card with a learning rate of its own follows the changes of the common one.
   * Queues work and returns; await `settle` now and then.
   */
  readonly trainStep: (learningRate: number) => void;
  /** Resolves when all queued work is done, or soon will be (back-pressure on the GPU and of other threads; else immediate). */
  readonly settle: () => Promise<void>;
  /**
   * Held-out losses and gate statistics of every card at the current step. A diverged replica's losses are NaN. Rejects as
   * `betweenParts` does; there is nothing to do with the trainer then but to dispose it. `mostTestRows`: labelled test rows of each task
   * whose logits are wanted, at most, where all replicas have the same; absent or 0: none.
   */
  readonly evaluate: (mostTestRows?: number) => Promise<readonly CardEvaluation[]>;
  /** `evaluate`, but resolves as soon as training may go on: what other threads find comes later, while they train as well. */
  readonly beginEvaluation: (
    mostTestRows?: number,
  ) => Promise<{ readonly found: Promise<readonly CardEvaluation[]> }>;
  readonly checkpoint: () => Promise<Checkpoint>;
  readonly memory: () => MemoryReport;
  readonly numThreads: number;
  /** Dispatches (WebAssembly: calls) of one step, where steps are captured and replayed by this thread alone; else null. */
  readonly numDispatches: number | null;
  /** Kernels that are not ours and keep steps from being replayed; none where they are, or where the backend cannot. */
  readonly foreignKernels: readonly string[];
  /** Idempotent. */
  readonly dispose: () => void;
}

/** Functions that a trainer calls while it is made and while it evaluates, and what it may use; all may be absent. */
export interface TrainerHooks {
  /** Called before shaders are compiled, on a backend that has any. */
  readonly onCompiling?: () => void;
  /**
   * Awaited between the parts of what may take minutes: the data of a replica, the networks, the chunks of an evaluation. A
   * chance to answer messages, or to end the work by rejecting.
   */
  readonly betweenParts?: () => Promise<void>;
  /** This thread must do all the work, even where others could help. */
  readonly isAlone?: boolean;
  /**
   * Opens the file that is trained on; absent or null: there is none. Its cells are large, and let go of once rows are made of
   * them.
   */
  readonly openTable?: OpenTable;
}

/** `createTrainer`, or what stands in for it where nothing may be trained. Rejects with a `UserError` when the set-up cannot run. */
export type CreateTrainer = (
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  hooks: TrainerHooks,
) => Promise<Trainer>;

/**
 * Makes the data, unless it is `given` for each of the replicas, builds every card's network, and continues from `checkpoint`
 * where there is one.
 */
export async function createTrainer(
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  { onCompiling, betweenParts = async () => undefined, openTable = async () => null }: TrainerHooks = {},
  given: readonly ReplicaData[] | null = null,
): Promise<Trainer> {
  registerOperations();
  const numbers = replicaNumbersOf(experiment);
  const replicas =
    given ?? (await replicaDataOf(experiment, numbers, { betweenParts, table: await openTable() }));
  const isSparse = replicas[0]?.train.isSparse === true;
  const cards: CardTrainer[] = [];
  const ownRates = experiment.cards.map((card) => card.learningRate);
  const parts = {
    cards,
    data: createDeviceData(replicas, {
      replicas: numbers.map((number) => randomisationOf(experiment.data, number).rows),
      seed: experiment.data.seed,
      batchSize: experiment.training.batchSize,
    }),
    loss: lossSettingsOf(experiment),
    rates: createRateTable(ownRates, experiment.training),
  };
  try {
    for (const card of experiment.cards) {
      cards.push(createCardTrainer(card, experiment, isSparse));
      await betweenParts();
    }
    if (checkpoint !== null) restoreCards(cards, checkpoint);
    const { step, numSummed } = checkpoint ?? { step: 0, numSummed: 0 };
    parts.data.seek(step);
    const steps = await createSteps(parts, onCompiling);
    const networks = cards.map(({ network }) => network);
    const passes = await createHeldOutPasses(
      networks,
      chunksOf(replicas),
      steps.numDispatches !== null,
      betweenParts,
    ).catch((error: unknown) => {
      steps.dispose();
      throw error;
    });
    const { isBinary } = parts.loss;
    const heldOut = { passes, replicas, isBinary, paths: pathsOf(experiment.tasks), betweenParts };
    return trainerOf({ experiment, parts, steps, heldOut, step, numSummed });
  } catch (error) {
    disposeParts(parts);
    throw error;
  }
}

/** The parts that a trainer is made of, and the step where training begins. */
interface TrainerParts {
  readonly experiment: Experiment;
  readonly parts: StepParts;
  readonly steps: Steps;
  readonly heldOut: HeldOut;
  readonly step: number;
  /** Batches whose losses are in the cards' sums. */
  readonly numSummed: number;
}

function trainerOf({ experiment, parts, steps, heldOut, ...start }: TrainerParts): Trainer {
  let { step, numSummed } = start;
  let isDisposed = false;
  const assertAlive = () => assertNotDisposed(isDisposed, 'The trainer');
  const evaluate = async (mostTestRows = 0) => {
    assertAlive();
    steps.flush();
    const evaluations: CardEvaluation[] = [];
    const numBatches = parts.data.numLabelledBatches(step - numSummed, step);
    const asked = { step, numBatches, mostTestRows };
    // One after the other: together their activations could exceed the memory of the device.
    for (const card of parts.cards) evaluations.push(await card.evaluate(heldOut, asked));
    steps.clearLosses();
    numSummed = 0;
    return evaluations;
  };
  return {
    get step() {
      return step;
    },
    get measuredCorrelations() {
      return measuredCorrelationsOf(experiment, heldOut.replicas);
    },
    get knownLosses() {
      return knownLossesOf(experiment, heldOut.replicas);
    },
    fitLinear: (most = 0) => linearFitting(experiment, heldOut.replicas, most),
    trainStep: (learningRate) => {
      assertAlive();
      step++;
      numSummed++;
      steps.take(parts.rates.valuesAt(learningRate, step));
    },
    settle: async () => {
      assertAlive();
      await steps.settle();
    },
    evaluate,
    beginEvaluation: async (mostTestRows) => ({ found: Promise.resolve(await evaluate(mostTestRows)) }),
    checkpoint: async () => {
      assertAlive();
      steps.flush();
      return { step, numSummed, cards: await Promise.all(parts.cards.map((card) => card.save())) };
    },
    memory: () => {
      assertAlive();
      return engineMemory(steps.numBytes + heldOut.passes.numBytes);
    },
    numThreads: 1,
    numDispatches: steps.numDispatches,
    foreignKernels: steps.foreignKernels,
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      heldOut.passes.dispose();
      steps.dispose();
      disposeParts(parts);
    },
  };
}

// Loaded with the first file: nothing else has linear models.
async function linearFitting(...rows: Parameters<typeof fittedLinearOf>): ReturnType<Trainer['fitLinear']> {
  return (await import('./linear/models.ts')).fittedLinearOf(...rows);
}

function disposeParts({ cards, data, loss }: StepParts): void {
  for (const card of cards) card.dispose();
  data.dispose();
  loss.taskWeights.dispose();
}

function lossSettingsOf({ tasks, training }: Experiment): LossSettings {
  const perTask = tasks.map((task) => task.lossWeight / tasks.length);
  const taskWeights = tensor(Array.from({ length: training.numReplicas }, () => perTask).flat());
  return { isBinary: tasks.map((task) => (task.kind === 'binary' ? 1 : 0)), taskWeights };
}
