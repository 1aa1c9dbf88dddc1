/** Steps as TensorFlow.js runs them, operation by operation: on every backend. */
import { tensor, tidy } from '../tf/tf.ts';
import { freeBatch } from './deviceData.ts';
import type { StepParts, Steps } from './steps.ts';

/** `foreignKernels`: why the steps are not replayed. */
export function createEagerSteps(
  { cards, data, loss, rates: { firstOf } }: StepParts,
  foreignKernels: readonly string[],
): Steps {
  return {
    take: (ratesOfStep) => {
      const rows = new Int32Array(data.rowsPerBatch);
      data.nextRows(rows);
      const index = tensor(rows, [rows.length], 'int32');
      const batch = data.gather(index);
      const rates = tensor([...ratesOfStep]);
      for (const [c, card] of cards.entries()) {
        const ratesOfCard = { tensor: rates, first: firstOf[c] ?? 0 };
        card.setState(tidy(() => card.nextState(batch, loss, ratesOfCard)));
      }
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
