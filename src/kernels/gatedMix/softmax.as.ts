/** Softmax over the experts a unit sees, and its gradient, of one row of the batch. */
import { expOfNegative } from '../wasm/exponential.as';
import { bytes, loadLow, maxOfLanes, multiplyAdd, storeLow, sumOfLanes, upTo4 } from '../wasm/simd.as';

/** Far below any logit, far above the overflow of a difference. */
const unseen: f32 = -1e9;

/** Softmax of one row over the experts each unit sees, 0 elsewhere; into `gates` and, padded, into `weights`. */
export function softmaxRows(
  logits: usize,
  gates: usize,
  group: usize,
  sees: usize,
  weights: usize,
  numUnits: i32,
  numExperts: i32,
): void {
  for (let unit = 0; unit < numUnits; unit++) {
    softmax(logits, gates, sees, weights, numExperts);
    logits += group;
    gates += group;
    sees += bytes(upTo4(numExperts));
    weights += bytes(upTo4(numExperts));
  }
}

@inline
function softmax(logits: usize, gates: usize, sees: usize, weights: usize, numExperts: i32): void {
  let largest = f32x4.splat(unseen);
  for (let e = 0; e < numExperts; e += 4) {
    const logit = loadLow(logits + bytes(e), min(4, numExperts - e));
    const seen = i32x4.ne(v128.load(sees + bytes(e)), i32x4.splat(0));
    // A NaN passed over here comes back with the exponentials.
    largest = f32x4.pmax(largest, v128.bitselect(logit, f32x4.splat(unseen), seen));
    v128.store(weights + bytes(e), logit);
  }
  const top = maxOfLanes(largest);
  let sum = f32x4.splat(0);
  for (let e = 0; e < numExperts; e += 4) {
    const seen = i32x4.ne(v128.load(sees + bytes(e)), i32x4.splat(0));
    const below = f32x4.sub(v128.load(weights + bytes(e)), top);
    const numerator = v128.and(expOfNegative(v128.and(below, seen)), seen);
    v128.store(weights + bytes(e), numerator);
    sum = f32x4.add(sum, numerator);
  }
  // A unit that sees nothing has no numerator to divide.
  const factor = f32x4.div(f32x4.splat(1), f32x4.pmax(sumOfLanes(sum), f32x4.splat(1e-20)));
  for (let e = 0; e < numExperts; e += 4) {
    const gate = f32x4.mul(v128.load(weights + bytes(e)), factor);
    v128.store(weights + bytes(e), gate);
    storeLow(gates + bytes(e), gate, min(4, numExperts - e));
  }
}

/** `dLogits = gate (dWeight - sum over e of gate dWeight)` of one row. */
export function softmaxGradients(
  gates: usize,
  dWeights: usize,
  dLogits: usize,
  group: usize,
  numUnits: i32,
  numExperts: i32,
): void {
  for (let unit = 0; unit < numUnits; unit++) {
    softmaxGradient(gates, dWeights, dLogits, numExperts);
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
