/** Trains one shard in this thread: a trainer for each of its experiments, all at the same step. */

import { engineMemory } from '../../backend/engineBackend.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { MemoryReport } from '../../run/produced/backend.ts';
import type { CardEvaluation } from '../../run/produced/evaluation.ts';
import type { Checkpoint } from '../../run/produced/networks.ts';
import { createTrainer, type Trainer, type TrainerHooks } from '../../train/trainer.ts';
import type { DataOfReplicas, ShardStart } from './messages.ts';
import { rowsInOrder } from './sharedData.ts';

/** Trains a shard, in this thread or another. Lists have an entry for each experiment of the shard. */
export interface ShardTrainer {
  readonly start: ShardStart;
  /** A step for each learning rate. Resolves when they are done. */
  readonly train: (learningRates: readonly number[]) => Promise<void>;
  readonly evaluate: () => Promise<readonly (readonly CardEvaluation[])[]>;
  readonly checkpoint: () => Promise<readonly Checkpoint[]>;
  /** Tensors and bytes alive in the thread of the shard, as far as is known. */
  readonly memory: () => MemoryReport;
}

/** Trains a shard in this thread. */
export interface OwnShardTrainer extends ShardTrainer {
  /** Idempotent. */
  readonly dispose: () => void;
}

/**
 * Rejects as `createTrainer` does; nothing is left then. `data`: of all its replicas, by their numbers; `checkpoints`: one for
 * each experiment of the shard.
 */
export async function createShardTrainer(
  shard: Shard,
  data: DataOfReplicas,
  checkpoints: readonly Checkpoint[] | null,
  hooks: TrainerHooks,
): Promise<OwnShardTrainer> {
  const trainers: Trainer[] = [];
  const dispose = () => {
    for (const trainer of trainers) trainer.dispose();
  };
  try {
    for (const [index, experiment] of shard.entries())
      trainers.push(
        await createTrainer(experiment, checkpoints?.[index] ?? null, hooks, rowsInOrder(experiment, data)),
      );
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    start: {
      foreignKernels: [...new Set(trainers.flatMap(({ foreignKernels }) => foreignKernels))],
    },
    train: async (learningRates) => {
      for (const trainer of trainers) {
        for (const learningRate of learningRates) trainer.trainStep(learningRate);
        await trainer.settle();
      }
    },
    evaluate: async () => {
      const evaluations: (readonly CardEvaluation[])[] = [];
      for (const trainer of trainers) evaluations.push(await trainer.evaluate());
      return evaluations;
    },
    checkpoint: async () => {
      const saved: Checkpoint[] = [];
      for (const trainer of trainers) saved.push(await trainer.checkpoint());
      return saved;
    },
    memory: () => memoryOf(trainers),
    dispose,
  };
}

/** Each trainer reports the tensors of the whole thread, and bytes of its own besides. */
function memoryOf(trainers: readonly Trainer[]): MemoryReport {
  const { numBytes } = engineMemory();
  const ownBytes = trainers.reduce((sum, trainer) => sum + trainer.memory().numBytes - numBytes, 0);
  return engineMemory(ownBytes);
}
