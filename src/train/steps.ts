/** How training steps are carried out: what the trainer asks for, whichever way it is done. */
import type { LossSettings } from '../network/network.ts';
import type { CardTrainer } from './cardTrainer.ts';
import type { DeviceData } from './deviceData.ts';
import type { StepRates } from './stepRates.ts';

/** What a step works on. Owned by the trainer. */
export interface StepParts {
  readonly cards: readonly CardTrainer[];
  readonly data: DeviceData;
  readonly loss: LossSettings;
}

export interface Steps {
  /** Takes one step of every card on the next batch, or puts it down for `flush`. */
  readonly take: (rates: StepRates) => void;
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
