/** The part of an experiment that its results depend on, as a key. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { memoise } from '../../../src/core/memoise.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';

// Sorts keys: the text must not depend on the order of properties.
const withSortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export const runKeyOf = memoise((experiment: Experiment): string =>
  JSON.stringify(
    {
      ...experiment,
      tasks: experiment.tasks.map((task) => ({ ...task, name: null })),
      cards: experiment.cards.map((card) => ({ ...card, name: null, color: null })),
      comparison: trainedPartOf(experiment),
    },
    withSortedKeys,
  ),
);

const trainedPartOf = (experiment: Experiment): object => {
  const { budget, isTuned, learningRates } = experiment.comparison;
  return {
    budget,
    // All sizes of an equal budget follow from the reference card.
    reference: budget === 'asConfigured' ? null : (referenceOf(experiment)?.id ?? null),
    learningRates: isTuned ? learningRates : null,
  };
};

export const isStale = (trained: Experiment | null, current: Experiment): boolean =>
  trained !== null && trained !== current && runKeyOf(trained) !== runKeyOf(current);

type SeenPlans = ReadonlyMap<string, ReadonlySet<number>>;

type SeenPlanStore = StoreApi<SeenPlans>;

// About 2 kB each.
const maxSeenPlans = 100;

/** Adding replicas until a result pleases makes intervals invalid, so the page warns. */
export const createSeenPlanStore = (): SeenPlanStore => createStore<SeenPlans>(() => new Map());

const seenPlanKeyOf = (experiment: Experiment): string =>
  runKeyOf({ ...experiment, training: { ...experiment.training, numReplicas: 0, backend: 'auto' } });

export function rememberSeenPlan(store: SeenPlanStore, experiment: Experiment): void {
  const seen = store.getState();
  const key = seenPlanKeyOf(experiment);
  const { numReplicas } = experiment.training;
  if (seen.get(key)?.has(numReplicas)) return;
  const others = [...seen].filter(([other]) => other !== key).slice(1 - maxSeenPlans);
  store.setState(new Map([...others, [key, new Set([...(seen.get(key) ?? []), numReplicas])]]), true);
}

export function seenWithFewerReplicas(seen: SeenPlans, experiment: Experiment): number | null {
  const { numReplicas } = experiment.training;
  const fewer = [...(seen.get(seenPlanKeyOf(experiment)) ?? [])].filter((count) => count < numReplicas);
  return fewer.length === 0 ? null : Math.max(...fewer);
}
