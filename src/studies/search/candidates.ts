/** Networks that a search tries: fitting architectures at the reference's size, at a few learning rates. */

import { trainedIdOf } from '../../experiment/cardIds.ts';
import { referenceOf } from '../../experiment/comparison.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import { problemsOfCard } from '../../experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import type { TunedSettings } from '../../experiment/learningRate.ts';
import { optionsCarriedOver } from '../../experiment/options.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import type { Architecture } from '../../models/architecture.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';

const words = text.search.leftOut;

// Factors of the learning rate, most promising first.
const RATE_FACTORS = [1, 1 / 3, 3] as const;

// Largest relative difference in parameters from the reference.
const SIZE_TOLERANCE = 0.02;

export interface SearchCandidate {
  readonly id: string;
  /** Candidates of a family differ in settings; at most one of them becomes a finalist. */
  readonly family: string;
  readonly settings: TunedSettings;
  /** Has the widths of the budget and these settings of its own. */
  readonly card: CardConfig;
}

export interface LeftOutArchitecture {
  readonly name: string;
  readonly reason: string;
}

/** Sorted by learning rate, then by architecture. Empty without cards. */
export function candidatesOf(experiment: Experiment): {
  readonly candidates: readonly SearchCandidate[];
  readonly leftOut: readonly LeftOutArchitecture[];
} {
  const reference = referenceOf(experiment);
  if (reference === null) return { candidates: [], leftOut: [] };
  const sized = architectures.map((architecture) => sizedCard(architecture, reference, experiment));
  const cards = sized.flatMap((one) => ('card' in one ? [one.card] : []));
  return {
    candidates: candidateRatesOf(experiment).flatMap((learningRate) =>
      cards.map((card) => candidateOf(card, { ...experiment.training, learningRate })),
    ),
    leftOut: sized.flatMap((one) => ('card' in one ? [] : [one])),
  };
}

export function candidateOf(
  card: CardConfig,
  { learningRate, weightDecay, dropout }: TunedSettings,
): SearchCandidate {
  const family = card.architecture;
  const others = [weightDecay && `wd${weightDecay}`, dropout && `drop${dropout}`].filter(Boolean);
  const id = [trainedIdOf(family, learningRate), ...others].join(' ');
  return {
    id,
    family,
    settings: { learningRate, weightDecay, dropout },
    card: { ...card, id, learningRate, ownWeightDecay: weightDecay, ownDropout: dropout },
  };
}

/** Learning rates that the experiment tunes over, else some around its own; unique. */
export function candidateRatesOf({ comparison, training }: Experiment): readonly number[] {
  if (comparison.isTuned) return comparison.learningRates;
  const rates = RATE_FACTORS.map((factor) =>
    trainingFields.learningRate.read(factor * training.learningRate),
  );
  return [...new Set(rates)];
}

/** The card with as many parameters as the reference, or the reason why there is none. */
function sizedCard(
  architecture: Architecture,
  reference: CardConfig,
  experiment: Experiment,
): { readonly card: CardConfig } | LeftOutArchitecture {
  const { label: name, role } = architecture;
  if (role === 'impostor') return { name, reason: words.impostor };
  const given = candidateCardOf(architecture, reference, experiment);
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
  if (budgeted === undefined || message !== null || excess === null || Math.abs(excess) > SIZE_TOLERANCE)
    return { name, reason: message ?? words.notAsLarge };
  return { card: budgeted.card };
}

// No card of a user has this id.
const SIZED_ID = 'sized';

/** The experiment's own card, else one with the reference's settings where they apply. */
function candidateCardOf(
  architecture: Architecture,
  reference: CardConfig,
  { cards }: Experiment,
): CardConfig {
  const own = [reference, ...cards].find((card) => card.architecture === architecture.id);
  // The card's own name is dropped, since the search is about architectures.
  if (own !== undefined) return { ...own, name: architecture.label };
  const from = architectureOf(reference.architecture)?.options ?? {};
  return {
    ...reference,
    name: architecture.label,
    architecture: architecture.id,
    options: optionsCarriedOver(architecture.options, reference.options, from),
  };
}
