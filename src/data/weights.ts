/** Task weight vectors with requested cosines. Knows nothing of rows or targets. */
import type { RandomStream } from '../core/random.ts';
import { factorOf, symmetricFactorOf } from './correlation.ts';
import { dot } from './linearAlgebra.ts';
import type { Matrix, SourceSetup } from './types.ts';

/**
 * Random orthonormal rows Q, `[size][dim]` with size <= dim: Gram-Schmidt on Gaussian rows, each from its own stream, so
 * that row t does not depend on how many rows follow.
 */
export function orthonormalRows(
  size: number,
  dim: number,
  streamOf: (row: number) => RandomStream,
): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let index = 0; index < size; index++) {
    const { normal } = streamOf(index);
    const row = Float64Array.from({ length: dim }, () => normal());
    // Once is enough on paper; the second pass removes what rounding left (Kahan and Parlett's "twice is enough").
    for (const earlier of [...rows, ...rows]) addScaled(row, earlier, -dot(row, earlier));
    const norm = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

/** The settings that pick the factor of a correlation matrix. */
type Factoring = Pick<SourceSetup, 'secondCorrelation' | 'switching'>;

/** W = c C Q, `[T][d]`: Gram matrix W W' = c^2 P for the correlation matrix P = C C'. */
export function taskWeights(
  correlation: Matrix,
  scale: number,
  directions: readonly Float64Array[],
  { secondCorrelation, switching }: Factoring,
): Float64Array[] {
  const isEven = secondCorrelation !== null && switching === 'everyTask';
  return (isEven ? symmetricFactorOf : factorOf)(correlation).map((factors) => {
    const weights = new Float64Array(directions[0]?.length ?? 0);
    for (const [index, factor] of factors.entries())
      addScaled(weights, directions[index] ?? [], scale * factor);
    return weights;
  });
}

function addScaled(target: Float64Array, addend: ArrayLike<number>, factor: number): void {
  for (let index = 0; index < addend.length; index++) {
    target[index] = (target[index] ?? 0) + factor * (addend[index] ?? 0);
  }
}
