/** A card more of an architecture, by its id. */
import { addVariantCard } from '../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { architectureOf, variantsOf } from '../../../src/models/architectures.ts';

/** Adds a card of that architecture, as `addVariantCard` does. */
export const addCard = (experiment: Experiment, architectureId: string): Experiment => {
  const architecture = architectureOf(architectureId);
  const [variant] = architecture === undefined ? [] : variantsOf(architecture);
  return variant === undefined ? experiment : addVariantCard(experiment, variant);
};
