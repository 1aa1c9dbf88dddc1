/** The finals of a search as an experiment like any other, which a link carries: a card per architecture, as wide as it was tried. */
import { cardIds } from '../../experiment/cardIds.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { SearchCandidate } from './candidates.ts';

/**
 * The finalists in that order, the first as the reference. Where `rates`, those of the finalists, differ all are tuned over them, so that
 * none is trained in a way that its rivals were denied.
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
  // Widths stay those that were tried: a new reference may be a little smaller than the one they were solved for.
  const isUnchanged = budgetOf(finals).cards.every(({ changed }) => changed.length === 0);
  return isUnchanged ? finals : { ...finals, comparison: { ...finals.comparison, budget: 'asConfigured' } };
}
