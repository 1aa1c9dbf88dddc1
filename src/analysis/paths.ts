/**
 * Tasks along a path, each after the one before, from plain arrays: their product, which happens where all of them do, and the rows by
 * what came before. Knows nothing of tensors or of how the logits came about.
 */
import { exp, log1p } from '../core/math.ts';
import type { ByPopulation } from '../data/funnel.ts';

/** One task on the rows of a split, `[N]` each; mask 1: has a label; labels are 0 where they are missing. */
export interface RowsOfTask {
  readonly logits: Float32Array;
  readonly labels: Float32Array;
  readonly mask: Float32Array;
}

/** Labels and where they are known, `[N]` each. */
export type LabelsWithMask = Pick<RowsOfTask, 'labels' | 'mask'>;

/** Logits of the product of the probabilities, `[N]`: of two, -log(e^-a + e^-b + e^-(a + b)). */
export function productLogits([first, ...others]: readonly Pick<RowsOfTask, 'logits'>[]): Float64Array {
  const product = Float64Array.from(first?.logits ?? []);
  for (const { logits } of others)
    for (let row = 0; row < product.length; row++) {
      const [a, b] = [product[row] ?? 0, logits[row] ?? Number.NaN];
      product[row] = -logAddExp(logAddExp(-a, -b), -(a + b));
    }
  return product;
}

/** Labels of the product: known where a no on the path is known, or all are. */
export function productLabels(path: readonly LabelsWithMask[]): LabelsWithMask {
  const numRows = path[0]?.labels.length ?? 0;
  const labels = new Float32Array(numRows).fill(1);
  const mask = new Float32Array(numRows);
  for (let row = 0; row < numRows; row++) {
    const isNo = path.some((task) => task.mask[row] === 1 && task.labels[row] === 0);
    mask[row] = isNo || path.every((task) => task.mask[row] === 1) ? 1 : 0;
    for (const task of path) labels[row] = (labels[row] ?? 0) * (task.labels[row] ?? 0);
  }
  return { labels, mask };
}

/** The rows of each, `[N]`, 1 or 0; those where nobody knows what came before are in none. */
export function rowsByPopulation(before: readonly LabelsWithMask[]): ByPopulation<Float32Array> {
  const { labels, mask } = productLabels(before);
  return {
    clicked: mask.map((is, row) => is * (labels[row] ?? 0)),
    unclicked: mask.map((is, row) => is * (1 - (labels[row] ?? 0))),
    all: mask,
  };
}

/** log(e^x + e^y) */
const logAddExp = (x: number, y: number): number => Math.max(x, y) + log1p(exp(-Math.abs(x - y)));
