/** Predicts and measures correlations of labels, which differ from the requested cosines (smooth recipe, p = 0.5: about 0.33). */
import { cos, exp, sin } from '../core/math.ts';
import { drawRecipeConstants, type RecipeConstants } from './drawnTasks.ts';
import { at, dot, squareMatrixOf } from './linearAlgebra.ts';
import { randomisationOf } from './randomisation.ts';
import type { CorrelationClosedForm, DataSetup, Matrix, SplitData } from './types.ts';

interface SineWave {
  readonly a: number;
  readonly b: number;
}

/**
 * Uses the characteristic function of a Gaussian pair. Terms without the cosine are computed once: rough constants give 400 pairs of sines.
 */
export function targetCovariance({
  scale,
  frequencies,
  phases,
}: RecipeConstants): (cosine: number) => number {
  const waves: readonly SineWave[] = frequencies.map((frequency, k) => ({
    a: scale * frequency,
    b: phases[k] ?? 0,
  }));
  const pairs = waves.flatMap((first) => waves.map((second) => sineWavePair(first, second)));
  const slope = waves.reduce(
    (sum, { a, b }) => sum + 2 * scale * a * cos(b) * exp(-(a * a) / 2),
    scale * scale,
  );
  return (cosine) => pairs.reduce((sum, pair) => sum + sineCovariance(cosine, pair), slope * cosine);
}

export function closedFormOfSines({ data }: Pick<DataSetup, 'data'>): CorrelationClosedForm {
  const { curves } = randomisationOf(data, 0);
  const covarianceOf = targetCovariance(drawRecipeConstants(data.recipe, data.seed, curves));
  return { variance: covarianceOf(1), covarianceOf: (_row, _column, cosine) => covarianceOf(cosine) };
}

function sineWavePair(first: SineWave, second: SineWave) {
  const squares = first.a * first.a + second.a * second.a;
  return {
    squares,
    product: first.a * second.a,
    ofDifference: cos(first.b - second.b),
    ofSum: cos(first.b + second.b),
    ofMeans: sin(first.b) * sin(second.b) * exp(-squares / 2),
  };
}

/** Covariance of sin(a_1 u + b_1) and sin(a_2 v + b_2), u and v standard normal with correlation `cosine`. */
function sineCovariance(cosine: number, pair: ReturnType<typeof sineWavePair>): number {
  const cross = 2 * pair.product * cosine;
  const difference = exp(-(pair.squares - cross) / 2) * pair.ofDifference;
  const sum = exp(-(pair.squares + cross) / 2) * pair.ofSum;
  return (difference - sum) / 2 - pair.ofMeans;
}

/** Pearson correlation over rows with both labels, `[T, T]`. NaN with fewer than two such rows or a constant label. */
export function measuredCorrelation({ targets, mask, numRows }: Omit<SplitData, 'inputs'>): Matrix {
  const numTasks = targets.length / numRows;
  const upper = squareMatrixOf(numTasks, (first, second) => {
    if (first > second) return Number.NaN;
    // Typed arrays are faster than lists, and every run waits for this.
    const [left, right] = [new Float64Array(numRows), new Float64Array(numRows)];
    let numBoth = 0;
    for (let row = 0; row < numRows; row++) {
      const [inFirst, inSecond] = [first * numRows + row, second * numRows + row];
      if (mask[inFirst] !== 1 || mask[inSecond] !== 1) continue;
      left[numBoth] = targets[inFirst] ?? 0;
      right[numBoth] = targets[inSecond] ?? 0;
      numBoth++;
    }
    return pearsonCorrelation(left.subarray(0, numBoth), right.subarray(0, numBoth));
  });
  // Equal to the last bit either way.
  return squareMatrixOf(numTasks, (row, column) => at(upper, Math.min(row, column), Math.max(row, column)));
}

export function meanCorrelation(matrices: readonly Matrix[]): Matrix {
  const [first = []] = matrices;
  return squareMatrixOf(first.length, (row, column) => {
    const cells = matrices.map((matrix) => matrix[row]?.[column] ?? Number.NaN).filter(Number.isFinite);
    return cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
  });
}

export function meanOfPairs(matrix: Matrix): number {
  const pairs = matrix.flatMap((row, index) => row.slice(index + 1));
  return pairs.reduce((sum, cell) => sum + cell, 0) / pairs.length;
}

function pearsonCorrelation(left: Float64Array, right: Float64Array): number {
  const fromMeanLeft = centredValues(left);
  const fromMeanRight = centredValues(right);
  const variances = dot(fromMeanLeft, fromMeanLeft) * dot(fromMeanRight, fromMeanRight);
  return variances > 0 ? dot(fromMeanLeft, fromMeanRight) / Math.sqrt(variances) : Number.NaN;
}

function centredValues(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
