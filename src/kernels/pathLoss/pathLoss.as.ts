/**
 * Loss per replica and task where tasks come after others, and its gradient. See `pathLoss.ts` for what is computed; shapes are named as
 * there. The three numbers of a task in `tasks` and `coefficients` follow one another.
 */
import { bytes, expOfNegative, loadLow, logOnePlus, storeLow, sumOfLanes } from '../wasm/simd.as';

/** `losses`: `[R*T]`. */
export function pathLoss(
  logits: usize,
  labels: usize,
  mask: usize,
  coefficients: usize,
  losses: usize,
  tasks: usize,
  numReplicas: i32,
  numTasks: i32,
  numRows: i32,
): void {
  const ofReplica = bytes(numTasks * numRows);
  for (let r = 0; r < numReplicas; r++) {
    for (let task = 0; task < numTasks; task++) {
      let loss: f32 = 0;
      if (has(tasks, task, OWN))
        loss += ownLoss(logits, labels, mask, coefficients, tasks, task, numRows);
      if (has(tasks, task, PRODUCT))
        loss += productLoss(logits, labels, mask, tasks, task, numRows) * coefficientOf(coefficients, task, 1);
      store<f32>(losses + bytes(task), loss);
    }
    logits += ofReplica;
    labels += ofReplica;
    mask += ofReplica;
    losses += bytes(numTasks);
  }
}

/** `dy`: `[R*T]`. */
export function pathLossGrad(
  dy: usize,
  logits: usize,
  labels: usize,
  mask: usize,
  coefficients: usize,
  dLogits: usize,
  tasks: usize,
  numReplicas: i32,
  numTasks: i32,
  numRows: i32,
): void {
  const ofReplica = bytes(numTasks * numRows);
  for (let r = 0; r < numReplicas; r++) {
    memory.fill(dLogits, 0, ofReplica);
    for (let task = 0; task < numTasks; task++) {
      const ofLoss = load<f32>(dy + bytes(task));
      if (has(tasks, task, OWN))
        ownGradients(logits, labels, mask, coefficients, dLogits, tasks, task, ofLoss, numRows);
      if (has(tasks, task, PRODUCT))
        productGradients(logits, labels, mask, coefficients, dLogits, tasks, task, ofLoss, numRows);
    }
    dy += bytes(numTasks);
    logits += ofReplica;
    labels += ofReplica;
    mask += ofReplica;
    dLogits += ofReplica;
  }
}

const OWN = 1;
const INVERSE_PROPENSITY = 2;
const PRODUCT = 4;

/** The task before, -1: none. */
@inline
function parentOf(tasks: usize, task: i32): i32 {
  return load<i32>(tasks + bytes(3 * task)) - 1;
}

@inline
function has(tasks: usize, task: i32, term: i32): bool {
  return (load<i32>(tasks + bytes(3 * task + 2)) & term) != 0;
}

@inline
function coefficientOf(coefficients: usize, task: i32, place: i32): f32 {
  return load<f32>(coefficients + bytes(3 * task + place));
}

function ownLoss(
  logits: usize,
  labels: usize,
  mask: usize,
  coefficients: usize,
  tasks: usize,
  task: i32,
  numRows: i32,
): f32 {
  const binary = load<i32>(tasks + bytes(3 * task + 1)) != 0;
  const weighs = has(tasks, task, INVERSE_PROPENSITY);
  const clip = f32x4.splat(coefficientOf(coefficients, task, 2));
  const before = parentOf(tasks, task);
  let sum = f32x4.splat(0);
  let counts = f32x4.splat(0);
  for (let row = 0; row < numRows; row += 4) {
    const at = bytes(task * numRows + row);
    const width = min(numRows - row, 4);
    const logit = loadLow(logits + at, width);
    const label = loadLow(labels + at, width);
    let weight = loadLow(mask + at, width);
    if (weighs) {
      counts = f32x4.add(counts, knownOf(labels, mask, tasks, before, row, numRows));
      weight = f32x4.div(weight, propensityOf(logits, tasks, before, row, numRows, clip));
    } else counts = f32x4.add(counts, weight);
    sum = f32x4.add(sum, f32x4.mul(weight, lossOf(logit, label, binary)));
  }
  return f32x4.extract_lane(sumOfLanes(sum), 0) / atLeast1(counts) * coefficientOf(coefficients, task, 0);
}

function productLoss(
  logits: usize,
  labels: usize,
  mask: usize,
  tasks: usize,
  task: i32,
  numRows: i32,
): f32 {
  let sum = f32x4.splat(0);
  let counts = f32x4.splat(0);
  for (let row = 0; row < numRows; row += 4) {
    const logit = productLogit(logits, tasks, task, row, numRows);
    const label = productLabel(labels, tasks, task, row, numRows);
    const weight = knownOf(labels, mask, tasks, task, row, numRows);
    sum = f32x4.add(sum, f32x4.mul(weight, lossOf(logit, label, true)));
    counts = f32x4.add(counts, weight);
  }
  return f32x4.extract_lane(sumOfLanes(sum), 0) / atLeast1(counts);
}

function ownGradients(
  logits: usize,
  labels: usize,
  mask: usize,
  coefficients: usize,
  dLogits: usize,
  tasks: usize,
  task: i32,
  ofLoss: f32,
  numRows: i32,
): void {
  const binary = load<i32>(tasks + bytes(3 * task + 1)) != 0;
  const weighs = has(tasks, task, INVERSE_PROPENSITY);
  const clip = f32x4.splat(coefficientOf(coefficients, task, 2));
  const before = parentOf(tasks, task);
  const count = weighs ? numKnown(labels, mask, tasks, before, numRows) : numLabels(mask, task, numRows);
  const scale = f32x4.splat(ofLoss * coefficientOf(coefficients, task, 0) / count);
  for (let row = 0; row < numRows; row += 4) {
    const at = bytes(task * numRows + row);
    const width = min(numRows - row, 4);
    const logit = loadLow(logits + at, width);
    const label = loadLow(labels + at, width);
    let weight = loadLow(mask + at, width);
    if (weighs) weight = f32x4.div(weight, propensityOf(logits, tasks, before, row, numRows, clip));
    const error = f32x4.sub(binary ? sigmoid(logit) : logit, label);
    const slope = binary ? error : f32x4.add(error, error);
    const gradient = f32x4.mul(f32x4.mul(slope, weight), scale);
    storeLow(dLogits + at, f32x4.add(loadLow(dLogits + at, width), gradient), width);
  }
}

function productGradients(
  logits: usize,
  labels: usize,
  mask: usize,
  coefficients: usize,
  dLogits: usize,
  tasks: usize,
  task: i32,
  ofLoss: f32,
  numRows: i32,
): void {
  const count = numKnown(labels, mask, tasks, task, numRows);
  const scale = f32x4.splat(ofLoss * coefficientOf(coefficients, task, 1) / count);
  for (let row = 0; row < numRows; row += 4) {
    const width = min(numRows - row, 4);
    const logit = productLogit(logits, tasks, task, row, numRows);
    const label = productLabel(labels, tasks, task, row, numRows);
    const weight = knownOf(labels, mask, tasks, task, row, numRows);
    const slope = f32x4.mul(f32x4.mul(f32x4.sub(sigmoid(logit), label), weight), scale);
    for (let k = task; k >= 0; k = parentOf(tasks, k)) {
      const at = bytes(k * numRows + row);
      const share = shareOf(loadLow(logits + at, width), logit);
      const sum = f32x4.add(loadLow(dLogits + at, width), f32x4.mul(slope, share));
      storeLow(dLogits + at, sum, width);
    }
  }
}

/**
 * sigma(-a) / sigma(-l) = (1 + e^l) / (1 + e^a), where l, the logit of a product with sigma(a), is at most a: multiplied by e^-a where a
 * is above 0, so that no power is above 1.
 */
@inline
function shareOf(a: v128, l: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const power = expOfNegative(f32x4.neg(f32x4.abs(a)));
  const ofOne = v128.bitselect(power, one, f32x4.gt(a, zero));
  const ofProduct = expOfNegative(f32x4.pmin(f32x4.sub(l, f32x4.pmax(a, zero)), zero));
  return f32x4.div(f32x4.add(ofOne, ofProduct), f32x4.add(one, power));
}

/** The logit of the product of the probabilities along the path of a task, of the four rows from `row` on. */
function productLogit(logits: usize, tasks: usize, task: i32, row: i32, numRows: i32): v128 {
  const width = min(numRows - row, 4);
  let logit = loadLow(logits + bytes(task * numRows + row), width);
  for (let k = parentOf(tasks, task); k >= 0; k = parentOf(tasks, k)) {
    const next = loadLow(logits + bytes(k * numRows + row), width);
    const both = logAddExp(f32x4.neg(logit), f32x4.neg(next));
    logit = f32x4.neg(logAddExp(both, f32x4.neg(f32x4.add(logit, next))));
  }
  return logit;
}

/** Its label. */
function productLabel(labels: usize, tasks: usize, task: i32, row: i32, numRows: i32): v128 {
  const width = min(numRows - row, 4);
  let label = loadLow(labels + bytes(task * numRows + row), width);
  for (let k = parentOf(tasks, task); k >= 0; k = parentOf(tasks, k))
    label = f32x4.mul(label, loadLow(labels + bytes(k * numRows + row), width));
  return label;
}

/** The weights of rows where it is known: the largest of those of a no on the path, or the least of all. */
function knownOf(labels: usize, mask: usize, tasks: usize, task: i32, row: i32, numRows: i32): v128 {
  const width = min(numRows - row, 4);
  const one = f32x4.splat(1);
  let knownNo = f32x4.splat(0);
  let allKnown = loadLow(mask + bytes(task * numRows + row), width);
  for (let k = task; k >= 0; k = parentOf(tasks, k)) {
    const at = bytes(k * numRows + row);
    const isKnown = loadLow(mask + at, width);
    knownNo = f32x4.max(knownNo, f32x4.mul(isKnown, f32x4.sub(one, loadLow(labels + at, width))));
    allKnown = f32x4.min(allKnown, isKnown);
  }
  return f32x4.max(knownNo, allKnown);
}

/** The sum of the lanes, at least 1. */
@inline
function atLeast1(counts: v128): f32 {
  return max<f32>(f32x4.extract_lane(sumOfLanes(counts), 0), 1);
}

/** The number of such rows, at least 1. */
function numKnown(labels: usize, mask: usize, tasks: usize, task: i32, numRows: i32): f32 {
  let sum = f32x4.splat(0);
  for (let row = 0; row < numRows; row += 4)
    sum = f32x4.add(sum, knownOf(labels, mask, tasks, task, row, numRows));
  return atLeast1(sum);
}

/** The number of labels of a task, at least 1. */
function numLabels(mask: usize, task: i32, numRows: i32): f32 {
  let sum = f32x4.splat(0);
  for (let row = 0; row < numRows; row += 4)
    sum = f32x4.add(sum, loadLow(mask + bytes(task * numRows + row), min(numRows - row, 4)));
  return atLeast1(sum);
}

/** The probability that a task and those before it happen, or `clip` where that is larger. */
@inline
function propensityOf(
  logits: usize,
  tasks: usize,
  task: i32,
  row: i32,
  numRows: i32,
  clip: v128,
): v128 {
  return f32x4.max(sigmoid(productLogit(logits, tasks, task, row, numRows)), clip);
}

@inline
function lossOf(logit: v128, label: v128, binary: bool): v128 {
  if (binary) return f32x4.sub(softplus(logit), f32x4.mul(logit, label));
  const error = f32x4.sub(logit, label);
  return f32x4.mul(error, error);
}

/** log(1 + e^x) */
@inline
function softplus(x: v128): v128 {
  const small = logOnePlus(expOfNegative(f32x4.neg(f32x4.abs(x))));
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), small);
}

/** log(e^x + e^y) */
@inline
function logAddExp(x: v128, y: v128): v128 {
  const small = logOnePlus(expOfNegative(f32x4.neg(f32x4.abs(f32x4.sub(x, y)))));
  return f32x4.add(f32x4.pmax(x, y), small);
}

@inline
function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const small = expOfNegative(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(small, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(one, small));
}
