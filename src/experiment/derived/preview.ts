/** Run small enough to finish while a slider is still being dragged. */
import type { Experiment } from '../experiment.ts';
import { trainedExperimentOf } from './trained.ts';

const withoutChoices = (experiment: Experiment): Experiment => {
  const { comparison } = experiment;
  const budget = comparison.budget === 'bestSize' ? 'equalParameters' : comparison.budget;
  return { ...experiment, comparison: { ...comparison, budget, isTuned: false } };
};

export const PREVIEW_STEPS = 300;

// Generating more rows would take longer than training the preview.
const maxPreviewRows = { numTrainRows: 4000, numValidationRows: 500, numTestRows: 1000 };

export const previewExperimentOf = (
  experiment: Experiment,
  cardIds: readonly string[],
  maxSteps: number,
): Experiment => {
  const { data } = experiment;
  const numSteps = Math.min(maxSteps, experiment.training.numSteps);
  const trained = trainedExperimentOf(withoutChoices(experiment));
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
