/**
 * Approximate second derivatives of a linear model's loss, joint for the first features and diagonal for the
 * rest.
 */
import { tableLimits } from '../../../core/schema/limits.ts';
import { type EntryRows, forEntries, type InParts, inParts } from './entries.ts';

const MAX_PRODUCTS = 3e7;
const MIN_ROWS = 1000;
// As a share of its diagonal.
const LEAST_PIVOT = 1e-10;

/** The intercept is last, `[I + 1]`. */
export type SolveCurvature = (side: Float64Array) => Float64Array;

/** `curvatures`: second derivatives of the losses by the scores, `[N]`. */
export function* solverOf(
  rows: EntryRows,
  curvatures: Float64Array,
  penalty: number,
): InParts<SolveCurvature> {
  const { numFeatures } = rows;
  // The intercept goes first: all rows have it.
  const numJoint = 1 + Math.min(numFeatures, tableLimits.features);
  const diagonal = yield* diagonalOf(rows, curvatures, penalty);
  const factor = choleskyOf(
    jointSums(rows, curvatures, { diagonal: diagonal.subarray(0, numJoint), penalty }),
    numJoint,
  );
  return (side) => {
    const solved = new Float64Array(side.length);
    const joint = new Float64Array(numJoint);
    joint[0] = side[numFeatures] ?? 0;
    joint.set(side.subarray(0, numJoint - 1), 1);
    solveWith(factor, joint);
    solved.set(joint.subarray(1));
    for (let feature = numJoint - 1; feature < numFeatures; feature++)
      solved[feature] = (side[feature] ?? 0) / (diagonal[1 + feature] ?? 1);
    solved[numFeatures] = joint[0] ?? 0;
    return solved;
  };
}

function* diagonalOf(rows: EntryRows, curvatures: Float64Array, penalty: number): InParts<Float64Array> {
  const diagonal = new Float64Array(1 + rows.numFeatures).fill(penalty);
  diagonal[0] = curvatures.reduce((sum, curvature) => sum + curvature, 0);
  yield* inParts(curvatures.length, (from, to) => {
    for (let row = from; row < to; row++)
      forEntries(rows, row, (feature, value) => {
        diagonal[1 + feature] = (diagonal[1 + feature] ?? 0) + (curvatures[row] ?? 0) * value * value;
      });
  });
  return diagonal;
}

/**
 * Lower triangle, intercept first. The sample misses rare features: raising their diagonal to that of all rows
 * keeps the matrix positive definite.
 */
function jointSums(
  rows: EntryRows,
  curvatures: Float64Array,
  { diagonal, penalty }: { readonly diagonal: Float64Array; readonly penalty: number },
): Float64Array {
  const size = diagonal.length;
  const sums = new Float64Array(size * size);
  const numEntries = 1 + rows.blocks.reduce((sum, block) => sum + block.numEntries, 0);
  const numSummed = Math.max(MIN_ROWS, Math.floor((2 * MAX_PRODUCTS) / (numEntries * numEntries)));
  const every = Math.max(1, Math.ceil(curvatures.length / numSummed));
  const features = new Int32Array(numEntries);
  const values = new Float64Array(numEntries);
  for (let row = 0; row < curvatures.length; row += every) {
    values[0] = 1;
    let count = 1;
    forEntries(rows, row, (feature, value) => {
      if (value === 0 || feature + 1 >= size) return;
      features[count] = 1 + feature;
      values[count] = value;
      count++;
    });
    addProducts({ features, values, count }, every * (curvatures[row] ?? 0), sums, size);
  }
  for (let feature = 0; feature < size; feature++) {
    const own = feature * (size + 1);
    const ofPenalty = feature === 0 ? 0 : penalty;
    sums[own] = Math.max((sums[own] ?? 0) + ofPenalty, diagonal[feature] ?? 0);
  }
  return sums;
}

interface RowEntries {
  readonly features: Int32Array;
  readonly values: Float64Array;
  readonly count: number;
}

function addProducts(
  { features, values, count }: RowEntries,
  factor: number,
  sums: Float64Array,
  size: number,
): void {
  for (let a = 0; a < count; a++) {
    const ofRow = (features[a] ?? 0) * size;
    const scaled = factor * (values[a] ?? 0);
    for (let b = 0; b <= a; b++) {
      const at = ofRow + (features[b] ?? 0);
      sums[at] = (sums[at] ?? 0) + scaled * (values[b] ?? 0);
    }
  }
}

/** Factorises in place; raises pivots that rounding made too small. */
function choleskyOf(lower: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row++) {
    const ofRow = row * size;
    for (let column = 0; column <= row; column++) {
      const ofColumn = column * size;
      const whole = lower[ofRow + column] ?? 0;
      let rest = whole;
      for (let k = 0; k < column; k++) rest -= (lower[ofRow + k] ?? 0) * (lower[ofColumn + k] ?? 0);
      lower[ofRow + column] =
        column === row
          ? Math.sqrt(Math.max(rest, LEAST_PIVOT * whole, Number.MIN_VALUE))
          : rest / (lower[ofColumn + column] ?? 1);
    }
  }
  return lower;
}

/** Solves in place. */
function solveWith(factor: Float64Array, side: Float64Array): void {
  const size = side.length;
  for (let row = 0; row < size; row++) {
    let rest = side[row] ?? 0;
    for (let k = 0; k < row; k++) rest -= (factor[row * size + k] ?? 0) * (side[k] ?? 0);
    side[row] = rest / (factor[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = side[row] ?? 0;
    for (let k = row + 1; k < size; k++) rest -= (factor[k * size + row] ?? 0) * (side[k] ?? 0);
    side[row] = rest / (factor[row * size + row] ?? 1);
  }
}
