/** The part of a configuration that a run depends on. */
import { oncePer } from '../../../src/core/oncePer.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';

/** Two objects with the same contents become the same text, whatever the order in which they were put together. */
const inKeyOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Equal for two experiments when one's results are the other's: names and colours of tasks and cards do not count, nor does
 * what of the comparison only says how results are read.
 */
export const runKeyOf = oncePer((experiment: Experiment): string =>
  JSON.stringify(
    {
      ...experiment,
      tasks: experiment.tasks.map((task) => ({ ...task, name: null })),
      cards: experiment.cards.map((card) => ({ ...card, name: null, color: null })),
      comparison: trainedPartOf(experiment),
    },
    inKeyOrder,
  ),
);

const trainedPartOf = (experiment: Experiment): object => {
  const { budget, isTuned, learningRates } = experiment.comparison;
  return {
    budget,
    // Sizes are those of the reference card.
    reference: budget === 'asConfigured' ? null : (referenceOf(experiment)?.id ?? null),
    learningRates: isTuned ? learningRates : null,
  };
};

/** The results shown belong to another configuration than the one on the left. */
export const isStale = (trained: Experiment | null, current: Experiment): boolean =>
  trained !== null && trained !== current && runKeyOf(trained) !== runKeyOf(current);
