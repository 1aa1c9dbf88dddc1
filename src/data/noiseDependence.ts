/**
 * Label noise that goes along a path of tasks after tasks, so that labels are not missing at random: who clicks for no reason that the row
 * shows may convert for none as well.
 *
 * Given the row, a label is yes where a standard normal score g lies below the quantile of its probability p(x). Of a task after another
 * g = rho g_before + sqrt(1 - rho^2) e, a Gaussian copula: p(x) stays what it is, and only what happens together changes.
 */
import { cos, exp } from '../core/math.ts';
import { normalCdf, normalQuantile } from '../core/normal.ts';
import type { RandomStream } from '../core/random.ts';
import { type Logistic, smoothed } from './floor.ts';
import { isFunnel } from './funnel.ts';
import { logOdds } from './labelling.ts';
import type { DataSetup } from './types.ts';

/** rho; 0 where no task comes after another. */
export const noiseDependenceOf = ({ tasks, data }: DataSetup): number =>
  isFunnel(tasks) ? data.noiseDependence : 0;

/** A binary task on the rows of a split, in units of the standardised target. */
interface NoisyRows {
  readonly targets: Float64Array;
  readonly signals: Float64Array;
  /** Standard deviation of the noise. */
  readonly noise: number;
  readonly logistic: Logistic;
}

/**
 * The scores of the noise that labels have anyway, `[N]`: that of the target and the draw of the label together, with one draw of `stream`
 * a row, as `labelsOf` takes it.
 */
export function noiseScores(
  { targets, signals, noise, logistic: { tau, kappa } }: NoisyRows,
  stream: RandomStream,
): Float64Array {
  return targets.map((target, row) => {
    const draw = Math.max(stream.uniform(), 2 ** -25);
    if (noise === 0) return boundedQuantile(draw);
    // The probability that another such noise lies above this one.
    const place = tau - (target - (signals[row] ?? 0)) + kappa * logOdds(draw);
    return boundedQuantile(smoothed(place, noise, { tau, kappa }));
  });
}

/** The scores of a task after another, `[N]` each, from its own and from those of that one. */
export const dependentScores = (own: Float64Array, before: Float64Array, dependence: number): Float64Array =>
  own.map((score, row) => dependence * (before[row] ?? 0) + Math.sqrt(1 - dependence * dependence) * score);

export const labelsOfScores = (scores: Float64Array, chances: Float64Array): Float64Array =>
  scores.map((score, row) => (normalCdf(score) < (chances[row] ?? 0) ? 1 : 0));

/**
 * The probability that the last task of a path happens, given the row and that all before it did; `chances`: those of each task if
 * everybody were asked. By Gauss-Legendre quadrature over the scores, to about 1e-6.
 */
export function chanceGivenPath([first = 1, ...others]: readonly number[], dependence: number): number {
  const deviation = Math.sqrt(1 - dependence * dependence);
  let reached = weightedBelow(first, (score) => exp((-score * score) / 2));
  for (const chance of others.slice(0, -1)) {
    const before = reached;
    reached = weightedBelow(chance, (score) =>
      totalOf(before, (from) => {
        const own = (score - dependence * from) / deviation;
        return exp((-own * own) / 2);
      }),
    );
  }
  const cut = boundedQuantile(others.at(-1) ?? 1);
  const happens = totalOf(reached, (score) => normalCdf((cut - dependence * score) / deviation));
  return happens / totalOf(reached, () => 1);
}

/** Scores, and how much each counts. */
interface Weighted {
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

function totalOf({ scores, weights }: Weighted, of: (score: number) => number): number {
  let sum = 0;
  for (let index = 0; index < scores.length; index++)
    sum += (weights[index] ?? 0) * of(scores[index] ?? Number.NaN);
  return sum;
}

/** The scores below the quantile of `chance`, by a density that need not add up to 1. */
function weightedBelow(chance: number, densityAt: (score: number) => number): Weighted {
  const cut = Math.min(boundedQuantile(chance), 6.5);
  // What lies below counts less than 1e-7 of all below the cut.
  const lowest = -6 + Math.min(cut, 0) / 2;
  const half = (cut - lowest) / 2;
  const scores = legendre.places.map((place) => lowest + half * (1 + place));
  return {
    scores,
    weights: legendre.weights.map((weight, index) => half * weight * densityAt(scores[index] ?? 0)),
  };
}

/** Bound that leaves out 1e-15 of a normal distribution, on either side. */
const BOUND = 8;

const boundedQuantile = (chance: number): number => Math.min(Math.max(normalQuantile(chance), -BOUND), BOUND);

/** Places in -1 ... 1 and weights of the quadrature. */
const legendre = legendreOf(32);

/** Roots of a Legendre polynomial, by Newton's method. */
function legendreOf(degree: number) {
  const roots = Array.from({ length: degree }, (_, index) => {
    let place = cos((Math.PI * (index + 0.75)) / (degree + 0.5));
    let slope = 1;
    for (let iteration = 0; iteration < 8; iteration++) {
      let [value, before] = [place, 1];
      for (let k = 2; k <= degree; k++)
        [value, before] = [((2 * k - 1) * place * value - (k - 1) * before) / k, value];
      slope = (degree * (place * value - before)) / (place * place - 1);
      place -= value / slope;
    }
    return { place, weight: 2 / ((1 - place * place) * slope * slope) };
  });
  return {
    places: Float64Array.from(roots, ({ place }) => place),
    weights: Float64Array.from(roots, ({ weight }) => weight),
  };
}
