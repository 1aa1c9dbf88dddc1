/** The part of a configuration that a run depends on. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';

/** Two objects with the same contents become the same text, whatever the order in which they were put together. */
const inKeyOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Equal for two experiments when one's results are the other's: names and colours of tasks and cards do not count, nor does
 * what of the comparison only says how results are read.
 */
export const runKeyOf = oncePer((experiment: Experiment): string =>
  JSON.stringify(
    {
      ...experiment,
      tasks: experiment.tasks.map((task) => ({ ...task, name: null })),
      cards: experiment.cards.map((card) => ({ ...card, name: null, color: null })),
      comparison: trainedPartOf(experiment),
    },
    inKeyOrder,
  ),
);

const trainedPartOf = (experiment: Experiment): object => {
  const { budget, isTuned, learningRates } = experiment.comparison;
  return {
    budget,
    // Sizes are those of the reference card.
    reference: budget === 'asConfigured' ? null : (referenceOf(experiment)?.id ?? null),
    learningRates: isTuned ? learningRates : null,
  };
};

/** The results shown belong to another configuration than the one on the left. */
export const isStale = (trained: Experiment | null, current: Experiment): boolean =>
  trained !== null && trained !== current && runKeyOf(trained) !== runKeyOf(current);

/** Numbers of repetitions by experiment, whatever computed them. */
type SeenPlans = ReadonlyMap<string, ReadonlySet<number>>;

type SeenPlanStore = StoreApi<SeenPlans>;

/** The most set-ups that are remembered; each takes some 2 kB. */
const maxSeen = 100;

/**
 * Numbers of repetitions with which results of the last `maxSeen` set-ups were seen. More of them hold those seen, since repetitions are
 * numbered: whoever adds some until the answer pleases can no longer trust an interval, and should be told.
 */
export const createSeenPlanStore = (): SeenPlanStore => createStore<SeenPlans>(() => new Map());

const keyOf = (experiment: Experiment): string =>
  runKeyOf({ ...experiment, training: { ...experiment.training, numReplicas: 0, backend: 'auto' } });

export function noteSeen(store: SeenPlanStore, experiment: Experiment): void {
  const seen = store.getState();
  const key = keyOf(experiment);
  const { numReplicas } = experiment.training;
  if (seen.get(key)?.has(numReplicas)) return;
  const others = [...seen].filter(([other]) => other !== key).slice(1 - maxSeen);
  store.setState(new Map([...others, [key, new Set([...(seen.get(key) ?? []), numReplicas])]]), true);
}

/** The most repetitions, but fewer than planned now, with which a result was seen; null: none was. */
export function seenWithFewer(seen: SeenPlans, experiment: Experiment): number | null {
  const { numReplicas } = experiment.training;
  const fewer = [...(seen.get(keyOf(experiment)) ?? [])].filter((count) => count < numReplicas);
  return fewer.length === 0 ? null : Math.max(...fewer);
}
