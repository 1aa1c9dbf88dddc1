/** One card as trained, at the size that a run chose for it. */
import type { Experiment } from '../experiment.ts';
import { budgetOf, sizedCardOf } from './budget.ts';
import { withScaledWidths } from './sizes.ts';
import { withBaselines } from './trained.ts';

/** A card as trained, a baseline too, with its costs at a share of its widths. Undefined if there is none. */
export const trainedCardOf = (
  experiment: Experiment,
  cardId: string,
  sizeFactor: number | null,
): ReturnType<typeof sizedCardOf> | undefined => {
  const complete = withBaselines(experiment);
  const index = complete.cards.findIndex(({ id }) => id === cardId);
  const [budgeted, configured] = [budgetOf(complete).cards[index], complete.cards[index]];
  return budgeted === undefined || configured === undefined || sizeFactor === null
    ? budgeted
    : sizedCardOf(withScaledWidths(budgeted.card, sizeFactor), configured, complete);
};
