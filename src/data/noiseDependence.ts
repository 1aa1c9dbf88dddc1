/**
 * Label noise that depends on the noise of earlier tasks in a path, so that labels are not missing
 * at random. A label is yes where a standard normal score g is below the quantile of p(x). For a
 * task after another, g = rho g_before + sqrt(1 - rho^2) e, a Gaussian copula: p(x) is unchanged,
 * only joint outcomes differ.
 */
import { cos, exp } from '../core/math.ts';
import { normalCdf, normalQuantile } from '../core/normal.ts';
import type { RandomStream } from '../core/random.ts';
import { isFunnel } from './funnel.ts';
import { type LogisticLink, logOdds, noisyPositiveProbability } from './labelling.ts';
import type { DataSetup } from './types.ts';

/** rho; 0 if no task follows another. */
export const noiseDependenceOf = ({ tasks, data }: DataSetup): number =>
  isFunnel(tasks) ? data.noiseDependence : 0;

/** Binary task on rows of a split, in units of the standardised target. */
interface NoisyRows {
  readonly targets: Float64Array;
  readonly signals: Float64Array;
  readonly noise: number;
  readonly logistic: LogisticLink;
}

/** `[N]`: noise of the target and draw of the label together; one draw of `stream` per row. */
export function noiseScores(
  { targets, signals, noise, logistic: { tau, kappa } }: NoisyRows,
  stream: RandomStream,
): Float64Array {
  return targets.map((target, row) => {
    const draw = Math.max(stream.uniform(), 2 ** -25);
    if (noise === 0) return boundedQuantile(draw);
    // Probability that another draw of the noise would be larger.
    const place = tau - (target - (signals[row] ?? 0)) + kappa * logOdds(draw);
    return boundedQuantile(noisyPositiveProbability(place, noise, { tau, kappa }));
  });
}

export const dependentScores = (own: Float64Array, before: Float64Array, dependence: number): Float64Array =>
  own.map((score, row) => dependence * (before[row] ?? 0) + Math.sqrt(1 - dependence * dependence) * score);

export const labelsOfScores = (scores: Float64Array, chances: Float64Array): Float64Array =>
  scores.map((score, row) => (normalCdf(score) < (chances[row] ?? 0) ? 1 : 0));

/**
 * P(last task of a path | row, all earlier tasks happened); `chances` are those if everybody were
 * asked. Gauss-Legendre quadrature over scores, within about 1e-6.
 */
export function chanceGivenPath([first = 1, ...others]: readonly number[], dependence: number): number {
  const deviation = Math.sqrt(1 - dependence * dependence);
  let reached = weightedScoresBelow(first, (score) => exp((-score * score) / 2));
  for (const chance of others.slice(0, -1)) {
    const before = reached;
    reached = weightedScoresBelow(chance, (score) =>
      weightedTotal(before, (from) => {
        const own = (score - dependence * from) / deviation;
        return exp((-own * own) / 2);
      }),
    );
  }
  const cut = boundedQuantile(others.at(-1) ?? 1);
  const happens = weightedTotal(reached, (score) => normalCdf((cut - dependence * score) / deviation));
  return happens / weightedTotal(reached, () => 1);
}

interface WeightedScores {
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

function weightedTotal({ scores, weights }: WeightedScores, of: (score: number) => number): number {
  let sum = 0;
  for (let index = 0; index < scores.length; index++)
    sum += (weights[index] ?? 0) * of(scores[index] ?? Number.NaN);
  return sum;
}

/** Scores below the quantile of `chance`; the density need not be normalised. */
function weightedScoresBelow(chance: number, densityAt: (score: number) => number): WeightedScores {
  const cut = Math.min(boundedQuantile(chance), 6.5);
  // Points below this are left out; less than 1e-7 of the mass lies there.
  const lowest = -6 + Math.min(cut, 0) / 2;
  const half = (cut - lowest) / 2;
  const scores = legendreQuadrature.places.map((place) => lowest + half * (1 + place));
  return {
    scores,
    weights: legendreQuadrature.weights.map((weight, index) => half * weight * densityAt(scores[index] ?? 0)),
  };
}

/** Leaves out 1e-15 of a normal distribution on either side. */
const NORMAL_BOUND = 8;

const boundedQuantile = (chance: number): number =>
  Math.min(Math.max(normalQuantile(chance), -NORMAL_BOUND), NORMAL_BOUND);

const legendreQuadrature = legendreQuadratureOf(32);

/** Roots of a Legendre polynomial by Newton's method. */
function legendreQuadratureOf(degree: number) {
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
