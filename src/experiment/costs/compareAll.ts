/** *Compare all*: an experiment with every architecture once, each at its best size and learning rate. */
import { limits } from '../../core/schema/limits.ts';
import type { Architecture } from '../../models/architecture.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import { architectureField } from '../cardFields.ts';
import { referenceOf } from '../comparison.ts';
import { createCard } from '../defaults.ts';
import { problemsOfCard } from '../derived/cardTopology.ts';
import { setComparison } from '../edit.ts';
import type { CardConfig, ComparisonConfig, Experiment } from '../experiment.ts';
import { optionsCarriedOver } from '../options.ts';
import { remedyOf } from '../remedies.ts';
import { problemsOfExperiment } from './checks.ts';

// Factors of the learning rate.
const RATE_FACTORS = [1 / 3, 1, 3];

const choices: readonly Pick<ComparisonConfig, 'budget' | 'isTuned'>[] = [
  { budget: 'bestSize', isTuned: true },
  { budget: 'equalParameters', isTuned: true },
  { budget: 'equalParameters', isTuned: false },
];

const comparedArchitectures = architectures.filter(({ role }) => role !== 'impostor');

/** Keeps the first card of an architecture, and the reference; chooses among fewer networks if memory is short. */
export function compareAll(experiment: Experiment): Experiment {
  const reference = referenceOf(experiment) ?? createCard([], architectureField.defaultValue);
  const { applied } = remedyOf('stopEarly', experiment) ?? { applied: experiment };
  const all = {
    ...setComparison(applied, { reference: reference.id, learningRates: learningRatesOf(experiment) }),
    cards: allCards(experiment, reference),
  };
  const ways = choices.map((choice) => setComparison(all, choice));
  return ways.find((one) => problemsOfExperiment(one).length === 0) ?? ways.at(-1) ?? all;
}

/** True if nothing is left to add. */
export const comparesAll = ({ cards, comparison }: Experiment): boolean =>
  comparison.isTuned &&
  comparedArchitectures.every(({ id }) => cards.some(({ architecture }) => architecture === id));

function learningRatesOf({ comparison, training: { learningRate } }: Experiment): readonly number[] {
  const { isTuned, learningRates } = comparison;
  const areAround = isTuned || learningRates.includes(learningRate);
  return areAround ? learningRates : RATE_FACTORS.map((factor) => factor * learningRate);
}

/** Leaves out architectures that the tasks or the inputs rule out. */
function allCards(experiment: Experiment, reference: CardConfig): readonly CardConfig[] {
  const isFirst = (card: CardConfig) =>
    card === reference ||
    (card.architecture !== reference.architecture &&
      comparedArchitectures.some(({ id }) => id === card.architecture) &&
      experiment.cards.find(({ architecture }) => architecture === card.architecture) === card);
  const cards = experiment.cards.length === 0 ? [reference] : experiment.cards.filter(isFirst);
  for (const architecture of comparedArchitectures) {
    if (cards.length === limits.cards || cards.some((card) => card.architecture === architecture.id))
      continue;
    const added = cardLike(reference, architecture, cards);
    if (problemsOfCard(added, experiment).length === 0) cards.push(added);
  }
  return cards;
}

/** A card with the reference's settings where they apply. */
function cardLike(
  reference: CardConfig,
  architecture: Architecture,
  cards: readonly CardConfig[],
): CardConfig {
  const { id, color, name } = createCard(cards, architecture.id);
  const from = architectureOf(reference.architecture)?.options ?? {};
  const options = optionsCarriedOver(architecture.options, reference.options, from);
  return { ...reference, id, color, name, architecture: architecture.id, options };
}
