/** Standard normal distribution, computed with exact arithmetic only. */
import { exp, ln } from './math.ts';

/** P(g < x), to 1e-15 (Hart 1968, in the form of West 2005). */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  const tail = size > 37 ? 0 : exp((-size * size) / 2) * millsRatio(size);
  return x > 0 ? 1 - tail : tail;
}

/** Factor from exp(-x^2 / 2) to the tail's probability. */
function millsRatio(x: number): number {
  if (x < 7.07106781186547) return hornerPolynomial(hartNumerator, x) / hornerPolynomial(hartDenominator, x);
  const fraction = [4, 3, 2, 1].reduce((below, k) => x + k / below, x + 0.65);
  return 1 / (fraction * 2.506628274631);
}

/** x with P(g < x) = `chance`, to a relative 1.2e-9 (Acklam 2003); infinite for 0 and 1. */
export function normalQuantile(chance: number): number {
  if (chance <= 0 || chance >= 1) return chance <= 0 ? -Infinity : Infinity;
  if (chance > 1 - acklamTailStart) return -normalQuantile(1 - chance);
  if (chance < acklamTailStart) {
    const q = Math.sqrt(-2 * ln(chance));
    return hornerPolynomial(acklamTailNumerator, q) / hornerPolynomial(acklamTailDenominator, q);
  }
  const q = chance - 0.5;
  return (hornerPolynomial(acklamBodyNumerator, q * q) * q) / hornerPolynomial(acklamBodyDenominator, q * q);
}

/** Highest power first. */
const hornerPolynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const hartNumerator = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const hartDenominator = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

const acklamTailStart = 0.02425;
const acklamBodyNumerator = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const acklamBodyDenominator = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const acklamTailNumerator = [
  -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const acklamTailDenominator = [
  7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1,
];
