/** How training steps are carried out: what the trainer asks for, whichever way it is done. */
import { adamRates } from '../kernels/adam/adam.ts';
import type { LossSettings } from '../network/network.ts';
import type { CardTrainer } from './cardTrainer.ts';
import type { DeviceData } from './deviceData.ts';

/** Numbers of `stepRates`. */
export const numRates = 4;

/**
 * What changes from step to step: what `adamRates` says of it, then how much the learning rate was changed since the start, for
 * cards that have one of their own: exactly 1 until it was.
 */
export function stepRates(
  learningRate: number,
  initialLearningRate: number,
  step: number,
): readonly number[] {
  return [...adamRates(learningRate, step), learningRate / initialLearningRate];
}

/** What a step works on. Owned by the trainer. */
export interface StepParts {
  readonly cards: readonly CardTrainer[];
  readonly data: DeviceData;
  readonly loss: LossSettings;
}

export interface Steps {
  /** Takes one step of every card on the next batch, or puts it down for `flush`; `rates` as of `stepRates`. */
  readonly take: (rates: readonly number[]) => void;
  /** Afterwards the cards' tensors are those after all steps taken, for whatever is queued next. */
  readonly flush: () => void;
  /** Resolves when all steps taken are done. */
  readonly settle: () => Promise<void>;
  /** Starts the sums of the batch losses anew. */
  readonly clearLosses: () => void;
  /** Dispatches of one step, where steps are replayed on a GPU; else null. */
  readonly numDispatches: number | null;
  /** On the device, besides the tensors. */
  readonly numBytes: number;
  /** Idempotent. */
  readonly dispose: () => void;
}
