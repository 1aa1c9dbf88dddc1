/** How often intervals of a few values hold the mean of the population they come from. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { coverageOf } from '../../studies/intervalCoverage.ts';

const drawing = { size: 10, numResamples: 10_000, seed: 1 };

const populationOf = (from: (normal: number) => number, size = 240): readonly number[] => {
  const { normal } = createStream('population');
  return Array.from({ length: size }, () => from(normal()));
};

describe('coverage', () => {
  it('of a normal population is what intervals promise', () => {
    const population = populationOf((normal) => 0.03 + 0.1 * normal);
    for (const size of [5, 10, 40]) {
      const { share, error } = coverageOf(population, { ...drawing, size });
      expect(Math.abs(share - 0.95)).toBeLessThan(0.015);
      expect(error).toBeCloseTo(Math.sqrt((share * (1 - share)) / 10_000), 12);
    }
  });

  it('is seen to fall where a few values are far from the others', () => {
    const skewed = populationOf((normal) => Math.exp(1.5 * normal));
    expect(coverageOf(skewed, drawing).share).toBeLessThan(0.88);
  });

  it('leaves out what diverged, and comes out the same again', () => {
    const population = populationOf((normal) => normal);
    const withDiverged = [Number.NaN, ...population, Number.POSITIVE_INFINITY];
    expect(coverageOf(withDiverged, drawing)).toEqual(coverageOf(population, drawing));
    expect(coverageOf(population, { ...drawing, seed: 2 })).not.toEqual(coverageOf(population, drawing));
  });
});
