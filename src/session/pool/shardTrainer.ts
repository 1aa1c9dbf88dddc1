/** Trains one shard in this thread, with one trainer per experiment, all at the same step. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { engineMemory } from '../../engine/backend/engineBackend.ts';
import { createTrainer, type Trainer, type TrainerHooks } from '../../engine/train/trainer.ts';
import type { Shard } from '../../experiment/costs/shards.ts';
import type { DataOfReplicas } from './messages.ts';
import { rowsInOrder } from './sharedData.ts';

/** Lists have one entry per experiment of the shard. */
export type OwnShardTrainer = Awaited<ReturnType<typeof createShardTrainer>>;

export type ShardTrainer = Omit<OwnShardTrainer, 'dispose'>;

/** Rejects as `createTrainer` does; nothing is then left. `data`: by replica number. */
export async function createShardTrainer(
  shard: Shard,
  data: DataOfReplicas,
  checkpoints: readonly Checkpoint[] | null,
  hooks: TrainerHooks,
) {
  const trainers: Trainer[] = [];
  /** Idempotent. */
  const dispose = (): void => {
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
  const inTurn = async <T>(ask: (trainer: Trainer) => Promise<T>): Promise<readonly T[]> => {
    const answers: T[] = [];
    for (const trainer of trainers) answers.push(await ask(trainer));
    return answers;
  };
  return {
    foreignKernels: [
      ...new Set(trainers.flatMap(({ foreignKernels }) => foreignKernels)),
    ] as readonly string[],
    train: async (learningRates: readonly number[]): Promise<void> => {
      for (const trainer of trainers) {
        for (const learningRate of learningRates) trainer.trainStep(learningRate);
        await trainer.settle();
      }
    },
    evaluate: (mostTestRows: number): Promise<readonly (readonly CardEvaluation[])[]> =>
      inTurn((trainer) => trainer.evaluate(mostTestRows)),
    checkpoint: (): Promise<readonly Checkpoint[]> => inTurn((trainer) => trainer.checkpoint()),
    // Each trainer reports the memory of the whole thread plus bytes of its own.
    memory: (): MemoryReport => {
      const { numBytes } = engineMemory();
      return engineMemory(trainers.reduce((sum, trainer) => sum + trainer.memory().numBytes - numBytes, 0));
    },
    dispose,
  };
}
