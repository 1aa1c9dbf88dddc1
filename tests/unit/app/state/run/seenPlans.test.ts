import { expect, it } from 'vitest';
import {
  createSeenPlanStore,
  rememberSeenPlan,
  seenWithFewerReplicas,
} from '../../../../../app/state/run/runKey.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setComparison, setData, setTraining } from '../../../../../src/experiment/edit.ts';

const withReplicas = (numReplicas: number) => setTraining(defaultExperiment(), { numReplicas });

it('remembers that a result was seen with fewer repetitions, of the same experiment alone', () => {
  const store = createSeenPlanStore();
  const before = (numReplicas: number) => seenWithFewerReplicas(store.getState(), withReplicas(numReplicas));
  expect(before(20)).toBeNull();
  rememberSeenPlan(store, withReplicas(5));
  rememberSeenPlan(store, withReplicas(10));
  expect([before(20), before(10), before(5), before(3)]).toEqual([10, 5, null, null]);
  expect(seenWithFewerReplicas(store.getState(), setData(withReplicas(20), { seed: 2 }))).toBeNull();
  // Another way of reading the same run makes no other experiment of it.
  const read = setComparison(withReplicas(20), { reportingRule: 'finalStep', margin: 0.01 });
  expect(seenWithFewerReplicas(store.getState(), read)).toBe(10);
});

it('remembers the last hundred set-ups', () => {
  const store = createSeenPlanStore();
  const ofSeed = (seed: number, numReplicas: number) => setData(withReplicas(numReplicas), { seed });
  for (let seed = 0; seed <= 100; seed++) rememberSeenPlan(store, ofSeed(seed, 5));
  expect([0, 1, 100].map((seed) => seenWithFewerReplicas(store.getState(), ofSeed(seed, 10)))).toEqual([
    null,
    5,
    5,
  ]);
  expect(store.getState().size).toBe(100);
});
