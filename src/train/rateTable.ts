/** The numbers that change from step to step: of all cards, and as the tensor that the kernels read. */
import { adamRateNames, adamRates, adamRateValues } from '../kernels/adam/adam.ts';

/** Rates of the steps of one trainer: those of the common learning rate, then those of every learning rate a card has of its own. */
export interface RateTable {
  /** Length of the tensor. */
  readonly numRates: number;
  /** Where the rates of each card begin, in the order of the cards. */
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
