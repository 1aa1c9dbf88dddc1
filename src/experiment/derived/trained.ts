/**
 * The experiment that is really trained for another: its cards at the widths of the budget, single-task baselines where no card is
 * one, and in *Tuned* mode every card once per learning rate. All of them see the same data and batches; the page shows one
 * per card. Neither the configuration nor its link is touched. A baseline minimises the losses of what it is a baseline for, or gains would be
 * those of the losses; rules of their weights are no part of that, as they say how to get there.
 */
import { oncePer } from '../../core/oncePer.ts';
import { architectureOf, architectures } from '../../models/architectures.ts';
import type { BackendName } from '../../analysis/produced/backend.ts';
import { defaultsOf } from '../../core/schema/readFields.ts';
import { cardFieldsOf, objectiveKeyOf } from '../cardFields.ts';
import { BASELINE_ID, trainedIdOf } from '../cardIds.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { carriedOptions } from '../options.ts';
import { budgetOf } from './budget.ts';

/** One network that is trained for a card. */
export interface TrainedCard {
  /** Id of its events. */
  readonly id: string;
  /** Null when it follows the learning rate of the run. */
  readonly learningRate: number | null;
}

/** The networks trained for one card of the experiment, or for the baseline. */
export interface CardTraining {
  readonly cardId: string;
  readonly trained: readonly TrainedCard[];
}

/** The single-task card of conditional losses with the widths of another card; null: there is no such architecture. */
const baselineFor = oncePer((reference: CardConfig): CardConfig | null => {
  const architecture = architectures.find(({ role }) => role === 'baseline');
  if (architecture === undefined) return null;
  const carried = architectureOf(reference.architecture)?.options;
  return {
    id: BASELINE_ID,
    ...defaultsOf(cardFieldsOf(BASELINE_ID, architecture)),
    architecture: architecture.id,
    options:
      carried === undefined
        ? defaultsOf(architecture.options)
        : carriedOptions(architecture.options, reference.options, carried),
  };
});

const withObjectiveOf = oncePer((baseline: CardConfig) =>
  oncePer(
    ({ id, objective, clip, lambdaC, lambdaG }: CardConfig): CardConfig => ({
      ...baseline,
      ...{ id: `${BASELINE_ID}${id}`, objective, clip, lambdaC, lambdaG },
    }),
  ),
);

/**
 * The single-task card that the gains of a card are over, by the card's id: the first that minimises the same losses, or one to be trained
 * unseen, with the widths of the card that is the reference unless another is chosen, so that choosing one after a run leaves the run what
 * it was.
 */
export const baselinesOf = oncePer(
  ({ cards, tasks, comparison }: Experiment): ReadonlyMap<string, CardConfig> => {
    const reference = referenceOf({ cards, comparison: { ...comparison, reference: 'auto' } });
    const unseen = reference && baselineFor(reference);
    const isBaseline = ({ architecture }: CardConfig) => architectureOf(architecture)?.role === 'baseline';
    const seen = cards.filter(isBaseline).map((card) => [objectiveKeyOf(card, tasks), card] as const);
    const byObjective = new Map(seen.toReversed());
    for (const card of cards) {
      const objective = objectiveKeyOf(card, tasks);
      if (unseen === null || byObjective.has(objective)) continue;
      byObjective.set(objective, objective === '' ? unseen : withObjectiveOf(unseen)(card));
    }
    return new Map(
      cards.flatMap((card) => {
        const baseline = byObjective.get(objectiveKeyOf(card, tasks));
        return baseline === undefined ? [] : [[card.id, baseline]];
      }),
    );
  },
);

/** The experiment with the baselines that it has no cards of. */
export const withBaselines = (experiment: Experiment): Experiment => {
  const { cards } = experiment;
  const unseen = [...new Set(baselinesOf(experiment).values())].filter((card) => !cards.includes(card));
  return unseen.length === 0 ? experiment : { ...experiment, cards: [...cards, ...unseen] };
};

const trainedFor = (cardId: string, { isTuned, learningRates }: Experiment['comparison']): CardTraining => ({
  cardId,
  trained: isTuned
    ? learningRates.map((learningRate) => ({ id: trainedIdOf(cardId, learningRate), learningRate }))
    : [{ id: trainedIdOf(cardId, null), learningRate: null }],
});

/** Which networks are trained for which card: the cards in order, then the baselines that are none of them. */
export const trainingsOf = (experiment: Experiment): readonly CardTraining[] =>
  withBaselines(experiment).cards.map(({ id }) => trainedFor(id, experiment.comparison));

/** Makes every card in *Tuned* mode once per learning rate, under the ids of `trainingsOf`; else unchanged. */
const expandTuning = (experiment: Experiment): Experiment => {
  const { cards, comparison } = experiment;
  if (!comparison.isTuned) return experiment;
  const expanded = cards.flatMap((card) =>
    trainedFor(card.id, comparison).trained.map(({ id, learningRate }) => ({
      ...card,
      id,
      ...(learningRate === null ? {} : { learningRate }),
    })),
  );
  return { ...experiment, cards: expanded, comparison: { ...comparison, isTuned: false } };
};

/**
 * The experiment to give to a session. Of one that it made itself, or whose cards have learning rates of their own, it gives back the same.
 * Events carry the ids of `trainingsOf`; what they mean for the cards, `run/summary.ts` says.
 */
export const trainedExperimentOf = oncePer((experiment: Experiment): Experiment => {
  if (experiment.cards.some(({ learningRate }) => learningRate !== undefined)) return experiment;
  const complete = withBaselines(experiment);
  const cards = budgetOf(complete).cards.map(({ card }) => card);
  const comparison = { ...complete.comparison, budget: 'asConfigured' as const };
  return expandTuning({ ...complete, cards, comparison });
});

/**
 * Repetition `replica`, counted from the first of `experiment`, of the networks `cardIds` by itself, which train to the bytes that they
 * have beside all others; null: there is none such.
 */
export function onlyRepetition(
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

/**
 * The experiment to train beside a run that is over, for its networks, which a saved run has not: repetition `replica` of the networks
 * `networkIds`, ids of `trainingsOf`. On `backend` they become, to the last bit, the networks that the whole experiment has there. Null: it
 * has none such.
 */
export const quietOf = (
  experiment: Experiment,
  networkIds: readonly string[],
  replica: number,
  backend: BackendName,
): Experiment | null => {
  const one = onlyRepetition(trainedExperimentOf(experiment), networkIds, replica);
  return one && { ...one, training: { ...one.training, backend } };
};
