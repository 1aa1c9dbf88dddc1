/** Path loss and its gradient, see `pathLoss.ts`; costs are linear in a chain's length. */
import { bytes, expOfNegative, loadLow, logOnePlus, sigmoid, storeLow, sumOfLanes } from '../wasm/simd.as';

/** `losses`: `[R*T]`; `scratch`: `33 T` floats. */
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
  scratch: usize,
): void {
  const ofReplica = bytes(numTasks * numRows);
  noteUses(tasks, numTasks, scratch);
  for (let r = 0; r < numReplicas; r++) {
    clearSums(numTasks, scratch);
    for (let row = 0; row < numRows; row += 4) {
      const width = min(numRows - row, 4);
      for (let task = 0; task < numTasks; task++) {
        const at = bytes(task * numRows + row);
        const logit = loadLow(logits + at, width);
        followLabels(labels + at, mask + at, width, tasks, task, scratch);
        countRows(mask + at, width, tasks, task, scratch);
        if (uses(scratch, numTasks, task)) followLogit(logit, tasks, task, scratch);
        addLosses(logit, labels + at, mask + at, width, coefficients, tasks, task, scratch);
      }
    }
    for (let task = 0; task < numTasks; task++)
      store<f32>(losses + bytes(task), lossOfTask(coefficients, tasks, task, scratch));
    logits += ofReplica;
    labels += ofReplica;
    mask += ofReplica;
    losses += bytes(numTasks);
  }
}

/** `dy`: `[R*T]`; `scratch`: `33 T` floats. */
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
  scratch: usize,
): void {
  const ofReplica = bytes(numTasks * numRows);
  noteUses(tasks, numTasks, scratch);
  for (let r = 0; r < numReplicas; r++) {
    clearSums(numTasks, scratch);
    for (let row = 0; row < numRows; row += 4) {
      for (let task = 0; task < numTasks; task++) {
        const at = bytes(task * numRows + row);
        const width = min(numRows - row, 4);
        followLabels(labels + at, mask + at, width, tasks, task, scratch);
        countRows(mask + at, width, tasks, task, scratch);
      }
    }
    for (let task = 0; task < numTasks; task++)
      scaleTerms(load<f32>(dy + bytes(task)), coefficients, task, scratch);
    for (let row = 0; row < numRows; row += 4) {
      const width = min(numRows - row, 4);
      for (let task = 0; task < numTasks; task++) {
        const at = bytes(task * numRows + row);
        if (!uses(scratch, numTasks, task)) continue;
        followLabels(labels + at, mask + at, width, tasks, task, scratch);
        followLogit(loadLow(logits + at, width), tasks, task, scratch);
        put(scratch, task, SLOPE, f32x4.splat(0));
      }
      for (let task = numTasks - 1; task >= 0; task--) {
        const at = bytes(task * numRows + row);
        const logit = loadLow(logits + at, width);
        let slope = ownSlope(logit, labels + at, mask + at, width, coefficients, tasks, task, scratch);
        if (uses(scratch, numTasks, task) & HAS_SLOPE)
          slope = f32x4.add(slope, productSlope(logit, tasks, task, scratch));
        storeLow(dLogits + at, slope, width);
      }
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

@inline
function parentOf(tasks: usize, task: i32): i32 {
  return load<i32>(tasks + bytes(3 * task)) - 1;
}

@inline
function isBinary(tasks: usize, task: i32): bool {
  return load<i32>(tasks + bytes(3 * task + 1)) != 0;
}

@inline
function has(tasks: usize, task: i32, term: i32): bool {
  return (load<i32>(tasks + bytes(3 * task + 2)) & term) != 0;
}

@inline
function coefficientOf(coefficients: usize, task: i32, place: i32): f32 {
  return load<f32>(coefficients + bytes(3 * task + place));
}

/**
 * Fields per task in `scratch`, for four rows: the product's logit and label; its mask is the larger of the
 * largest weight of a known no and the least weight on the path.
 */
const LOGIT = 0;
const LABEL = 1;
const KNOWN_NO = 2;
const ALL_KNOWN = 3;
// Sums and counts, over all rows, of the terms for own labels and for the product.
const OWN_SUM = 4;
const PRODUCT_SUM = 5;
const OWN_COUNT = 6;
const PRODUCT_COUNT = 7;
// The gradient reuses these fields for other numbers.
const SLOPE = 4;
const OWN_SCALE = 6;
const PRODUCT_SCALE = 7;
const PLACES = 8;

@inline
function get(scratch: usize, task: i32, place: i32): v128 {
  return v128.load(scratch + bytes(4 * (PLACES * task + place)));
}

@inline
function put(scratch: usize, task: i32, place: i32, x: v128): void {
  v128.store(scratch + bytes(4 * (PLACES * task + place)), x);
}

// Uses of a task's product, as bits: its logit is read; a gradient flows to it.
const LOGIT_IS_USED = 1;
const HAS_SLOPE = 2;

@inline
function uses(scratch: usize, numTasks: i32, task: i32): i32 {
  return load<i32>(scratch + bytes(4 * PLACES * numTasks + task));
}

function noteUses(tasks: usize, numTasks: i32, scratch: usize): void {
  const noted = scratch + bytes(4 * PLACES * numTasks);
  memory.fill(noted, 0, bytes(numTasks));
  for (let task = numTasks - 1; task >= 0; task--) {
    let used = load<i32>(noted + bytes(task));
    if (has(tasks, task, PRODUCT)) used = LOGIT_IS_USED | HAS_SLOPE;
    store<i32>(noted + bytes(task), used);
    const before = noted + bytes(parentOf(tasks, task));
    if (has(tasks, task, INVERSE_PROPENSITY)) used |= LOGIT_IS_USED;
    if (parentOf(tasks, task) >= 0) store<i32>(before, load<i32>(before) | used);
  }
}

function clearSums(numTasks: i32, scratch: usize): void {
  for (let task = 0; task < numTasks; task++)
    for (let place = OWN_SUM; place < PLACES; place++) put(scratch, task, place, f32x4.splat(0));
}

@inline
function followLabels(labels: usize, mask: usize, width: i32, tasks: usize, task: i32, scratch: usize): void {
  let label = loadLow(labels, width);
  let allKnown = loadLow(mask, width);
  let knownNo = f32x4.mul(allKnown, f32x4.sub(f32x4.splat(1), label));
  const before = parentOf(tasks, task);
  if (before >= 0) {
    label = f32x4.mul(label, get(scratch, before, LABEL));
    knownNo = f32x4.max(knownNo, get(scratch, before, KNOWN_NO));
    allKnown = f32x4.min(allKnown, get(scratch, before, ALL_KNOWN));
  }
  put(scratch, task, LABEL, label);
  put(scratch, task, KNOWN_NO, knownNo);
  put(scratch, task, ALL_KNOWN, allKnown);
}

@inline
function followLogit(own: v128, tasks: usize, task: i32, scratch: usize): void {
  let logit = own;
  const before = parentOf(tasks, task);
  if (before >= 0) {
    const next = get(scratch, before, LOGIT);
    const both = logAddExp(f32x4.neg(logit), f32x4.neg(next));
    logit = f32x4.neg(logAddExp(both, f32x4.neg(f32x4.add(logit, next))));
  }
  put(scratch, task, LOGIT, logit);
}

@inline
function knownOf(scratch: usize, task: i32): v128 {
  return f32x4.max(get(scratch, task, KNOWN_NO), get(scratch, task, ALL_KNOWN));
}

@inline
function countRows(mask: usize, width: i32, tasks: usize, task: i32, scratch: usize): void {
  const weighs = has(tasks, task, INVERSE_PROPENSITY);
  const own = weighs ? knownOf(scratch, parentOf(tasks, task)) : loadLow(mask, width);
  add(scratch, task, OWN_COUNT, own);
  add(scratch, task, PRODUCT_COUNT, knownOf(scratch, task));
}

@inline
function add(scratch: usize, task: i32, place: i32, x: v128): void {
  put(scratch, task, place, f32x4.add(get(scratch, task, place), x));
}

// Row weights divided by the parents' probability or, if larger, by `clip`.
@inline
function ownWeights(mask: usize, width: i32, coefficients: usize, tasks: usize, task: i32, scratch: usize): v128 {
  const weight = loadLow(mask, width);
  if (!has(tasks, task, INVERSE_PROPENSITY)) return weight;
  const clip = f32x4.splat(coefficientOf(coefficients, task, 2));
  const propensity = sigmoid(get(scratch, parentOf(tasks, task), LOGIT));
  return f32x4.div(weight, f32x4.max(propensity, clip));
}

@inline
function addLosses(
  logit: v128,
  labels: usize,
  mask: usize,
  width: i32,
  coefficients: usize,
  tasks: usize,
  task: i32,
  scratch: usize,
): void {
  if (has(tasks, task, OWN)) {
    const weight = ownWeights(mask, width, coefficients, tasks, task, scratch);
    const loss = lossOf(logit, loadLow(labels, width), isBinary(tasks, task));
    add(scratch, task, OWN_SUM, f32x4.mul(weight, loss));
  }
  if (has(tasks, task, PRODUCT)) {
    const loss = lossOf(get(scratch, task, LOGIT), get(scratch, task, LABEL), true);
    add(scratch, task, PRODUCT_SUM, f32x4.mul(knownOf(scratch, task), loss));
  }
}

@inline
function lossOfTask(coefficients: usize, tasks: usize, task: i32, scratch: usize): f32 {
  let loss: f32 = 0;
  if (has(tasks, task, OWN))
    loss += meanOf(scratch, task, OWN_SUM, OWN_COUNT) * coefficientOf(coefficients, task, 0);
  if (has(tasks, task, PRODUCT))
    loss += meanOf(scratch, task, PRODUCT_SUM, PRODUCT_COUNT) * coefficientOf(coefficients, task, 1);
  return loss;
}

@inline
function meanOf(scratch: usize, task: i32, sum: i32, counts: i32): f32 {
  return f32x4.extract_lane(sumOfLanes(get(scratch, task, sum)), 0) / atLeast1(get(scratch, task, counts));
}

function scaleTerms(ofLoss: f32, coefficients: usize, task: i32, scratch: usize): void {
  const own = ofLoss * coefficientOf(coefficients, task, 0) / atLeast1(get(scratch, task, OWN_COUNT));
  const product = ofLoss * coefficientOf(coefficients, task, 1) / atLeast1(get(scratch, task, PRODUCT_COUNT));
  put(scratch, task, OWN_SCALE, f32x4.splat(own));
  put(scratch, task, PRODUCT_SCALE, f32x4.splat(product));
}

@inline
function ownSlope(
  logit: v128,
  labels: usize,
  mask: usize,
  width: i32,
  coefficients: usize,
  tasks: usize,
  task: i32,
  scratch: usize,
): v128 {
  if (!has(tasks, task, OWN)) return f32x4.splat(0);
  const weight = ownWeights(mask, width, coefficients, tasks, task, scratch);
  const binary = isBinary(tasks, task);
  const error = f32x4.sub(binary ? sigmoid(logit) : logit, loadLow(labels, width));
  const slope = f32x4.mul(binary ? error : f32x4.add(error, error), weight);
  return f32x4.mul(slope, get(scratch, task, OWN_SCALE));
}

// After all later tasks; adds the parent's part to the parent.
@inline
function productSlope(own: v128, tasks: usize, task: i32, scratch: usize): v128 {
  const logit = get(scratch, task, LOGIT);
  let slope = get(scratch, task, SLOPE);
  if (has(tasks, task, PRODUCT)) {
    const error = f32x4.sub(sigmoid(logit), get(scratch, task, LABEL));
    const ofOwn = f32x4.mul(f32x4.mul(error, knownOf(scratch, task)), get(scratch, task, PRODUCT_SCALE));
    slope = f32x4.add(ofOwn, slope);
  }
  const before = parentOf(tasks, task);
  if (before < 0) return slope;
  add(scratch, before, SLOPE, f32x4.mul(slope, shareOf(get(scratch, before, LOGIT), logit)));
  return f32x4.mul(slope, shareOf(own, logit));
}

// sigma(-a) / sigma(-l) = (1 + e^l) / (1 + e^a) for l <= a, times e^-a above 0, so that no power exceeds 1.
@inline
function shareOf(a: v128, l: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const power = expOfNegative(f32x4.neg(f32x4.abs(a)));
  const ofOne = v128.bitselect(power, one, f32x4.gt(a, zero));
  const ofProduct = expOfNegative(f32x4.pmin(f32x4.sub(l, f32x4.pmax(a, zero)), zero));
  return f32x4.div(f32x4.add(ofOne, ofProduct), f32x4.add(one, power));
}

@inline
function atLeast1(counts: v128): f32 {
  return max<f32>(f32x4.extract_lane(sumOfLanes(counts), 0), 1);
}

@inline
function lossOf(logit: v128, label: v128, binary: bool): v128 {
  if (binary) return f32x4.sub(softplus(logit), f32x4.mul(logit, label));
  const error = f32x4.sub(logit, label);
  return f32x4.mul(error, error);
}

// log(1 + e^x)
@inline
function softplus(x: v128): v128 {
  const small = logOnePlus(expOfNegative(f32x4.neg(f32x4.abs(x))));
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), small);
}

// log(e^x + e^y)
@inline
function logAddExp(x: v128, y: v128): v128 {
  const small = logOnePlus(expOfNegative(f32x4.neg(f32x4.abs(f32x4.sub(x, y)))));
  return f32x4.add(f32x4.pmax(x, y), small);
}
