/** Run small enough to finish while a slider is still being dragged. */
import type { Experiment } from '../experiment.ts';
import { trainedExperimentOf } from './trained.ts';

// Generating more rows would take longer than training the preview.
const maxPreviewRows = { numTrainRows: 4000, numValidationRows: 500, numTestRows: 1000 };

/** One repetition at budgeted widths, untuned, evaluated before and after. */
export const previewExperimentOf = (
  experiment: Experiment,
  cardIds: readonly string[],
  numSteps: number,
): Experiment => {
  const { data, comparison } = experiment;
  const trained = trainedExperimentOf({ ...experiment, comparison: { ...comparison, isTuned: false } });
  const few = {
    numTrainRows: Math.min(data.numTrainRows, maxPreviewRows.numTrainRows),
    numValidationRows: Math.min(data.numValidationRows, maxPreviewRows.numValidationRows),
    numTestRows: Math.min(data.numTestRows, maxPreviewRows.numTestRows),
  };
  const short = { numReplicas: 1, numSteps, evalEvery: numSteps, learningRateChanges: [] };
  return {
    ...trained,
    cards: trained.cards.filter(({ id }) => cardIds.includes(id)),
    data: { ...data, ...few },
    training: { ...trained.training, ...short, backend: 'wasm' },
  };
};
