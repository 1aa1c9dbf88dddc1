/**
 * Experiment as trained: budgeted widths, hidden baselines, and each card per size and learning rate.
 * A baseline minimises its card's losses, or gains would come from these; weighting rules are not copied.
 */

import { memoise } from '../../core/memoise.ts';
import { defaultValuesOf } from '../../core/schema/readFields.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import { cardFieldsOf, objectiveKeyOf } from '../cardFields.ts';
import { BASELINE_ID, trainedIdOf } from '../cardIds.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { optionsCarriedOver } from '../options.ts';
import { budgetOf } from './budget.ts';
import { hasWidths, sizeFactors, withScaledWidths } from './sizes.ts';

interface TrainedCard {
  readonly id: string;
  readonly learningRate: number | null;
  /** Share of the widths of the common budget; null unless each is compared at its best size, or without widths. */
  readonly sizeFactor: number | null;
}

export interface CardTraining {
  readonly cardId: string;
  readonly trained: readonly TrainedCard[];
}

const hiddenBaselineFor = memoise((reference: CardConfig): CardConfig | null => {
  const architecture = architectures.find(({ role }) => role === 'baseline');
  if (architecture === undefined) return null;
  const carried = architectureOf(reference.architecture)?.options;
  return {
    id: BASELINE_ID,
    ...defaultValuesOf(cardFieldsOf(BASELINE_ID, architecture)),
    architecture: architecture.id,
    options:
      carried === undefined
        ? defaultValuesOf(architecture.options)
        : optionsCarriedOver(architecture.options, reference.options, carried),
  };
});

const baselineWithObjective = memoise((baseline: CardConfig) =>
  memoise(
    ({ id, objective, clip, lambdaC, lambdaG }: CardConfig): CardConfig => ({
      ...baseline,
      ...{ id: `${BASELINE_ID}${id}`, objective, clip, lambdaC, lambdaG },
    }),
  ),
);

/**
 * Baseline by card id: the first single-task card with the same losses, or a hidden one. Hidden widths ignore the
 * reference, so that choosing another leaves the run unchanged.
 */
export const baselinesOf = memoise(
  ({ cards, tasks, comparison }: Experiment): ReadonlyMap<string, CardConfig> => {
    const reference = referenceOf({ cards, comparison: { ...comparison, reference: 'auto' } });
    const unseen = reference && hiddenBaselineFor(reference);
    const isBaseline = ({ architecture }: CardConfig) => architectureOf(architecture)?.role === 'baseline';
    const seen = cards.filter(isBaseline).map((card) => [objectiveKeyOf(card, tasks), card] as const);
    const byObjective = new Map(seen.toReversed());
    for (const card of cards) {
      const objective = objectiveKeyOf(card, tasks);
      if (unseen === null || byObjective.has(objective)) continue;
      byObjective.set(objective, objective === '' ? unseen : baselineWithObjective(unseen)(card));
    }
    return new Map(
      cards.flatMap((card) => {
        const baseline = byObjective.get(objectiveKeyOf(card, tasks));
        return baseline === undefined ? [] : [[card.id, baseline]];
      }),
    );
  },
);

export const withBaselines = (experiment: Experiment): Experiment => {
  const { cards } = experiment;
  const unseen = [...new Set(baselinesOf(experiment).values())].filter((card) => !cards.includes(card));
  return unseen.length === 0 ? experiment : { ...experiment, cards: [...cards, ...unseen] };
};

const trainingsOfCard = (
  { id: cardId, architecture }: CardConfig,
  { budget, isTuned, learningRates }: Experiment['comparison'],
): CardTraining => {
  const rates = isTuned ? learningRates : [null];
  const sizes = budget === 'bestSize' && hasWidths(architecture) ? sizeFactors : [null];
  return {
    cardId,
    trained: sizes.flatMap((sizeFactor) =>
      rates.map((learningRate) => ({
        id: trainedIdOf(cardId, learningRate, sizeFactor),
        learningRate,
        sizeFactor,
      })),
    ),
  };
};

export const trainingsOf = (experiment: Experiment): readonly CardTraining[] =>
  withBaselines(experiment).cards.map((card) => trainingsOfCard(card, experiment.comparison));

export const choosesNetworks = ({ comparison }: Pick<Experiment, 'comparison'>): boolean =>
  comparison.isTuned || comparison.budget === 'bestSize';

const candidatesOfCard = (card: CardConfig, comparison: Experiment['comparison']): readonly CardConfig[] =>
  trainingsOfCard(card, comparison).trained.map(({ id, learningRate, sizeFactor }) => ({
    ...withScaledWidths(card, sizeFactor ?? 1),
    id,
    ...(learningRate === null ? {} : { learningRate }),
  }));

/** Idempotent. Events carry the ids of `trainingsOf`, which `run/summary.ts` maps to cards. */
export const trainedExperimentOf = memoise((experiment: Experiment): Experiment => {
  if (experiment.cards.some(({ learningRate }) => learningRate !== undefined)) return experiment;
  const complete = withBaselines(experiment);
  const cards = budgetOf(complete).cards.map(({ card }) => card);
  return {
    ...complete,
    cards: choosesNetworks(experiment)
      ? cards.flatMap((card) => candidatesOfCard(card, experiment.comparison))
      : cards,
    comparison: { ...experiment.comparison, budget: 'asConfigured', isTuned: false },
  };
});
