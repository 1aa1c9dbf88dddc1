/** Training steps, captured once where the backend can and replayed many at a time. */

import type { CardConfig, TrainingConfig } from '../../experiment/experiment.ts';
import { tunedSettingsOf } from '../../experiment/learningRate.ts';
import { NotCapturable, type StepCapture, stepCaptureOf } from '../backend/stepCapture.ts';
import { adamRateNames, adamRates, adamRateValues } from '../kernels/adam/adam.ts';
import { stepInputs, type Timetable } from '../kernels/stepInputs/stepInputs.ts';
import type { LossSettings } from '../network/network.ts';
import { tensorsOfRecord } from '../tf/records.ts';
import { backend, dispose, type Tensor, tensor, tidy } from '../tf/tf.ts';
import type { CardTrainer } from './cardTrainer.ts';
import { type DeviceData, freeBatch } from './deviceData.ts';

const hasOwnRates = ({ learningRate, ownLearningRate, ownWeightDecay }: CardConfig): boolean =>
  (learningRate ?? ownLearningRate ?? ownWeightDecay) !== null;

/** Common rates, those of cards with a learning rate or weight decay of their own, then the step. */
export function createRateTable(cards: readonly CardConfig[], training: TrainingConfig) {
  const { learningRate: initialLearningRate, weightDecay } = training;
  const own = cards.filter(hasOwnRates).map((card) => tunedSettingsOf(card, training));
  let numOwn = 0;
  return {
    numRates: (1 + own.length) * adamRateNames.length + 1,
    decays: cards.map((card) => tunedSettingsOf(card, training).weightDecay > 0),
    /** Index of each card's first rate in a step's values. */
    firstOf: cards.map((card) => (hasOwnRates(card) ? ++numOwn * adamRateNames.length : 0)),
    /** `step` counts from 1. Own learning rates follow changes of the common one. */
    valuesAt: (learningRate: number, step: number): number[] => {
      // Rounded before multiplication: the product decides a run to the last bit.
      const change = Math.fround(learningRate / initialLearningRate);
      const ofOwn = own.map((one) =>
        adamRates(Math.fround(one.learningRate) * change, step, one.weightDecay),
      );
      return [...[adamRates(learningRate, step, weightDecay), ...ofOwn].flatMap(adamRateValues), step];
    },
  };
}

/** The trainer owns these parts and disposes them. */
export interface StepParts {
  readonly cards: readonly CardTrainer[];
  readonly data: DeviceData;
  readonly loss: LossSettings;
  readonly rates: ReturnType<typeof createRateTable>;
}

export interface TrainingSteps {
  /** Takes or queues one step of every card; `rates` from `valuesAt`. */
  readonly take: (rates: readonly number[]) => void;
  /** Applies all steps taken to the cards' tensors, for whatever is queued next. */
  readonly flush: () => void;
  readonly settle: () => Promise<void>;
  readonly clearLosses: () => void;
  /** Dispatches (WebAssembly: calls) per replayed step; null if not replayed. */
  readonly numDispatches: number | null;
  readonly stockKernels: readonly string[];
  /** Bytes on the device besides the tensors. */
  readonly numBytes: number;
  readonly dispose: () => void;
}

/** Call the returned function inside `tidy`; `c` is the card's index. */
const createCardStep =
  ({ loss, rates: { firstOf, decays } }: StepParts, batch: ReturnType<DeviceData['gather']>, rates: Tensor) =>
  (card: CardTrainer, c: number) =>
    card.nextState(batch, loss, { tensor: rates, first: firstOf[c] ?? 0, decays: decays[c] === true });

export function createEagerSteps(parts: StepParts, stockKernels: readonly string[]): TrainingSteps {
  const { cards, data } = parts;
  return {
    take: (ratesOfStep) => {
      const rows = new Int32Array(data.rowsPerBatch);
      data.nextRows(rows);
      const index = tensor(rows, [rows.length], 'int32');
      const batch = data.gather(index);
      const rates = tensor([...ratesOfStep]);
      const nextState = createCardStep(parts, batch, rates);
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
    stockKernels,
    numBytes: 0,
    dispose: () => undefined,
  };
}

// Most steps per submission. With more, the device would wait until they are encoded.
const maxStepsPerSubmission = 32;

export async function createSteps(parts: StepParts, onCompiling?: () => void): Promise<TrainingSteps> {
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

/** The cards' tensors must stay the same until `dispose`. Rejects if capturing fails. */
export async function createReplayedSteps(capture: StepCapture, parts: StepParts): Promise<TrainingSteps> {
  const { cards, data } = parts;
  const { numRates } = parts.rates;
  const rows = new Int32Array(maxStepsPerSubmission * data.rowsPerBatch);
  const rates = new Float32Array(maxStepsPerSubmission * numRates);
  const timetable: Timetable = {
    turn: tensor([0], [1], 'int32'),
    rows: tensor(rows.slice(), [maxStepsPerSubmission, data.rowsPerBatch], 'int32'),
    rates: tensor(rates.slice(), [maxStepsPerSubmission, numRates]),
  };
  const captured = await capture
    .captureStep({
      numReplicas: data.numReplicas,
      state: tensorsOfRecord({ turn: timetable.turn, cards: cards.map((card) => card.state()) }),
      inputs: [timetable.rows, timetable.rates, ...data.tensors],
      compute: () => tensorsOfRecord(nextTrainingState(parts, timetable)),
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
      if (numTurns === maxStepsPerSubmission) flush();
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
    stockKernels: [],
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose({ ...timetable });
    },
  };
}

function nextTrainingState(parts: StepParts, timetable: Timetable) {
  const { turn, rows, rates } = stepInputs(timetable);
  return { turn, cards: parts.cards.map(createCardStep(parts, parts.data.gather(rows), rates)) };
}
