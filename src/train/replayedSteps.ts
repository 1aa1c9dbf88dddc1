/**
 * Steps captured once and replayed many at a time: no JavaScript per operation. A step is taken by writing it into a timetable
 * on the device, where it finds its rows and rates.
 */
import { NotCapturable, type StepCapture, stepCaptureOf } from '../backend/stepCapture.ts';
import { type Timetable, takeTurn } from '../kernels/takeTurn/takeTurn.ts';
import { flattened } from '../tf/records.ts';
import { backend, dispose, tensor } from '../tf/tf.ts';
import { createEagerSteps, type StepParts, type Steps, stepOn } from './steps.ts';

/** Steps of one submission at most. More would keep the device waiting while they are encoded. */
const maxTurns = 32;

/** Steps that are replayed where the backend can capture them; else eager ones. `onCompiling` as of `TrainerHooks`. */
export async function createSteps(parts: StepParts, onCompiling: () => void): Promise<Steps> {
  const capture = stepCaptureOf(backend());
  if (capture === null) return createEagerSteps(parts, []);
  if (capture.compiles) onCompiling();
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
