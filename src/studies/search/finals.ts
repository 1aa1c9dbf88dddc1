/**
 * Builds the finals of a search as an ordinary experiment with a card per architecture, which a link can
 * carry.
 */
import { cardIds } from '../../experiment/cardIds.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { SearchCandidate } from './candidates.ts';

/**
 * The first finalist becomes the reference. If their `rates` differ, all are tuned over all of them, so that
 * no rival is at a disadvantage.
 */
export function finalsOf(
  experiment: Experiment,
  finalists: readonly SearchCandidate[],
  numReplicas: number,
  rates: readonly number[],
): Experiment {
  const learningRates = [...new Set(rates)].toSorted((a, b) => a - b);
  const [only = experiment.training.learningRate, ...others] = learningRates;
  const isTuned = others.length > 0;
  const { training, comparison } = experiment;
  const finals: Experiment = {
    ...experiment,
    cards: finalists.map(({ card: { learningRate: _, ...card } }, index) => ({
      ...card,
      id: cardIds[index] ?? card.id,
      color: index,
    })),
    training: {
      ...training,
      numReplicas,
      learningRate: isTuned ? training.learningRate : only,
      learningRateChanges: [],
      stopEarly: 0,
    },
    comparison: {
      ...comparison,
      reference: cardIds[0] ?? 'auto',
      budget: 'equalParameters',
      isTuned,
      ...(isTuned && { learningRates }),
    },
  };
  // Keep the tried widths: the new reference may be slightly smaller than the old one.
  const isUnchanged = budgetOf(finals).cards.every(({ changed }) => changed.length === 0);
  return isUnchanged ? finals : { ...finals, comparison: { ...finals.comparison, budget: 'asConfigured' } };
}
