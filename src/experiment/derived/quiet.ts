/** One repetition of a run that is over, to be trained again beside it: for its networks, which a saved run has not. */
import type { BackendName } from '../../run/produced/backend.ts';
import type { Experiment } from '../experiment.ts';
import { onlyRepetition, trainedExperimentOf } from './trained.ts';

/**
 * The experiment to train for repetition `replica` of the networks `networkIds`, ids of `trainingsOf`: on `backend` they become, to the
 * last bit, the networks that the whole experiment has there. Null: it has none such.
 */
export const quietOf = (
  experiment: Experiment,
  networkIds: readonly string[],
  replica: number,
  backend: BackendName,
): Experiment | null => {
  const one = onlyRepetition(trainedExperimentOf(experiment), networkIds, replica);
  return one && { ...one, training: { ...one.training, backend } };
};
