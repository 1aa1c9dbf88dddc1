/** How training steps are carried out: what the trainer asks for, whichever way it is done. */
import type { LossSettings } from '../network/network.ts';
import type { CardTrainer } from './cardTrainer.ts';
import type { DeviceData } from './deviceData.ts';
import type { RateTable } from './rateTable.ts';

/** The tensors that a step works on. Owned by the trainer. */
export interface StepParts {
  readonly cards: readonly CardTrainer[];
  readonly data: DeviceData;
  readonly loss: LossSettings;
  readonly rates: RateTable;
}

export interface Steps {
  /** Takes one step of every card on the next batch, or puts it down for `flush`; `rates` are those of `RateTable.valuesAt`. */
  readonly take: (rates: readonly number[]) => void;
  /** Afterwards the cards' tensors are those after all steps taken, for whatever is queued next. */
  readonly flush: () => void;
  /** Resolves when all steps taken are done. */
  readonly settle: () => Promise<void>;
  /** Starts the sums of the batch losses anew. */
  readonly clearLosses: () => void;
  /** Dispatches (WebAssembly: calls) of one step, where steps are replayed; else null. */
  readonly numDispatches: number | null;
  /** Kernels that are not ours and keep steps from being replayed; none where they are, or where the backend cannot. */
  readonly foreignKernels: readonly string[];
  /** Bytes on the device, besides the tensors. */
  readonly numBytes: number;
  /** Idempotent. */
  readonly dispose: () => void;
}
