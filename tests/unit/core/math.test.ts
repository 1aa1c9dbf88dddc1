import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expm1, log1p } from '../../../src/core/math.ts';

/** In units of the last place of a number of that size. */
const unitsApart = (actual: number, expected: number) =>
  Object.is(actual, expected) ? 0 : Math.abs(actual / expected - 1) / Number.EPSILON;

/** As many small numbers as large ones, of both signs. */
const number = fc
  .tuple(fc.double({ min: -40, max: 6, noNaN: true }), fc.boolean())
  .map(([power, isNegative]) => (isNegative ? -1 : 1) * Math.exp(power));

const special = [
  0,
  -0,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  800,
  -800,
  1e-320,
];

describe.each([
  ['log1p', log1p, Math.log1p, [0.0009995003330835334, -0.3566749439387324]],
  ['expm1', expm1, Math.expm1, [0.0010005001667083417, -0.2591817793182821]],
] as const)('%s', (_, ours, builtIn, stored) => {
  it("is the engine's own to three units in the last place", () => {
    fc.assert(
      fc.property(number, (x) => {
        const expected = builtIn(x);
        if (Number.isFinite(expected)) expect(unitsApart(ours(x), expected)).toBeLessThanOrEqual(3);
        else expect(ours(x)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same on every machine', () => {
    expect([ours(0.001), ours(-0.3)]).toEqual(stored);
  });

  it('has the same values where a number is special', () => {
    for (const x of special) expect(unitsApart(ours(x), builtIn(x))).toBeLessThanOrEqual(1);
  });
});
