/** Softmax over the experts a unit sees, and its gradient. */
import { expOfNegative } from '../wasm/exponential.as';
import { bytes, loadHigh, loadLow, maxOfLanes, multiplyAdd, storeHigh, storeLow, sumOfLanes, upTo4 } from '../wasm/simd.as';

/** Far below any logit, far above the overflow of a difference. */
const unseen: f32 = -1e9;

/**
 * Softmax of some rows over the experts each unit sees, 0 elsewhere. Into `gates`, and with `native` (null: without) added
 * into `weights`, `[rows][U][upTo4(E)]`. Units of `logits` and `gates` lie `group` bytes apart.
 *
 * Each of the three steps is done for all before the next, so that its constants are made once.
 */
export function softmaxRows(
  logits: usize,
  gates: usize,
  group: usize,
  sees: usize,
  native: usize,
  weights: usize,
  numRows: i32,
  numUnits: i32,
  numExperts: i32,
): void {
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>numUnits * tableRow;
  for (let unit = 0; unit < numUnits; unit++) {
    const from = logits + <usize>unit * group;
    const to = weights + <usize>unit * tableRow;
    const ofSees = sees + <usize>unit * tableRow;
    if (numExperts <= 8) subtractLargestOfEight(from, ofSees, to, table, numRows, numExperts);
    else for (let row = 0; row < numRows; row++) {
      subtractLargest(from + bytes(row * numExperts), ofSees, to + <usize>row * table, numExperts);
    }
  }
  exponentials(weights, numRows * numUnits * upTo4(numExperts));
  for (let unit = 0; unit < numUnits; unit++) {
    const to = gates + <usize>unit * group;
    const ofWeights = weights + <usize>unit * tableRow;
    const ofSees = sees + <usize>unit * tableRow;
    const ofNative = native ? native + bytes(unit * numExperts) : 0;
    if (numExperts <= 8) normaliseEight(to, ofSees, ofNative, ofWeights, table, numRows, numExperts);
    else for (let row = 0; row < numRows; row++) {
      normalise(to + bytes(row * numExperts), ofSees, ofNative, ofWeights + <usize>row * table, numExperts);
    }
  }
}

/** `subtractLargest` for rows of at most eight experts: no loop within the loop over rows. */
function subtractLargestOfEight(
  logits: usize,
  sees: usize,
  below: usize,
  table: usize,
  numRows: i32,
  numExperts: i32,
): void {
  const seenLow = seenAt(sees);
  const seenHigh = numExperts > 4 ? seenAt(sees + 16) : f32x4.splat(0);
  const lowest = f32x4.splat(unseen);
  for (; numRows > 0; numRows--) {
    const low = loadLow(logits, numExperts);
    const high = loadHigh(logits, numExperts);
    const largest = f32x4.pmax(lowest, v128.bitselect(low, lowest, seenLow));
    const top = maxOfLanes(f32x4.pmax(largest, v128.bitselect(high, lowest, seenHigh)));
    v128.store(below, v128.and(f32x4.sub(low, top), seenLow));
    if (numExperts > 4) v128.store(below, v128.and(f32x4.sub(high, top), seenHigh), 16);
    logits += bytes(numExperts);
    below += table;
  }
}

/** `normalise` for rows of at most eight experts. */
function normaliseEight(
  gates: usize,
  sees: usize,
  native: usize,
  weights: usize,
  table: usize,
  numRows: i32,
  numExperts: i32,
): void {
  const seenLow = seenAt(sees);
  const seenHigh = numExperts > 4 ? seenAt(sees + 16) : f32x4.splat(0);
  const nativeLow = native ? loadLow(native, numExperts) : f32x4.splat(0);
  const nativeHigh = native ? loadHigh(native, numExperts) : f32x4.splat(0);
  for (; numRows > 0; numRows--) {
    const low = v128.and(v128.load(weights), seenLow);
    const high = numExperts > 4 ? v128.and(v128.load(weights, 16), seenHigh) : f32x4.splat(0);
    const factor = reciprocalOf(f32x4.add(low, high));
    const gateLow = f32x4.mul(low, factor);
    const gateHigh = f32x4.mul(high, factor);
    storeLow(gates, gateLow, numExperts);
    storeHigh(gates, gateHigh, numExperts);
    v128.store(weights, f32x4.add(gateLow, nativeLow));
    if (numExperts > 4) v128.store(weights, f32x4.add(gateHigh, nativeHigh), 16);
    gates += bytes(numExperts);
    weights += table;
  }
}

/** All bits of a lane where the unit sees the expert. */
@inline
function seenAt(sees: usize): v128 {
  return i32x4.ne(v128.load(sees), i32x4.splat(0));
}

/** 1 over the sum of the lanes. A unit that sees nothing has no numerator to divide. */
@inline
function reciprocalOf(numerators: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.pmax(sumOfLanes(numerators), f32x4.splat(1e-20)));
}

/** Logits less the largest of them; 0 where an expert is not seen. */
@inline
function subtractLargest(logits: usize, sees: usize, below: usize, numExperts: i32): void {
  let largest = f32x4.splat(unseen);
  for (let e = 0; e < numExperts; e += 4) {
    const logit = loadLow(logits + bytes(e), min(4, numExperts - e));
    const seen = seenAt(sees + bytes(e));
    // A NaN passed over here comes back with the exponentials.
    largest = f32x4.pmax(largest, v128.bitselect(logit, f32x4.splat(unseen), seen));
    v128.store(below + bytes(e), logit);
  }
  const top = maxOfLanes(largest);
  for (let e = 0; e < numExperts; e += 4) {
    const seen = seenAt(sees + bytes(e));
    v128.store(below + bytes(e), v128.and(f32x4.sub(v128.load(below + bytes(e)), top), seen));
  }
}

/** In place, `count` floats, a multiple of 4. */
function exponentials(x: usize, count: i32): void {
  for (const end = x + bytes(count); x < end; x += 16) v128.store(x, expOfNegative(v128.load(x)));
}

/** Numerators to gates, and to weights. */
@inline
function normalise(gates: usize, sees: usize, native: usize, weights: usize, numExperts: i32): void {
  let sum = f32x4.splat(0);
  for (let e = 0; e < numExperts; e += 4) {
    const seen = seenAt(sees + bytes(e));
    sum = f32x4.add(sum, v128.and(v128.load(weights + bytes(e)), seen));
  }
  const factor = reciprocalOf(sum);
  for (let e = 0; e < numExperts; e += 4) {
    const width = min(4, numExperts - e);
    const seen = seenAt(sees + bytes(e));
    let gate = f32x4.mul(v128.and(v128.load(weights + bytes(e)), seen), factor);
    storeLow(gates + bytes(e), gate, width);
    if (native) gate = f32x4.add(gate, loadLow(native + bytes(e), width));
    v128.store(weights + bytes(e), gate);
  }
}

/** `dLogits = gate (dWeight - sum over e of gate dWeight)` of one row. */
@inline
export function softmaxGradients(
  gates: usize,
  dWeights: usize,
  dLogits: usize,
  group: usize,
  numUnits: i32,
  numExperts: i32,
): void {
  for (let unit = 0; unit < numUnits; unit++) {
    if (numExperts <= 8) softmaxGradientOfEight(gates, dWeights, dLogits, numExperts);
    else softmaxGradient(gates, dWeights, dLogits, numExperts);
    gates += group;
    dLogits += group;
    dWeights += bytes(upTo4(numExperts));
  }
}

@inline
function softmaxGradient(gates: usize, dWeights: usize, dLogits: usize, numExperts: i32): void {
  let sum = f32x4.splat(0);
  for (let e = 0; e < numExperts; e += 4) {
    const gate = loadLow(gates + bytes(e), min(4, numExperts - e));
    sum = multiplyAdd(gate, v128.load(dWeights + bytes(e)), sum);
  }
  const mean = sumOfLanes(sum);
  for (let e = 0; e < numExperts; e += 4) {
    const width = min(4, numExperts - e);
    const gate = loadLow(gates + bytes(e), width);
    storeLow(dLogits + bytes(e), f32x4.mul(gate, f32x4.sub(v128.load(dWeights + bytes(e)), mean)), width);
  }
}

/** `softmaxGradient` for at most eight experts. */
@inline
function softmaxGradientOfEight(gates: usize, dWeights: usize, dLogits: usize, numExperts: i32): void {
  const low = loadLow(gates, numExperts);
  const high = loadHigh(gates, numExperts);
  const dLow = v128.load(dWeights);
  const dHigh = numExperts > 4 ? v128.load(dWeights, 16) : f32x4.splat(0);
  let sum = multiplyAdd(low, dLow, f32x4.splat(0));
  if (numExperts > 4) sum = multiplyAdd(high, dHigh, sum);
  const mean = sumOfLanes(sum);
  storeLow(dLogits, f32x4.mul(low, f32x4.sub(dLow, mean)), numExperts);
  storeHigh(dLogits, f32x4.mul(high, f32x4.sub(dHigh, mean)), numExperts);
}
