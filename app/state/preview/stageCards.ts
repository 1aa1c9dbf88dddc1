/** Which two architectures stand on the stage. */
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';

/** The reference and beside it the rival asked for, or the first other one; fewer where there are fewer cards. */
export function stageCardsOf(
  experiment: Pick<Experiment, 'cards' | 'comparison'>,
  rivalId: string | null,
): readonly CardConfig[] {
  const reference = referenceOf(experiment);
  if (reference === null) return [];
  const others = experiment.cards.filter(({ id }) => id !== reference.id);
  const rival = others.find(({ id }) => id === rivalId) ?? others[0];
  return rival === undefined ? [reference] : [reference, rival];
}
