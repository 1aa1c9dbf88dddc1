/** Fits logistic or least-squares regression by L-BFGS, with float64 sums in a fixed order. */
import { exp } from '../../../core/math.ts';
import { tableLimits } from '../../../core/schema/limits.ts';
import {
  type EntryRows,
  forEachEntryBlock,
  type PartialComputation,
  processInParts,
  rowProductsOf,
  weightedRowSum,
} from './entries.ts';

const MAX_PRODUCTS = 3e7;
const MIN_ROWS = 1000;
// Smallest pivot of the factorisation, as a share of the diagonal element.
const LEAST_PIVOT = 1e-10;

/** Labelled rows; arrays are `[N]`. */
export interface LabelledEntries {
  readonly rows: EntryRows;
  readonly labels: Float64Array;
  /** Row weights with mean 1. */
  readonly counts: Float64Array;
  readonly isBinary: boolean;
}

export interface LinearWeights {
  /** `[I]` */
  readonly weights: Float64Array;
  readonly intercept: number;
}

const MAX_STEPS = 60;
const LBFGS_MEMORY = 10;
// Gain in loss per row below which the search stops.
const LEAST_GAIN = 1e-9;
// Smallest second derivative of a row's loss, so that rows predicted with certainty still count a little.
const LEAST_CURVATURE = 1e-4;
// Most points tried in a line search, and the share of the initial slope at which it ends.
const MAX_POINTS = 10;
const FLAT_SLOPE_SHARE = 0.05;

/**
 * Minimises the sum of `counts * loss` plus `penalty / 2` times the squared weights but the intercept; the loss
 * is log loss or half the squared error. Equals scikit-learn with C = 1 / penalty, and ridge regression with
 * alpha = penalty.
 */
export function* linearFitOf(
  problem: LabelledEntries,
  penalty: number,
  start: LinearWeights,
): PartialComputation<LinearWeights> {
  const { rows } = problem;
  const memory: LbfgsUpdate[] = [];
  let point = withLastValue(start.weights, start.intercept);
  let scores = yield* scoresAtPoint(rows, point);
  let gradient = yield* lossGradientOf(problem, penalty, point, scores);
  const solve = yield* curvatureSolverOf(rows, yield* curvaturesOf(problem, scores), penalty);
  yield;
  for (let step = 0; step < MAX_STEPS; step++) {
    const direction = searchDirectionOf(gradient, solve, memory);
    const slope = dotProduct(gradient, direction);
    if (!(-slope > 2 * LEAST_GAIN * scores.length)) break;
    const along = yield* scoresAtPoint(rows, direction);
    const length = yield* stepLengthOf(problem, penalty, { point, scores, direction, along, slope });
    const change = direction.map((value) => value * length);
    point = point.map((value, feature) => value + (change[feature] ?? 0));
    scores = scores.map((score, row) => score + length * (along[row] ?? 0));
    const next = yield* lossGradientOf(problem, penalty, point, scores);
    rememberUpdate(
      memory,
      change,
      next.map((value, feature) => value - (gradient[feature] ?? 0)),
    );
    gradient = next;
    yield;
  }
  return { weights: point.slice(0, -1), intercept: point.at(-1) ?? 0 };
}

export function* scoresOfRows(
  rows: EntryRows,
  { weights, intercept }: LinearWeights,
): PartialComputation<Float64Array> {
  return (yield* rowProductsOf(rows, weights)).map((product) => product + intercept);
}

/** `point`: weights `[I]`, then the intercept. */
const scoresAtPoint = (rows: EntryRows, point: Float64Array): PartialComputation<Float64Array> =>
  scoresOfRows(rows, { weights: point.subarray(0, -1), intercept: point.at(-1) ?? 0 });

function* curvaturesOf(
  { counts, isBinary }: LabelledEntries,
  scores: Float64Array,
): PartialComputation<Float64Array> {
  if (!isBinary) return counts;
  return yield* perRowNumbers(scores, (score, row) => {
    const predicted = 1 / (1 + exp(-score));
    return (counts[row] ?? 0) * Math.max(predicted * (1 - predicted), LEAST_CURVATURE);
  });
}

function* perRowNumbers(
  scores: Float64Array,
  make: (score: number, row: number) => number,
): PartialComputation<Float64Array> {
  const made = new Float64Array(scores.length);
  yield* processInParts(scores.length, (from, to) => {
    for (let row = from; row < to; row++) made[row] = make(scores[row] ?? 0, row);
  });
  return made;
}

function* lossGradientOf(
  { rows, labels, counts, isBinary }: LabelledEntries,
  penalty: number,
  point: Float64Array,
  scores: Float64Array,
): PartialComputation<Float64Array> {
  const errors = yield* perRowNumbers(scores, (score, row) => {
    const predicted = isBinary ? 1 / (1 + exp(-score)) : score;
    return (counts[row] ?? 0) * (predicted - (labels[row] ?? 0));
  });
  const sums = yield* weightedRowSum(rows, errors);
  return withLastValue(
    sums.map((sum, feature) => sum + penalty * (point[feature] ?? 0)),
    sumOfValues(errors),
  );
}

interface LbfgsUpdate {
  readonly change: Float64Array;
  readonly ofGradient: Float64Array;
  readonly curvature: number;
}

function rememberUpdate(memory: LbfgsUpdate[], change: Float64Array, ofGradient: Float64Array): void {
  const curvature = dotProduct(change, ofGradient);
  if (!(curvature > 0)) return;
  memory.push({ change, ofGradient, curvature });
  if (memory.length > LBFGS_MEMORY) memory.shift();
}

/** Search direction by the two-loop recursion of L-BFGS (Nocedal and Wright, algorithm 7.4). */
function searchDirectionOf(
  gradient: Float64Array,
  solve: SolveCurvature,
  memory: readonly LbfgsUpdate[],
): Float64Array {
  const side = gradient.map((value) => -value);
  const shares = memory
    .toReversed()
    .map(({ change, ofGradient, curvature }) => {
      const share = dotProduct(change, side) / curvature;
      addMultiple(side, -share, ofGradient);
      return share;
    })
    .reverse();
  const direction = solve(side);
  for (const [index, { change, ofGradient, curvature }] of memory.entries())
    addMultiple(direction, (shares[index] ?? 0) - dotProduct(ofGradient, direction) / curvature, change);
  return direction;
}

function addMultiple(to: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (values[i] ?? 0);
}

interface SearchLine {
  readonly point: Float64Array;
  readonly scores: Float64Array;
  readonly direction: Float64Array;
  readonly along: Float64Array;
  readonly slope: number;
}

// Newton's method between two points whose slopes have opposite signs.
function* stepLengthOf(
  problem: LabelledEntries,
  penalty: number,
  line: SearchLine,
): PartialComputation<number> {
  const { point, direction, slope } = line;
  // The intercept is not penalised.
  const [own, cross] = [direction, point].map((values) =>
    dotProduct(values.subarray(0, -1), direction.subarray(0, -1)),
  );
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, 1];
  for (let looked = 0; looked < MAX_POINTS; looked++) {
    const { first, second } = yield* derivativesOnLine(problem, line, length);
    const slopeHere = first + penalty * ((cross ?? 0) + length * (own ?? 0));
    if (Math.abs(slopeHere) <= -FLAT_SLOPE_SHARE * slope) return length;
    if (slopeHere < 0) low = length;
    else high = length;
    const newton = length - slopeHere / (second + penalty * (own ?? 0));
    const between = high === Number.POSITIVE_INFINITY ? 2 * length : (low + high) / 2;
    length = newton > low && newton < Math.min(high, 10 * length) ? newton : between;
  }
  // The loss is certainly lower there than at the point.
  return low;
}

function* derivativesOnLine(
  { labels, counts, isBinary }: LabelledEntries,
  { scores, along }: SearchLine,
  length: number,
): PartialComputation<{ readonly first: number; readonly second: number }> {
  let [first, second] = [0, 0];
  yield* processInParts(scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const by = along[row] ?? 0;
      const score = (scores[row] ?? 0) + length * by;
      const predicted = isBinary ? 1 / (1 + exp(-score)) : score;
      const weighted = (counts[row] ?? 0) * by;
      first += weighted * (predicted - (labels[row] ?? 0));
      second += weighted * by * (isBinary ? predicted * (1 - predicted) : 1);
    }
  });
  return { first, second };
}

function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

const sumOfValues = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function withLastValue(values: Float64Array, last: number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(values.length + 1);
  all.set(values);
  all[values.length] = last;
  return all;
}

/** The intercept is last, `[I + 1]`. */
type SolveCurvature = (side: Float64Array) => Float64Array;

/** `curvatures`: second derivatives of the losses by the scores, `[N]`. */
function* curvatureSolverOf(
  rows: EntryRows,
  curvatures: Float64Array,
  penalty: number,
): PartialComputation<SolveCurvature> {
  const { numFeatures } = rows;
  // The intercept is first in the matrix, since all rows have it.
  const numJoint = 1 + Math.min(numFeatures, tableLimits.features);
  const diagonal = yield* curvatureDiagonalOf(rows, curvatures, penalty);
  const factor = choleskyOf(
    jointCurvatureOf(rows, curvatures, { diagonal: diagonal.subarray(0, numJoint), penalty }),
    numJoint,
  );
  return (side) => {
    const solved = new Float64Array(side.length);
    const joint = new Float64Array(numJoint);
    joint[0] = side[numFeatures] ?? 0;
    joint.set(side.subarray(0, numJoint - 1), 1);
    solveWithCholesky(factor, joint);
    solved.set(joint.subarray(1));
    for (let feature = numJoint - 1; feature < numFeatures; feature++)
      solved[feature] = (side[feature] ?? 0) / (diagonal[1 + feature] ?? 1);
    solved[numFeatures] = joint[0] ?? 0;
    return solved;
  };
}

function* curvatureDiagonalOf(
  rows: EntryRows,
  curvatures: Float64Array,
  penalty: number,
): PartialComputation<Float64Array> {
  const diagonal = new Float64Array(1 + rows.numFeatures).fill(penalty);
  diagonal[0] = curvatures.reduce((sum, curvature) => sum + curvature, 0);
  yield* processInParts(curvatures.length, (from, to) => {
    for (let row = from; row < to; row++)
      forEachEntryBlock(rows, row, (feature, value) => {
        diagonal[1 + feature] = (diagonal[1 + feature] ?? 0) + (curvatures[row] ?? 0) * value * value;
      });
  });
  return diagonal;
}

/** Lower triangle, intercept first. A diagonal raised to that of all rows keeps it positive definite. */
function jointCurvatureOf(
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
    forEachEntryBlock(rows, row, (feature, value) => {
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

/** Cholesky factorisation in place; raises pivots that rounding made too small. */
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

function solveWithCholesky(factor: Float64Array, side: Float64Array): void {
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
