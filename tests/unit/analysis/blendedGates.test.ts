import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendedGates } from '../../../src/analysis/blendedGates.ts';
import type { GateSnapshot, LevelGates } from '../../../src/analysis/produced/evaluation.ts';

const keys = ['gateMean', 'gateStd', 'native', 'expertRms', 'sparsity', 'deadFraction'] as const;

const level = (values: readonly number[]): LevelGates =>
  Object.fromEntries(keys.map((key) => [key, new Float32Array(values)])) as unknown as LevelGates;

const snapshot = (step: number, ...levels: readonly (readonly number[])[]): GateSnapshot => ({
  step,
  levels: levels.map(level),
});

const value = fc.float({ noNaN: true, noDefaultInfinity: true });
const pairs = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 });
const sides = pairs.map((all) => ({
  before: snapshot(
    100,
    all.map(([one]) => one),
  ),
  after: snapshot(
    200,
    all.map(([, other]) => other),
  ),
}));

describe('blendedGates', () => {
  it('has no value that is not between two recorded ones', () => {
    fc.assert(
      fc.property(sides, fc.double({ min: 0, max: 1, noNaN: true }), ({ before, after }, share) => {
        const blended = blendedGates(before, after, share);
        for (const key of keys)
          blended.levels[0]?.[key].forEach((one, index) => {
            const ends = [before, after].map(({ levels }) => levels[0]?.[key][index] ?? Number.NaN);
            expect(one).toBeGreaterThanOrEqual(Math.min(...ends));
            expect(one).toBeLessThanOrEqual(Math.max(...ends));
          });
      }),
    );
  });

  it('moves evenly, and is what was recorded at both ends', () => {
    const [before, after] = [snapshot(100, [0, 1, -2]), snapshot(200, [1, 0, 2])];
    expect([...(blendedGates(before, after, 0.25).levels[0]?.gateMean ?? [])]).toEqual([0.25, 0.75, -1]);
    expect(blendedGates(before, after, 0)).toBe(before);
    expect(blendedGates(before, after, 1)).toBe(after);
    expect(blendedGates(before, after, 0.5).step).toBe(100);
  });

  it('leaves a level as it was in which a replica diverges meanwhile, and moves the others', () => {
    const before = snapshot(100, [0, 0.5], [0, 0]);
    const after = snapshot(200, [1, Number.NaN], [1, 1]);
    const { levels } = blendedGates(before, after, 0.5);
    expect([...(levels[0]?.gateMean ?? [])]).toEqual([0, 0.5]);
    expect([...(levels[1]?.gateMean ?? [])]).toEqual([0.5, 0.5]);
    const gone = snapshot(300, [2, Number.NaN], [1, 1]);
    expect([...(blendedGates(after, gone, 0.5).levels[0]?.gateMean ?? [])]).toEqual([1.5, Number.NaN]);
  });
});
