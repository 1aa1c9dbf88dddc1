/**
 * Training steps: the rates and tensors that they work on, and steps run operation by operation, as every backend can;
 * `replayedSteps.ts` takes them faster where it can.
 */
import { adamRateNames, adamRates, adamRateValues } from '../kernels/adam/adam.ts';
import type { LossSettings } from '../network/network.ts';
import { type Tensor, tensor, tidy } from '../tf/tf.ts';
import type { CardTrainer } from './cardTrainer.ts';
import { type DeviceData, freeBatch } from './deviceData.ts';

/** Rates of the steps of one trainer: those of the common learning rate, then those of every learning rate a card has of its own. */
export interface RateTable {
  /** Length of the tensor. */
  readonly numRates: number;
  /** Index of the first rate of each card, in the order of the cards. */
  readonly firstOf: readonly number[];
  /** Values of the tensor at step `step`, counted from 1. Own learning rates follow the changes of the common one. */
  readonly valuesAt: (learningRate: number, step: number) => number[];
}

/** `ownRates`: for every card its own learning rate, or undefined when it trains with the common one. */
export function createRateTable(
  ownRates: readonly (number | undefined)[],
  initialLearningRate: number,
): RateTable {
  const own = ownRates.filter((rate) => rate !== undefined);
  let numOwn = 0;
  return {
    numRates: (1 + own.length) * adamRateNames.length,
    firstOf: ownRates.map((rate) => (rate === undefined ? 0 : ++numOwn * adamRateNames.length)),
    valuesAt: (learningRate, step) => {
      // Factors rounded before they are multiplied, as they always were: the product decides a run to the last bit.
      const change = Math.fround(learningRate / initialLearningRate);
      const rates = [learningRate, ...own.map((rate) => Math.fround(rate) * change)];
      return rates.flatMap((rate) => adamRateValues(adamRates(rate, step)));
    },
  };
}

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

/** Gives the state of a card, the `c`-th, after one step on `batch`. Call what it returns inside `tidy`. */
export const stepOn =
  ({ loss, rates: { firstOf } }: StepParts, batch: ReturnType<DeviceData['gather']>, rates: Tensor) =>
  (card: CardTrainer, c: number) =>
    card.nextState(batch, loss, { tensor: rates, first: firstOf[c] ?? 0 });

/** Steps as TensorFlow.js runs them. `foreignKernels`: why they are not replayed. */
export function createEagerSteps(parts: StepParts, foreignKernels: readonly string[]): Steps {
  const { cards, data } = parts;
  return {
    take: (ratesOfStep) => {
      const rows = new Int32Array(data.rowsPerBatch);
      data.nextRows(rows);
      const index = tensor(rows, [rows.length], 'int32');
      const batch = data.gather(index);
      const rates = tensor([...ratesOfStep]);
      const nextState = stepOn(parts, batch, rates);
      for (const [c, card] of cards.entries()) card.setState(tidy(() => nextState(card, c)));
      index.dispose();
      rates.dispose();
      freeBatch(batch);
    },
    flush: () => undefined,
    settle: async () => {
      await cards.at(-1)?.settle();
    },
    clearLosses: () => {
      for (const card of cards) card.clearLosses();
    },
    numDispatches: null,
    foreignKernels,
    numBytes: 0,
    dispose: () => undefined,
  };
}
