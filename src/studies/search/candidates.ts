/**
 * The networks that a search tries: every architecture that fits the experiment, as large as its reference card, at a few learning
 * rates each. Architectures that do not fit are named with the reason.
 */

import { trainedIdOf } from '../../experiment/cardIds.ts';
import { referenceOf } from '../../experiment/comparison.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import { problemsOfCard } from '../../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { carriedOptions } from '../../experiment/options.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import type { Architecture } from '../../models/architecture.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';

const words = text.search.leftOut;

/** Multiples of the experiment's learning rate that every architecture is tried at, the likeliest first. */
const RATE_FACTORS = [1, 1 / 3, 3] as const;

/** Parameters may be apart from the reference's by this share. */
const TOLERANCE = 0.02;

/** One network that a search tries. */
export interface SearchCandidate {
  /** Id of its events. */
  readonly id: string;
  /** Candidates of one family are settings of one architecture; at most one of them is a finalist. */
  readonly family: string;
  /** The card as it is trained: at the widths of the budget, with a learning rate of its own. */
  readonly card: CardConfig & { readonly learningRate: number };
}

/** An architecture that is not tried. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** Candidates, by learning rate and then by architecture, and the architectures that are none. Both empty without cards. */
export function candidatesOf(experiment: Experiment): {
  readonly candidates: readonly SearchCandidate[];
  readonly leftOut: readonly LeftOut[];
} {
  const reference = referenceOf(experiment);
  if (reference === null) return { candidates: [], leftOut: [] };
  const sized = architectures.map((architecture) => sizedCard(architecture, reference, experiment));
  const cards = sized.flatMap((one) => ('card' in one ? [one.card] : []));
  return {
    candidates: ratesOf(experiment).flatMap((rate) => cards.map((card) => candidateOf(card, rate))),
    leftOut: sized.flatMap((one) => ('card' in one ? [] : [one])),
  };
}

/** The card of a family at one learning rate. */
export const candidateOf = (
  card: CardConfig,
  learningRate: number,
  family = card.architecture,
): SearchCandidate => {
  const id = trainedIdOf(family, learningRate);
  return { id, family, card: { ...card, id, learningRate } };
};

/** The learning rates that are tried: those to tune over, or some around that of the run; each once. */
export function ratesOf({ comparison, training }: Experiment): readonly number[] {
  if (comparison.isTuned) return comparison.learningRates;
  const rates = RATE_FACTORS.map((factor) =>
    trainingFields.learningRate.read(factor * training.learningRate),
  );
  return [...new Set(rates)];
}

/** The card of an architecture with as many parameters as the reference; or why there is none. */
function sizedCard(
  architecture: Architecture,
  reference: CardConfig,
  experiment: Experiment,
): { readonly card: CardConfig } | LeftOut {
  const { label: name, role } = architecture;
  if (role === 'impostor') return { name, reason: words.impostor };
  const given = cardOf(architecture, reference, experiment);
  const [problem] = problemsOfCard(given, experiment);
  if (problem !== undefined) return { name, reason: problem };
  const comparison = {
    ...experiment.comparison,
    reference: reference.id,
    budget: 'equalParameters' as const,
  };
  const cards = [reference, { ...given, id: SIZED_ID }];
  const budgeted = budgetOf({ ...experiment, cards, comparison }).cards.at(-1);
  const { message = null, excess = null } = budgeted ?? {};
  if (budgeted === undefined || message !== null || excess === null || Math.abs(excess) > TOLERANCE)
    return { name, reason: message ?? words.notAsLarge };
  return { card: budgeted.card };
}

/** Id of a card while its widths are solved; no card of a user can have it. */
const SIZED_ID = 'sized';

/** The experiment's first card of an architecture; else one with the settings of the reference, as far as it has them. */
function cardOf(architecture: Architecture, reference: CardConfig, { cards }: Experiment): CardConfig {
  const own = [reference, ...cards].find((card) => card.architecture === architecture.id);
  // The architecture is what is asked for, whatever its card is called.
  if (own !== undefined) return { ...own, name: architecture.label };
  const from = architectureOf(reference.architecture)?.options ?? {};
  return {
    ...reference,
    name: architecture.label,
    architecture: architecture.id,
    options: carriedOptions(architecture.options, reference.options, from),
  };
}
