/** Steps as TensorFlow.js runs them, operation by operation: on every backend. */
import { tensor, tidy } from '../tf/tf.ts';
import { freeBatch } from './deviceData.ts';
import { stepRateValues } from './stepRates.ts';
import type { StepParts, Steps } from './steps.ts';

export function createEagerSteps({ cards, data, loss }: StepParts): Steps {
  return {
    take: (ratesOfStep) => {
      const rows = data.nextRows();
      const index = tensor(rows, [rows.length], 'int32');
      const batch = data.gather(index);
      const rates = tensor(stepRateValues(ratesOfStep));
      for (const card of cards) card.setState(tidy(() => card.nextState(batch, loss, rates)));
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
    numBytes: 0,
    dispose: () => undefined,
  };
}
