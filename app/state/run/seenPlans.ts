/**
 * Numbers of repetitions with which results of an experiment were seen. More of them hold those seen, since repetitions are numbered:
 * whoever adds some until the answer pleases can no longer trust an interval, and should be told.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { runKeyOf } from './runKey.ts';

/** Numbers of repetitions by experiment, whatever computed them. */
export type SeenPlans = ReadonlyMap<string, ReadonlySet<number>>;

export type SeenPlanStore = StoreApi<SeenPlans>;

export const createSeenPlanStore = (): SeenPlanStore => createStore<SeenPlans>(() => new Map());

const keyOf = (experiment: Experiment): string =>
  runKeyOf({ ...experiment, training: { ...experiment.training, numReplicas: 0, backend: 'auto' } });

export function noteSeen(store: SeenPlanStore, experiment: Experiment): void {
  const seen = store.getState();
  const key = keyOf(experiment);
  const { numReplicas } = experiment.training;
  if (seen.get(key)?.has(numReplicas)) return;
  store.setState(new Map(seen).set(key, new Set([...(seen.get(key) ?? []), numReplicas])), true);
}

/** The most repetitions, but fewer than planned now, with which a result was seen; null: none was. */
export function seenWithFewer(seen: SeenPlans, experiment: Experiment): number | null {
  const { numReplicas } = experiment.training;
  const fewer = [...(seen.get(keyOf(experiment)) ?? [])].filter((count) => count < numReplicas);
  return fewer.length === 0 ? null : Math.max(...fewer);
}
