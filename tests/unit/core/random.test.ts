import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardDeviation } from '../../../src/analysis/statistics.ts';
import { mean } from '../../../src/core/lists.ts';
import { createStream } from '../../../src/core/random.ts';

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);

/** Pearson correlation of two lists of uniforms, known mean 1/2 and variance 1/12. */
const uniformCorrelation = (a: readonly number[], b: readonly number[]) =>
  12 * mean(a.map((value, index) => (value - 0.5) * ((b[index] ?? 0) - 0.5)));

describe('createStream', () => {
  it('is the same on every machine', () => {
    const { uniform, normal, integerBelow, permutation } = createStream(1, 0, 'test', 'name');
    // Stored values: a change of any of them changes every experiment behind every link.
    expect(draws(3, uniform).map((value) => value * 2 ** 24)).toEqual([15621635, 5460284, 13292800]);
    expect(draws(3, normal)).toEqual([-0.05192887666574371, -0.2819733212717369, 0.5589287369840583]);
    expect(draws(3, () => integerBelow(1000))).toEqual([946, 387, 79]);
    expect([...permutation(8)]).toEqual([6, 0, 4, 1, 2, 7, 5, 3]);
  });

  it('repeats itself for the same key', () => {
    expect(draws(50, createStream(7, 1, 'a').uniform)).toEqual(draws(50, createStream(7, 1, 'a').uniform));
  });

  it('tells keys apart whose parts run together or differ in type', () => {
    const keys = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['a', 'b', 'c'],
      [1, 2],
      [12],
      ['1', 2],
      ['1,2'],
      [1, 0, 'x'],
      [0, 1, 'x'],
      ['"a","b"'],
      ['a', 'b'],
    ];
    expect(new Set(keys.map((key) => createStream(...key).uniform())).size).toBe(keys.length);
  });

  it('gives neighbouring keys unrelated values', () => {
    for (const [a, b] of [
      [createStream(1, 0, 'x'), createStream(1, 1, 'x')],
      [createStream(1, 0, 'x'), createStream(2, 0, 'x')],
      [createStream(1, 0, 'x', 1), createStream(1, 0, 'y', 1)],
    ] as const) {
      expect(Math.abs(uniformCorrelation(draws(10_000, a.uniform), draws(10_000, b.uniform)))).toBeLessThan(
        0.04,
      );
    }
    const firsts = draws(10_000, () => 0).map((_, seed) => createStream(seed, 0, 'x').uniform());
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
    expect(Math.abs(uniformCorrelation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(0.04);
  });
});

describe('uniform', () => {
  it('is in [0, 1) and exact in float32', () => {
    for (const value of draws(10_000, createStream('uniform').uniform)) {
      expect(value >= 0 && value < 1 && Math.fround(value) === value).toBe(true);
    }
  });

  it('fills sixteen equal bins equally', () => {
    const counts = new Array<number>(16).fill(0);
    for (const value of draws(160_000, createStream('bins').uniform)) {
      const bin = Math.floor(16 * value);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(37.7); // 15 degrees of freedom, 0.1 %
  });

  it('between limits stays between them', () => {
    const { uniformBetween } = createStream('between');
    for (const value of draws(1000, () => uniformBetween(-3, -2)))
      expect(value >= -3 && value < -2).toBe(true);
  });
});

describe('normal', () => {
  const values = draws(200_000, createStream('normal').normal);

  it('has mean 0, deviation 1 and the tails of a Gaussian', () => {
    expect(mean(values)).toBeCloseTo(0, 2);
    expect(standardDeviation(values)).toBeCloseTo(1, 2);
    expect(mean(values.map((value) => value ** 4))).toBeCloseTo(3, 0);
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
  });

  it('does not relate a value to the next, which comes from the same point', () => {
    expect(Math.abs(mean(values.slice(1).map((value, index) => value * (values[index] ?? 0))))).toBeLessThan(
      0.01,
    );
  });
});

describe('integerBelow and permutation', () => {
  it('draws every integer below the limit, and no other', () => {
    const { integerBelow } = createStream('integers');
    expect([...new Set(draws(500, () => integerBelow(7)))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(integerBelow(1)).toBe(0);
    expect(integerBelow(2 ** 32)).toBeLessThan(2 ** 32);
  });

  it('orders each index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer(), (length, seed) => {
        const order = createStream(seed, 'order').permutation(length);
        expect([...order].sort((a, b) => a - b)).toEqual(draws(length, () => 0).map((_, index) => index));
      }),
    );
  });

  it('gives each of the six orders of three equally often', () => {
    const { permutation } = createStream('orders');
    const counts = new Map<string, number>();
    for (let index = 0; index < 6000; index++) {
      const order = permutation(3).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
