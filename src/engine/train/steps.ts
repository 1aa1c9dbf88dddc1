/**
 * Training steps: the rates and tensors that they work on. Steps are captured once and replayed many at a time where a backend can:
 * no JavaScript per operation. A step is then taken by writing it into a timetable on the device, where it finds its rows and rates.
 */
import { NotCapturable, type StepCapture, stepCaptureOf } from '../backend/stepCapture.ts';
import type { TrainingConfig } from '../../experiment/experiment.ts';
import { adamRateNames, adamRates, adamRateValues } from '../kernels/adam/adam.ts';
import { type Timetable, takeTurn } from '../kernels/takeTurn/takeTurn.ts';
import type { LossSettings } from '../network/network.ts';
import { flattened } from '../tf/records.ts';
import { backend, dispose, type Tensor, tensor, tidy } from '../tf/tf.ts';
import type { CardTrainer } from './cardTrainer.ts';
import { type DeviceData, freeBatch } from './deviceData.ts';

/**
 * Rates of the steps of one trainer: those of the common learning rate, those of every learning rate a card has of its own, then the
 * number of the step. `ownRates`: for every card its own learning rate, or undefined when it trains with the common one.
 */
export function createRateTable(
  ownRates: readonly (number | undefined)[],
  { learningRate: initialLearningRate, weightDecay }: Pick<TrainingConfig, 'learningRate' | 'weightDecay'>,
) {
  const own = ownRates.filter((rate) => rate !== undefined);
  let numOwn = 0;
  return {
    /** Length of the tensor. */
    numRates: (1 + own.length) * adamRateNames.length + 1,
    decays: weightDecay > 0,
    /** Index of the first rate of each card, in the order of the cards. */
    firstOf: ownRates.map((rate) => (rate === undefined ? 0 : ++numOwn * adamRateNames.length)),
    /** Values of the tensor at step `step`, counted from 1. Own learning rates follow the changes of the common one. */
    valuesAt: (learningRate: number, step: number): number[] => {
      // Factors rounded before they are multiplied, as they always were: the product decides a run to the last bit.
      const change = Math.fround(learningRate / initialLearningRate);
      const rates = [learningRate, ...own.map((rate) => Math.fround(rate) * change)];
      return [...rates.flatMap((rate) => adamRateValues(adamRates(rate, step, weightDecay))), step];
    },
  };
}

/** The tensors that a step works on. Owned by the trainer. */
export interface StepParts {
  readonly cards: readonly CardTrainer[];
  readonly data: DeviceData;
  readonly loss: LossSettings;
  readonly rates: ReturnType<typeof createRateTable>;
}

export interface Steps {
  /** Takes one step of every card on the next batch, or puts it down for `flush`; `rates` are those of `valuesAt`. */
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
const stepOn =
  ({ loss, rates: { firstOf, decays } }: StepParts, batch: ReturnType<DeviceData['gather']>, rates: Tensor) =>
  (card: CardTrainer, c: number) =>
    card.nextState(batch, loss, { tensor: rates, first: firstOf[c] ?? 0, decays });

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

/** Steps of one submission at most. More would keep the device waiting while they are encoded. */
const maxTurns = 32;

/** Steps that are replayed where the backend can capture them; else eager ones. `onCompiling` as of `TrainerHooks`. */
export async function createSteps(parts: StepParts, onCompiling?: () => void): Promise<Steps> {
  const capture = stepCaptureOf(backend());
  if (capture === null) return createEagerSteps(parts, []);
  if (capture.compiles) onCompiling?.();
  try {
    return await createReplayedSteps(capture, parts);
  } catch (error) {
    if (error instanceof NotCapturable) return createEagerSteps(parts, error.kernelNames);
    throw error;
  }
}

/** Compiles and captures the step; rejects when that fails. The cards' tensors must then stay the same until `dispose`. */
export async function createReplayedSteps(capture: StepCapture, parts: StepParts): Promise<Steps> {
  const { cards, data } = parts;
  const { numRates } = parts.rates;
  const rows = new Int32Array(maxTurns * data.rowsPerBatch);
  const rates = new Float32Array(maxTurns * numRates);
  const timetable: Timetable = {
    turn: tensor([0], [1], 'int32'),
    rows: tensor(rows.slice(), [maxTurns, data.rowsPerBatch], 'int32'),
    rates: tensor(rates.slice(), [maxTurns, numRates]),
  };
  const captured = await capture
    .captureStep({
      numReplicas: data.numReplicas,
      state: flattened({ turn: timetable.turn, cards: cards.map((card) => card.state()) }),
      inputs: [timetable.rows, timetable.rates, ...data.tensors],
      compute: () => flattened(nextState(parts, timetable)),
    })
    .catch((error: unknown) => {
      dispose({ ...timetable });
      throw error;
    });
  let numTurns = 0;
  const flush = (): void => {
    if (numTurns === 0) return;
    capture.overwrite(timetable.turn, Int32Array.of(0));
    capture.overwrite(timetable.rows, rows.subarray(0, numTurns * data.rowsPerBatch));
    capture.overwrite(timetable.rates, rates.subarray(0, numTurns * numRates));
    captured.replay(numTurns);
    numTurns = 0;
  };
  return {
    take: (ofTurn) => {
      data.nextRows(rows.subarray(numTurns * data.rowsPerBatch, (numTurns + 1) * data.rowsPerBatch));
      rates.set(ofTurn, numTurns * numRates);
      numTurns++;
      if (numTurns === maxTurns) flush();
    },
    flush,
    settle: () => {
      flush();
      return capture.settle();
    },
    clearLosses: () => {
      for (const { lossSum } of cards.map((card) => card.state()))
        capture.overwrite(lossSum, new Float32Array(lossSum.size));
    },
    numDispatches: captured.numDispatches,
    foreignKernels: [],
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose({ ...timetable });
    },
  };
}

/** One step of every card on the batch of the turn. */
function nextState(parts: StepParts, timetable: Timetable) {
  const { turn, rows, rates } = takeTurn(timetable);
  return { turn, cards: parts.cards.map(stepOn(parts, parts.data.gather(rows), rates)) };
}
