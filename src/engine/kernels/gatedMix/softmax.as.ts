/** Softmax over the experts that a unit sees, and its gradient. */
import { bytes, expOfNegative, loadHigh, loadLow, maxOfLanes, multiplyAdd, storeHigh, storeLow, sumOfLanes, upTo4 } from '../wasm/simd.as';

// Far below any logit, far above the overflow of a difference.
const unseen: f32 = -1e9;

/**
 * Writes `gates`, and with `native` (or null) added `weights` `[rows][U][upTo4(E)]`. Units of `logits` are
 * `group` bytes apart. `numInPlace`: see `rowsInPlace`; later gates are not yet written.
 */
export function softmaxRows(
  logits: usize,
  gates: usize,
  group: usize,
  sees: usize,
  native: usize,
  weights: usize,
  numRows: i32,
  numInPlace: i32,
  numUnits: i32,
  numExperts: i32,
): void {
  const row = bytes(numExperts);
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>numUnits * tableRow;
  const numByFours = numExperts > 4 ? 0 : max(0, min(numRows, numInPlace)) & -4;
  for (let unit = 0; numByFours && unit < numUnits; unit++) {
    const at = <usize>unit * group;
    const ofNative = native ? native + <usize>unit * row : 0;
    const ofUnit = <usize>unit * tableRow;
    softmaxByFours(logits + at, gates + at, sees + ofUnit, ofNative, weights + ofUnit, table, numByFours, numExperts);
  }
  const done = <usize>numByFours * row;
  const rest = weights + <usize>numByFours * table;
  softmaxByOnes(logits + done, gates + done, group, sees, native, rest, numRows - numByFours, numUnits, numExperts);
}

// Three steps, each for all rows, so that constants are loaded once per step.
function softmaxByOnes(
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
  const row = bytes(numExperts);
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>numUnits * tableRow;
  for (let unit = 0; unit < numUnits; unit++) {
    const from = logits + <usize>unit * group;
    const ofSees = sees + <usize>unit * tableRow;
    const to = weights + <usize>unit * tableRow;
    if (upTo4(numExperts) == 8) subtractLargestOfEight(from, ofSees, to, table, numRows, numExperts);
    else for (let i = 0; i < numRows; i++)
      subtractLargest(from + <usize>i * row, ofSees, to + <usize>i * table, numExperts);
  }
  exponentials(weights, numRows * numUnits * upTo4(numExperts));
  for (let unit = 0; unit < numUnits; unit++) {
    const to = gates + <usize>unit * group;
    const ofSees = sees + <usize>unit * tableRow;
    const ofWeights = weights + <usize>unit * tableRow;
    const ofNative = native ? native + <usize>unit * row : 0;
    if (upTo4(numExperts) == 8) normaliseEight(to, ofSees, ofNative, ofWeights, table, numRows, numExperts);
    else for (let i = 0; i < numRows; i++)
      normalise(to + <usize>i * row, ofSees, ofNative, ofWeights + <usize>i * table, numExperts);
  }
}

/** Takes at most four experts, one per vector; later writes correct what lies behind a row. */
function softmaxByFours(
  logits: usize,
  gates: usize,
  sees: usize,
  native: usize,
  weights: usize,
  table: usize,
  numRows: i32,
  numExperts: i32,
): void {
  const row = bytes(numExperts);
  const seen = seenAt(sees);
  const seen0 = v128.shuffle<i32>(seen, seen, 0, 0, 0, 0);
  const seen1 = v128.shuffle<i32>(seen, seen, 1, 1, 1, 1);
  const seen2 = v128.shuffle<i32>(seen, seen, 2, 2, 2, 2);
  const seen3 = v128.shuffle<i32>(seen, seen, 3, 3, 3, 3);
  const added = native ? loadLow(native, numExperts) : f32x4.splat(0);
  const lowest = f32x4.splat(unseen);
  for (; numRows > 0; numRows -= 4) {
    let y0 = v128.load(logits);
    let y1 = v128.load(logits + row);
    let y2 = v128.load(logits + 2 * row);
    let y3 = v128.load(logits + 3 * row);
    let low01 = v128.shuffle<f32>(y0, y1, 0, 4, 1, 5);
    let high01 = v128.shuffle<f32>(y0, y1, 2, 6, 3, 7);
    let low23 = v128.shuffle<f32>(y2, y3, 0, 4, 1, 5);
    let high23 = v128.shuffle<f32>(y2, y3, 2, 6, 3, 7);
    let x0 = v128.shuffle<f32>(low01, low23, 0, 1, 4, 5);
    let x1 = v128.shuffle<f32>(low01, low23, 2, 3, 6, 7);
    let x2 = v128.shuffle<f32>(high01, high23, 0, 1, 4, 5);
    let x3 = v128.shuffle<f32>(high01, high23, 2, 3, 6, 7);
    // A skipped NaN returns with the exponentials.
    let top = f32x4.pmax(lowest, v128.bitselect(x0, lowest, seen0));
    top = f32x4.pmax(top, v128.bitselect(x1, lowest, seen1));
    top = f32x4.pmax(top, v128.bitselect(x2, lowest, seen2));
    top = f32x4.pmax(top, v128.bitselect(x3, lowest, seen3));
    x0 = numerator(x0, top, seen0);
    x1 = numExperts > 1 ? numerator(x1, top, seen1) : f32x4.splat(0);
    x2 = numExperts > 2 ? numerator(x2, top, seen2) : f32x4.splat(0);
    x3 = numExperts > 3 ? numerator(x3, top, seen3) : f32x4.splat(0);
    // Adds in the same order as `sumOfLanes`.
    const factor = reciprocalOf(f32x4.add(f32x4.add(x0, x2), f32x4.add(x1, x3)));
    x0 = f32x4.mul(x0, factor);
    x1 = f32x4.mul(x1, factor);
    x2 = f32x4.mul(x2, factor);
    x3 = f32x4.mul(x3, factor);
    low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
    high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
    high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    y0 = v128.shuffle<f32>(low01, low23, 0, 1, 4, 5);
    y1 = v128.shuffle<f32>(low01, low23, 2, 3, 6, 7);
    y2 = v128.shuffle<f32>(high01, high23, 0, 1, 4, 5);
    y3 = v128.shuffle<f32>(high01, high23, 2, 3, 6, 7);
    v128.store(gates, y0);
    v128.store(gates + row, y1);
    v128.store(gates + 2 * row, y2);
    // Exact width: the next load may be at the same offset in a page, and would wait for this store.
    storeLow(gates + 3 * row, y3, numExperts);
    v128.store(weights, f32x4.add(y0, added));
    v128.store(weights + table, f32x4.add(y1, added));
    v128.store(weights + 2 * table, f32x4.add(y2, added));
    v128.store(weights + 3 * table, f32x4.add(y3, added));
    logits += 4 * row;
    gates += 4 * row;
    weights += 4 * table;
  }
}

@inline
function numerator(logit: v128, top: v128, seen: v128): v128 {
  return v128.and(expOfNegative(v128.and(f32x4.sub(logit, top), seen)), seen);
}

// For five to eight experts: no inner loop.
function subtractLargestOfEight(
  logits: usize,
  sees: usize,
  below: usize,
  table: usize,
  numRows: i32,
  numExperts: i32,
): void {
  const seenLow = seenAt(sees);
  const seenHigh = seenAt(sees + 16);
  const lowest = f32x4.splat(unseen);
  for (; numRows > 0; numRows--) {
    const low = v128.load(logits);
    const high = loadHigh(logits, numExperts);
    const largest = f32x4.pmax(lowest, v128.bitselect(low, lowest, seenLow));
    const top = maxOfLanes(f32x4.pmax(largest, v128.bitselect(high, lowest, seenHigh)));
    v128.store(below, v128.and(f32x4.sub(low, top), seenLow));
    v128.store(below, v128.and(f32x4.sub(high, top), seenHigh), 16);
    logits += bytes(numExperts);
    below += table;
  }
}

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
  const seenHigh = seenAt(sees + 16);
  const nativeLow = native ? v128.load(native) : f32x4.splat(0);
  const nativeHigh = native ? loadHigh(native, numExperts) : f32x4.splat(0);
  for (; numRows > 0; numRows--) {
    const low = v128.and(v128.load(weights), seenLow);
    const high = v128.and(v128.load(weights, 16), seenHigh);
    const factor = reciprocalOf(sumOfLanes(f32x4.add(low, high)));
    const gateLow = f32x4.mul(low, factor);
    const gateHigh = f32x4.mul(high, factor);
    v128.store(gates, gateLow);
    storeHigh(gates, gateHigh, numExperts);
    v128.store(weights, f32x4.add(gateLow, nativeLow));
    v128.store(weights, f32x4.add(gateHigh, nativeHigh), 16);
    gates += bytes(numExperts);
    weights += table;
  }
}

@inline
function seenAt(sees: usize): v128 {
  return i32x4.ne(v128.load(sees), i32x4.splat(0));
}

// The total is clamped for units that see no expert, to avoid a division by 0.
@inline
function reciprocalOf(sum: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.pmax(sum, f32x4.splat(1e-20)));
}

@inline
function subtractLargest(logits: usize, sees: usize, below: usize, numExperts: i32): void {
  let largest = f32x4.splat(unseen);
  for (let e = 0; e < numExperts; e += 4) {
    const logit = loadLow(logits + bytes(e), min(4, numExperts - e));
    const seen = seenAt(sees + bytes(e));
    largest = f32x4.pmax(largest, v128.bitselect(logit, f32x4.splat(unseen), seen));
    v128.store(below + bytes(e), logit);
  }
  const top = maxOfLanes(largest);
  for (let e = 0; e < numExperts; e += 4) {
    const seen = seenAt(sees + bytes(e));
    v128.store(below + bytes(e), v128.and(f32x4.sub(v128.load(below + bytes(e)), top), seen));
  }
}

function exponentials(x: usize, count: i32): void {
  for (const end = x + bytes(count); x < end; x += 16) v128.store(x, expOfNegative(v128.load(x)));
}

@inline
function normalise(gates: usize, sees: usize, native: usize, weights: usize, numExperts: i32): void {
  let sum = f32x4.splat(0);
  for (let e = 0; e < numExperts; e += 4) {
    const seen = seenAt(sees + bytes(e));
    sum = f32x4.add(sum, v128.and(v128.load(weights + bytes(e)), seen));
  }
  const factor = reciprocalOf(sumOfLanes(sum));
  for (let e = 0; e < numExperts; e += 4) {
    const width = min(4, numExperts - e);
    const seen = seenAt(sees + bytes(e));
    let gate = f32x4.mul(v128.and(v128.load(weights + bytes(e)), seen), factor);
    storeLow(gates + bytes(e), gate, width);
    if (native) gate = f32x4.add(gate, loadLow(native + bytes(e), width));
    v128.store(weights + bytes(e), gate);
  }
}

// dLogits = gate (dWeight - sum over e of gate dWeight)
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
