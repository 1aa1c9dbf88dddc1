/** A run so small that it ends while a hand still holds the slider that changed it. */
import type { Experiment } from '../experiment.ts';
import { trainedExperimentOf } from './trained.ts';

/** More rows would take longer to make than the steps of a preview take. */
const maxRows = { numTrainRows: 4000, numValidationRows: 500, numTestRows: 1000 };

/**
 * The experiment to train as a preview: one repetition of those of its cards, at the widths of its budget, for
 * `numSteps` steps, evaluated before and after. Tuned experiments are previewed at their own learning rate.
 */
export const previewOf = (
  experiment: Experiment,
  cardIds: readonly string[],
  numSteps: number,
): Experiment => {
  const { data, comparison } = experiment;
  const trained = trainedExperimentOf({ ...experiment, comparison: { ...comparison, isTuned: false } });
  const few = {
    numTrainRows: Math.min(data.numTrainRows, maxRows.numTrainRows),
    numValidationRows: Math.min(data.numValidationRows, maxRows.numValidationRows),
    numTestRows: Math.min(data.numTestRows, maxRows.numTestRows),
  };
  const short = { numReplicas: 1, numSteps, evalEvery: numSteps, learningRateChanges: [] };
  return {
    ...trained,
    cards: trained.cards.filter(({ id }) => cardIds.includes(id)),
    data: { ...data, ...few },
    training: { ...trained.training, ...short, backend: 'wasm' },
  };
};
