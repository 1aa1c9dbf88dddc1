/**
 * Experiment as trained: budgeted widths, hidden baselines, and in *Tuned* mode each card once per learning
 * rate, on the same batches. A baseline minimises its card's losses, or gains would come from these;
 * weighting rules belong to the method and are not copied.
 */

import type { BackendName } from '../../analysis/produced/backend.ts';
import { memoise } from '../../core/memoise.ts';
import { defaultValuesOf } from '../../core/schema/readFields.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import { cardFieldsOf, objectiveKeyOf } from '../cardFields.ts';
import { BASELINE_ID, trainedIdOf } from '../cardIds.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { optionsCarriedOver } from '../options.ts';
import { budgetOf } from './budget.ts';

interface TrainedCard {
  readonly id: string;
  readonly learningRate: number | null;
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
 * Baseline by card id: the first single-task card with the same losses, or a hidden one, whose widths
 * ignore the chosen reference so that choosing another leaves the run unchanged.
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
  cardId: string,
  { isTuned, learningRates }: Experiment['comparison'],
): CardTraining => ({
  cardId,
  trained: isTuned
    ? learningRates.map((learningRate) => ({ id: trainedIdOf(cardId, learningRate), learningRate }))
    : [{ id: trainedIdOf(cardId, null), learningRate: null }],
});

export const trainingsOf = (experiment: Experiment): readonly CardTraining[] =>
  withBaselines(experiment).cards.map(({ id }) => trainingsOfCard(id, experiment.comparison));

const withTunedCards = (experiment: Experiment): Experiment => {
  const { cards, comparison } = experiment;
  if (!comparison.isTuned) return experiment;
  const expanded = cards.flatMap((card) =>
    trainingsOfCard(card.id, comparison).trained.map(({ id, learningRate }) => ({
      ...card,
      id,
      ...(learningRate === null ? {} : { learningRate }),
    })),
  );
  return { ...experiment, cards: expanded, comparison: { ...comparison, isTuned: false } };
};

/** Idempotent. Events carry the ids of `trainingsOf`, which `run/summary.ts` maps to cards. */
export const trainedExperimentOf = memoise((experiment: Experiment): Experiment => {
  if (experiment.cards.some(({ learningRate }) => learningRate !== undefined)) return experiment;
  const complete = withBaselines(experiment);
  const cards = budgetOf(complete).cards.map(({ card }) => card);
  const comparison = { ...complete.comparison, budget: 'asConfigured' as const };
  return withTunedCards({ ...complete, cards, comparison });
});

/**
 * One repetition (0: the first) of some networks, with the same bytes as in the whole experiment; null if
 * there is none.
 */
export function singleRepetitionOf(
  experiment: Experiment,
  cardIds: readonly string[],
  replica: number,
): Experiment | null {
  const { training } = experiment;
  const cards = experiment.cards.filter(({ id }) => cardIds.includes(id));
  if (cards.length === 0 || replica < 0 || replica >= training.numReplicas) return null;
  const firstReplica = (training.firstReplica ?? 0) + replica;
  // The step at which a run stops early depends on all of its networks.
  const alone = { firstReplica, numReplicas: 1, stopEarly: 0 };
  return { ...experiment, cards, training: { ...training, ...alone } };
}

/** Retrains networks missing from a saved run, bit-equal to those of the whole experiment on `backend`. */
export const retrainingExperimentOf = (
  experiment: Experiment,
  networkIds: readonly string[],
  replica: number,
  backend: BackendName,
): Experiment | null => {
  const one = singleRepetitionOf(trainedExperimentOf(experiment), networkIds, replica);
  return one && { ...one, training: { ...one.training, backend } };
};
