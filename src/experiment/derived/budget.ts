/**
 * Makes cards as large as the reference card, and says what each costs. The configuration keeps what the user wrote: cards
 * with the changed options are made when they are needed.
 */
import { oncePer } from '../../core/oncePer.ts';
import { numPriorsOf } from '../../data/partsOfRows.ts';
import { readByAll, type TopologyReader, unreadFeatures } from '../../models/features.ts';
import { text } from '../../text/text.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import type { ResizedOptions } from '../options.ts';
import { costsOf, type NetworkCosts, topologyOfCard } from './cardTopology.ts';
import { withEqualExperts } from './equalExperts.ts';
import { withEqualParameters } from './equalParameters.ts';

/** More than this share of the reference apart is no fair comparison without saying so. */
const MAX_APART = 0.05;

/** One card under the budget. */
export type BudgetedCard = ReturnType<typeof budgeted>;

/** All cards under the budget. */
export type Budget = ReturnType<typeof budgetOf>;

/** The cards as the experiment's budget mode makes them, with their costs. Half a page asks for it, of the same experiment. */
export const budgetOf = oncePer((experiment: Experiment) => {
  const { budget: mode } = experiment.comparison;
  const reference = referenceOf(experiment);
  const topology = reference === null ? null : topologyOfCard(reference, experiment);
  const target = topology === null ? null : costsOf(topology);
  const cards = experiment.cards.map((card) => budgetedOnce(card, card === reference, target, experiment));
  return {
    mode,
    /** Null without cards. */
    referenceId: reference?.id ?? null,
    cards,
    /** Some card has over 5 % more or fewer parameters than the reference. */
    isUneven: cards.some(({ excess }) => Math.abs(excess ?? 0) > MAX_APART),
  };
});

/**
 * The last thing that was made of each card, and what it depended on beside the card: looking for sizes takes longer than a hand that drags
 * a correlation has patience for.
 */
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

/** The budget, which compares networks by their counts. */
export const budgetReader: TopologyReader = {
  name: text.models.reader.budget,
  reads: [...readByAll],
};

/** A card with parts that the budget does not know stays as it is, with a message. */
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
    /** The card as it is trained: options that the budget changed have their new values. */
    card,
    /** Keys of the options that were changed. */
    changed,
    /** A sentence when the budget could not be met, with the reason. */
    message,
    /** Null when the options cannot be built. */
    costs,
    /** Parameters as a share of the reference's minus 1; null when either cannot be built. */
    excess: costs === null || target === null ? null : costs.parameters.total / target.parameters.total - 1,
  };
};

/** Options are numbers, switches and lists of numbers. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
