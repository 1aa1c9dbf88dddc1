/** The experiments in which the defects of Almost AdaTT are measured, each with AdaTT and every network that is almost AdaTT. */
import { cardsOf, defaultExperiment } from '../../src/experiment/defaults.ts';
import { setComparison, setMatrix, setTraining } from '../../src/experiment/edit.ts';
import { addVariantCard, setCardOptions } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { almostAdatt } from '../../src/models/almostAdatt.ts';
import { variantsOf } from '../../src/models/architectures.ts';

const numReplicas = 20;

/** The opening experiment, and the same with tasks that have nothing in common. */
export const almostExperiments = (): readonly Experiment[] => {
  const related = withAlmost(defaultExperiment());
  const { correlation } = related.data;
  const none = correlation.map((row, a) => row.map((_, b) => (a === b ? 1 : 0)));
  return [related, setMatrix(related, 'correlation', none)];
};

/** All cards as they are set up, not made equal: each differs from AdaTT by its defect alone. */
function withAlmost(experiment: Experiment): Experiment {
  const { numTaskExperts } = almostAdatt.options;
  const right = setCardOptions({ ...experiment, cards: cardsOf(['adatt']) }, 'A', {
    numTaskExperts: numTaskExperts.defaultValue,
  });
  const all = variantsOf(almostAdatt).reduce(addVariantCard, right);
  return setTraining(setComparison(all, { budget: 'asConfigured' }), { numReplicas });
}
