import { jStat } from 'jstat';
import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../../src/core/normal.ts';

const points = Array.from({ length: 161 }, (_, index) => (index - 80) / 10);

it('has the probabilities of a library that computes them otherwise, and of tables far out', () => {
  for (const x of points) expect(normalCdf(x)).toBeCloseTo(jStat.normal.cdf(x, 0, 1), 12);
  // Abramowitz and Stegun, table 26.1.
  expect(normalCdf(-5) / 2.866515719e-7).toBeCloseTo(1, 7);
  expect(normalCdf(-8) / 6.22096057e-16).toBeCloseTo(1, 7);
  expect([-Infinity, -40, 40, Infinity].map(normalCdf)).toEqual([0, 0, 1, 1]);
});

it('turns probabilities back', () => {
  for (const x of points.filter((point) => point < 5))
    expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-7);
  expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
});
