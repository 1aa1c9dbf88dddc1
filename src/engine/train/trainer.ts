/** Trains all cards of an experiment in lock-step on identical batches, on the active backend. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation, KnownLosses } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { assertNotDisposed } from '../../core/errors.ts';
import { randomisationOf } from '../../data/randomisation.ts';
import type { Matrix, ReplicaData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { engineMemory } from '../backend/engineBackend.ts';
import { registerOperations } from '../kernels/register.ts';
import type { LossSettings } from '../network/network.ts';
import { tensor } from '../tf/tf.ts';
import { type CardTrainer, createCardTrainer, replicaNumbersOf, restoreCards } from './cardTrainer.ts';
import { createDeviceData } from './deviceData.ts';
import { type HeldOutSettings, knownLossesOf } from './evaluation.ts';
import { taskPathsOf } from './funnelLosses.ts';
import { chunksOf } from './heldOutChunks.ts';
import { createHeldOutPasses } from './heldOutPasses.ts';
import { measuredCorrelationsOf, type OpenTable, replicaDataOf } from './replicaData.ts';
import { createRateTable, createSteps, type StepParts, type TrainingSteps } from './steps.ts';

/** Disposed only by its creator; later use throws an Error. */
export interface Trainer {
  readonly step: number;
  /** `[T, T]` of training targets: of every replica if each has its own tasks, else of the first. */
  readonly measuredCorrelations: readonly Matrix[];
  /** Computed at first use, like the correlations. */
  readonly knownLosses: KnownLosses;
  /** Queues one step of every card; cards' own rates scale with `learningRate`. Await `settle` often. */
  readonly trainStep: (learningRate: number) => void;
  /** Resolves when queued work is (nearly) done: back-pressure for the GPU and other threads. */
  readonly settle: () => Promise<void>;
  /**
   * Held-out losses (NaN for diverged replicas) and gate statistics of every card now. If `betweenParts`
   * rejects, so does this, and only `dispose` may follow.
   */
  readonly evaluate: () => Promise<readonly CardEvaluation[]>;
  /** Like `evaluate`, but resolves once training may go on; results of other threads follow later. */
  readonly beginEvaluation: () => Promise<{ readonly found: Promise<readonly CardEvaluation[]> }>;
  readonly checkpoint: () => Promise<Checkpoint>;
  readonly memory: () => MemoryReport;
  readonly numThreads: number;
  /** Dispatches (WebAssembly: calls) per step; null unless this thread alone replays steps. */
  readonly numDispatches: number | null;
  /** Stock kernels that prevent replay; empty if steps are replayed or the backend cannot. */
  readonly stockKernels: readonly string[];
  readonly dispose: () => void;
}

export interface TrainerHooks {
  readonly onCompiling?: () => void;
  /** Awaited between parts of long work: may answer messages, or reject to end it. */
  readonly betweenParts?: () => Promise<void>;
  readonly isAlone?: boolean;
  /** Opens the training file, if any. Its cells are large and freed once rows are made. */
  readonly openTable?: OpenTable;
}

/** Rejects with a `UserError` if the set-up cannot run. */
export type CreateTrainer = (
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  hooks: TrainerHooks,
) => Promise<Trainer>;

/** Makes data unless `given`, builds the networks, continues from `checkpoint` if any. */
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
  const parts = {
    cards,
    data: createDeviceData(replicas, {
      replicas: numbers.map((number) => randomisationOf(experiment.data, number).rows),
      seed: experiment.data.seed,
      batchSize: experiment.training.batchSize,
    }),
    loss: lossSettingsOf(experiment),
    rates: createRateTable(experiment.cards, experiment.training),
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
    const heldOut = { passes, replicas, isBinary, paths: taskPathsOf(experiment.tasks), betweenParts };
    return trainerOf({ experiment, parts, steps, heldOut, step, numSummed });
  } catch (error) {
    disposeParts(parts);
    throw error;
  }
}

interface TrainerParts {
  readonly experiment: Experiment;
  readonly parts: StepParts;
  readonly steps: TrainingSteps;
  readonly heldOut: HeldOutSettings;
  readonly step: number;
  readonly numSummed: number;
}

function trainerOf({ experiment, parts, steps, heldOut, ...start }: TrainerParts): Trainer {
  let { step, numSummed } = start;
  let isDisposed = false;
  const assertAlive = () => assertNotDisposed(isDisposed, 'The trainer');
  const evaluate = async () => {
    assertAlive();
    steps.flush();
    const evaluations: CardEvaluation[] = [];
    const numBatches = parts.data.numLabelledBatches(step - numSummed, step);
    const asked = { step, numBatches };
    for (const card of parts.cards) evaluations.push(await card.evaluate(heldOut, asked)); // Both together may not fit on the device.
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
    beginEvaluation: async () => ({ found: Promise.resolve(await evaluate()) }),
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
    stockKernels: steps.stockKernels,
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      heldOut.passes.dispose();
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

function lossSettingsOf({ tasks, training }: Experiment): LossSettings {
  const perTask = tasks.map((task) => task.lossWeight / tasks.length);
  const taskWeights = tensor(Array.from({ length: training.numReplicas }, () => perTask).flat());
  return { isBinary: tasks.map((task) => (task.kind === 'binary' ? 1 : 0)), taskWeights };
}
