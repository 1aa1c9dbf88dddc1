import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/analysis/produced/evaluation.ts';
import { boundedHistories } from '../../../src/run/history.ts';

/** With `numNumbers` gate statistics. */
const momentAt = (step: number, numNumbers = 0): Evaluation => {
  const gateMean = new Float32Array(numNumbers);
  const none = new Float32Array(0);
  const level = {
    gateMean,
    gateStd: none,
    native: none,
    expertRms: none,
    sparsity: none,
    deadFraction: none,
  };
  return {
    loss: { step, train: [1], validation: [1], test: [1], auc: [Number.NaN] },
    gates: { step, levels: [level] },
  };
};

const stepsOf = (history: readonly Evaluation[] | undefined) => (history ?? []).map(({ loss }) => loss.step);

type Histories = ReadonlyMap<string, readonly Evaluation[]>;

/** Two cards evaluated at every step, one after the other. */
const runOf = (numSteps: number, numNumbers = 0): Histories =>
  Array.from({ length: numSteps }, (_, step) => step).reduce<Histories>(
    (histories, step) =>
      ['A', 'B'].reduce<Histories>((sofar, id) => {
        const history = [...(sofar.get(id) ?? []), momentAt(step, id === 'A' ? numNumbers : 1)];
        return boundedHistories(new Map(sofar).set(id, history));
      }, histories),
    new Map(),
  );

describe('boundedHistories', () => {
  it('keeps long runs bounded, in order, from the first step to the newest, with the same steps for every card', () => {
    const histories = runOf(3000);
    const steps = stepsOf(histories.get('A'));
    expect(steps.length).toBeLessThanOrEqual(512);
    expect(steps.length).toBeGreaterThan(200);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, 2999]);
    expect(stepsOf(histories.get('B'))).toEqual(steps);
  });

  it('keeps fewer moments of large networks', () => {
    const steps = stepsOf(runOf(120, 100_000).get('A'));
    expect(steps.length).toBeLessThanOrEqual(40);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.at(-1)).toBe(119);
  });
});
