/**
 * Resizing of cards to the reference's budget, with their costs; the configuration keeps the user's options.
 */
import { oncePer } from '../../core/oncePer.ts';
import { numPriorsOf } from '../../data/rows.ts';
import { readByAll, type TopologyReader, unreadFeatures } from '../../models/features.ts';
import { text } from '../../text/text.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import type { ResizedOptions } from '../options.ts';
import { costsOf, type NetworkCosts, topologyOfCard } from './cardTopology.ts';
import { withEqualExperts } from './equalExperts.ts';
import { withEqualParameters } from './equalParameters.ts';

// A larger difference from the reference is no fair comparison.
const MAX_APART = 0.05;

export type BudgetedCard = ReturnType<typeof budgeted>;

export type Budget = ReturnType<typeof budgetOf>;

export const budgetOf = oncePer((experiment: Experiment) => {
  const { budget: mode } = experiment.comparison;
  const reference = referenceOf(experiment);
  const topology = reference === null ? null : topologyOfCard(reference, experiment);
  const target = topology === null ? null : costsOf(topology);
  const cards = experiment.cards.map((card) => budgetedOnce(card, card === reference, target, experiment));
  return {
    mode,
    referenceId: reference?.id ?? null,
    cards,
    /** True if a card differs by over 5 % in parameters. */
    isUneven: cards.some(({ excess }) => Math.abs(excess ?? 0) > MAX_APART),
  };
});

// The last result of each card and what else it depended on: resizing is too slow to repeat while a
// correlation is dragged.
const lastOf = oncePer((_: CardConfig): { key: string; made: BudgetedCard | null } => ({
  key: '',
  made: null,
}));

function budgetedOnce(
  card: CardConfig,
  isReference: boolean,
  target: NetworkCosts | null,
  experiment: Experiment,
): BudgetedCard {
  const { comparison, tasks, data } = experiment;
  const last = lastOf(card);
  const inputs = [data.inputDim, numPriorsOf(experiment)];
  const key = JSON.stringify([isReference, target, comparison.budget, tasks.length, inputs]);
  if (last.made !== null && last.key === key) return last.made;
  const options = target === null || isReference ? unchanged(card) : resized(card, target, experiment);
  const made = budgeted(card, options, target, experiment);
  Object.assign(last, { key, made });
  return made;
}

const unchanged = ({ options }: CardConfig): ResizedOptions => ({ options, message: null });

export const budgetReader: TopologyReader = {
  name: text.models.reader.budget,
  reads: [...readByAll],
};

const resized = (card: CardConfig, reference: NetworkCosts, experiment: Experiment): ResizedOptions => {
  const topology = topologyOfCard(card, experiment);
  const [message] = topology === null ? [] : unreadFeatures(topology, budgetReader);
  if (message !== undefined) return { options: card.options, message };
  switch (experiment.comparison.budget) {
    case 'asConfigured':
      return unchanged(card);
    case 'equalParameters':
      return withEqualParameters(card, reference, experiment);
    case 'equalExperts':
      return withEqualExperts(card, reference, experiment);
  }
};

const budgeted = (
  configured: CardConfig,
  { options, message }: ResizedOptions,
  target: NetworkCosts | null,
  experiment: Experiment,
) => {
  const card = options === configured.options ? configured : { ...configured, options };
  const topology = topologyOfCard(card, experiment);
  const costs = topology === null ? null : costsOf(topology);
  const changed = Object.keys(card.options).filter(
    (key) => !isSame(card.options[key], configured.options[key]),
  );
  return {
    /** Card as it is trained, with changed options. */
    card,
    changed,
    /** Reason why the budget could not be met. */
    message,
    costs,
    /** Relative to the reference's parameters, minus 1. */
    excess: costs === null || target === null ? null : costs.parameters.total / target.parameters.total - 1,
  };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
