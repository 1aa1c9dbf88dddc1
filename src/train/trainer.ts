/**
 * Trains every card of an experiment in lock-step on identical batches, on whatever backend TensorFlow.js runs now.
 * Knows nothing of workers, messages, speed or pauses.
 */
import type { CardEvaluation, Checkpoint, MemoryReport } from '../experiment/run.ts';

export interface Trainer {
  /** Steps done so far. */
  readonly step: number;
  /** Requested correlation's measured counterpart: correlation of replica 0's training targets, `[T, T]`. */
  readonly measuredCorrelation: readonly (readonly number[])[];
  /** One step of every card on the same batch. Queues work and returns; await `settle` now and then. */
  readonly trainStep: (learningRate: number) => void;
  /** Resolves when all queued work is done (back-pressure on the GPU; immediate elsewhere). */
  readonly settle: () => Promise<void>;
  /** Held-out losses and gate statistics of every card at the current step. A diverged replica's losses are NaN. */
  readonly evaluate: () => Promise<readonly CardEvaluation[]>;
  readonly checkpoint: () => Promise<Checkpoint>;
  readonly memory: () => MemoryReport;
  /** Idempotent. */
  readonly dispose: () => void;
}
