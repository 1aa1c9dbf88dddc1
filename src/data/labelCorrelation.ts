/**
 * How strongly the labels of two tasks go together: predicted from the recipe and measured on rows. It differs from the
 * requested cosine of their weight vectors (smooth recipe, p = 0.5: about 0.33), so the two are always shown side by side.
 */
import { cos, exp, sin } from '../core/math.ts';
import { dot, squareOf } from './linearAlgebra.ts';
import type { RecipeConstants } from './recipe.ts';
import type { Matrix, SplitData } from './types.ts';

/**
 * Expected correlation of the regression targets of two tasks whose weight vectors have cosine `cosine`, in closed form:
 * Cov(p) / sqrt((Cov(1) + noise^2) (Cov(1) + otherNoise^2)). With sample-dependent correlation it is the mean of the values
 * of both cosines. Labels of binary tasks correlate less than this: measure those.
 */
export function labelCorrelation(
  cosine: number,
  constants: RecipeConstants,
  noise: number,
  otherNoise: number = noise,
): number {
  const signal = targetCovariance(1, constants);
  const variances = (signal + noise * noise) * (signal + otherNoise * otherNoise);
  return targetCovariance(cosine, constants) / Math.sqrt(variances);
}

/** One sine of the recipe, in units of a standard normal score: sin(a u + b). */
interface Wave {
  readonly a: number;
  readonly b: number;
}

/** Cov(p) of two noise-free targets, with a_k = c alpha_k; from the characteristic function of a Gaussian pair. */
function targetCovariance(cosine: number, { scale, frequencies, phases }: RecipeConstants): number {
  const waves: readonly Wave[] = frequencies.map((frequency, k) => ({
    a: scale * frequency,
    b: phases[k] ?? 0,
  }));
  let sum = scale * scale * cosine;
  for (const { a, b } of waves) sum += 2 * scale * cosine * a * cos(b) * exp(-(a * a) / 2);
  for (const first of waves) for (const second of waves) sum += sineCovariance(cosine, first, second);
  return sum;
}

/** Cov(sin(a_1 u + b_1), sin(a_2 v + b_2)) of standard normal u, v with correlation `cosine`. */
function sineCovariance(cosine: number, first: Wave, second: Wave): number {
  const squares = first.a * first.a + second.a * second.a;
  const cross = 2 * first.a * second.a * cosine;
  const difference = exp(-(squares - cross) / 2) * cos(first.b - second.b);
  const sum = exp(-(squares + cross) / 2) * cos(first.b + second.b);
  return (difference - sum) / 2 - sin(first.b) * sin(second.b) * exp(-squares / 2);
}

/**
 * Pearson correlation of the labels of each pair of tasks over the rows that carry both, `[T, T]`. NaN where fewer than two
 * rows do or one of the tasks has only one value on them.
 */
export function measuredCorrelation({ targets, mask, numRows }: Omit<SplitData, 'inputs'>): Matrix {
  return squareOf(targets.length / numRows, (first, second) => {
    const rows: number[] = [];
    for (let row = 0; row < numRows; row++) {
      if (mask[first * numRows + row] === 1 && mask[second * numRows + row] === 1) rows.push(row);
    }
    const labelsOf = (task: number) => rows.map((row) => targets[task * numRows + row] ?? 0);
    return pearson(labelsOf(first), labelsOf(second));
  });
}

function pearson(left: readonly number[], right: readonly number[]): number {
  const fromMeanLeft = centred(left);
  const fromMeanRight = centred(right);
  const variances = dot(fromMeanLeft, fromMeanLeft) * dot(fromMeanRight, fromMeanRight);
  return variances > 0 ? dot(fromMeanLeft, fromMeanRight) / Math.sqrt(variances) : Number.NaN;
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
