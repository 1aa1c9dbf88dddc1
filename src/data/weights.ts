/** Makes task weight vectors with requested cosines. */
import type { RandomStream } from '../core/random.ts';
import { factorOf, symmetricFactorOf } from './correlation.ts';
import { dot } from './linearAlgebra.ts';
import type { Matrix, SourceSetup } from './types.ts';

/** Q, `[size][dim]`, size <= dim: Gram-Schmidt on Gaussian rows, each with its own stream, so that it does not depend on later rows. */
export function orthonormalRows(
  size: number,
  dim: number,
  streamOf: (row: number) => RandomStream,
): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let index = 0; index < size; index++) {
    const { normal } = streamOf(index);
    const row = Float64Array.from({ length: dim }, () => normal());
    // A second pass removes rounding errors of the first (Kahan and Parlett's "twice is enough").
    for (const earlier of [...rows, ...rows]) addScaled(row, earlier, -dot(row, earlier));
    const norm = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

type Factoring = Pick<SourceSetup, 'secondCorrelation' | 'switching'>;

/** W = c C Q, `[T][d]`, with W W' = c^2 P for P = C C'. */
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
