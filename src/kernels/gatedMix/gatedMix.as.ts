/**
 * Gated mix, forward and backward, row by row of the batch. See `gatedMix.ts` for what is computed; shapes are named as
 * there. Where a variant has no gates or no native weights, their pointers are null.
 */
import { expOfNegative } from '../wasm/exponential.as';
import { panelRow, product } from '../wasm/product.as';
import {
  bytes,
  copyPadded,
  loadLow,
  maxOfLanes,
  multiplyAdd,
  storeHigh,
  storeLow,
  sumOfLanes,
  upTo4,
  upTo8,
} from '../wasm/simd.as';

/** Far below any logit, far above the overflow of a difference. */
const unseen: f32 = -1e9;

/** More rows than this, each a group apart, could push one another out of the cache: they are copied side by side. */
const mostInPlace: i32 = 8;

/** `sees`: `[U, upTo4(E)]`, int32. `scratch`: `8 + U upTo4(E) + E upTo8(D)` floats. */
export function gatedMix(
  experts: usize,
  logits: usize,
  native: usize,
  streams: usize,
  gates: usize,
  sees: usize,
  numReplicas: i32,
  numUnits: i32,
  numExperts: i32,
  numRows: i32,
  dim: i32,
  scratch: usize,
): void {
  const zeros = scratch;
  const weights = zeros + panelRow;
  const rows = weights + bytes(numUnits * upTo4(numExperts));
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const inPlace = numExperts <= mostInPlace && (dim & 7) == 0;
  const step = inPlace ? group : bytes(upTo8(dim));
  memory.fill(zeros, 0, panelRow);
  for (let replica = 0; replica < numReplicas; replica++) {
    if (!logits) copyTable(native, bytes(numExperts), weights, numUnits, numExperts);
    for (let row = 0; row < numRows; row++) {
      if (logits) {
        const at = bytes(row * numExperts);
        softmaxRows(logits + at, gates + at, gateGroup, sees, weights, numUnits, numExperts);
        if (native) addTable(native, weights, numUnits, numExperts);
      }
      const at = bytes(row * dim);
      const x = inPlace ? experts + at : gatherRows(experts + at, group, rows, numExperts, dim);
      product(
        weights, bytes(upTo4(numExperts)), 4,
        x, panelRow, step, numExperts,
        zeros, 0, 0,
        streams + at, group, numUnits, dim, f32x4.splat(-Infinity),
      );
    }
    experts += <usize>numExperts * group;
    streams += <usize>numUnits * group;
    if (logits) {
      logits += <usize>numUnits * gateGroup;
      gates += <usize>numUnits * gateGroup;
    }
    if (native) native += bytes(numUnits * numExperts);
  }
}

/**
 * `learns`: `[U, upTo4(E)]`, int32, or null when nothing is learned. `scratch`:
 * `3 upTo4(U) upTo4(E) + (upTo4(U) + 2 upTo4(E)) upTo8(D)` floats.
 */
export function gatedMixGrad(
  dStreams: usize,
  experts: usize,
  gates: usize,
  native: usize,
  dExperts: usize,
  dLogits: usize,
  dNative: usize,
  learns: usize,
  numReplicas: i32,
  numUnits: i32,
  numExperts: i32,
  numRows: i32,
  dim: i32,
  scratch: usize,
): void {
  const group = bytes(numRows * dim);
  const gateGroups = <usize>numUnits * bytes(numRows * numExperts);
  for (let replica = 0; replica < numReplicas; replica++) {
    gradOfReplica(
      dStreams, experts, gates, native,
      dExperts, dLogits, dNative,
      learns, numUnits, numExperts, numRows, dim, scratch,
    );
    dStreams += <usize>numUnits * group;
    experts += <usize>numExperts * group;
    dExperts += <usize>numExperts * group;
    if (gates) {
      gates += gateGroups;
      dLogits += gateGroups;
    }
    if (native) {
      native += bytes(numUnits * numExperts);
      dNative += bytes(numUnits * numExperts);
    }
  }
}

function gradOfReplica(
  dStreams: usize,
  experts: usize,
  gates: usize,
  native: usize,
  dExperts: usize,
  dLogits: usize,
  dNative: usize,
  learns: usize,
  numUnits: i32,
  numExperts: i32,
  numRows: i32,
  dim: i32,
  scratch: usize,
): void {
  const tableRow = bytes(upTo4(numExperts));
  const paddedRow = bytes(upTo8(dim));
  const weights = scratch;
  const dWeights = weights + <usize>upTo4(numUnits) * tableRow;
  const total = dWeights + <usize>upTo4(numUnits) * tableRow;
  const dRows = total + <usize>upTo4(numUnits) * tableRow;
  const rows = dRows + <usize>upTo4(numUnits) * paddedRow;
  const dExpertRows = rows + <usize>upTo4(numExperts) * paddedRow;
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const streamsInPlace = isInPlace(numUnits, dim);
  const expertsInPlace = isInPlace(numExperts, dim);
  const streamStep = streamsInPlace ? group : paddedRow;
  const expertStep = expertsInPlace ? group : paddedRow;
  // Zeros, too, where units and experts are rounded up: everything there is multiplied.
  memory.fill(scratch, 0, dExpertRows - scratch);
  if (!gates) copyTable(native, bytes(numExperts), weights, numUnits, numExperts);
  for (let row = 0; row < numRows; row++) {
    if (gates) {
      copyTable(gates, gateGroup, weights, numUnits, numExperts);
      if (native) addTable(native, weights, numUnits, numExperts);
    }
    const dy = streamsInPlace ? dStreams : gatherRows(dStreams, group, dRows, numUnits, dim);
    const x = expertsInPlace ? experts : gatherRows(experts, group, rows, numExperts, dim);
    const dx = expertsInPlace ? dExperts : dExpertRows;
    addUnits(weights, tableRow, dy, streamStep, dx, expertStep, numUnits, numExperts, dim);
    if (!expertsInPlace) scatterRows(dx, dExperts, group, numExperts, dim);
    if (gates || learns) dots(dy, streamStep, x, expertStep, dWeights, numUnits, numExperts, dim);
    if (gates) {
      softmaxGradients(gates, dWeights, dLogits, gateGroup, numUnits, numExperts);
      gates += bytes(numExperts);
      dLogits += bytes(numExperts);
    }
    if (learns) add(dWeights, total, numUnits * upTo4(numExperts));
    dStreams += bytes(dim);
    experts += bytes(dim);
    dExperts += bytes(dim);
  }
  if (native) storeTotal(total, learns, dNative, numUnits, numExperts);
}

/** Whether rows can be read where they lie: none has to be filled up, and none is missing to a group of four. */
function isInPlace(count: i32, dim: i32): bool {
  return count <= mostInPlace && (count & 3) == 0 && (dim & 7) == 0;
}

/** `dx[e] = sum over u of weights[u, e] dy[u]` of one row, four units at a time. */
function addUnits(
  weights: usize,
  tableRow: usize,
  dy: usize,
  streamStep: usize,
  dx: usize,
  expertStep: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  for (let unit = 0; unit < numUnits; unit += 4) {
    addFour(weights, 4, tableRow, dy, streamStep, dx, expertStep, numExperts, dim, unit == 0);
    weights += 4 * tableRow;
    dy += 4 * streamStep;
  }
}

/**
 * `out[i] = out[i] + sum over k < 4 of factors[i, k] rows[k]`, without the first term when `isFirst`. `factors[i, k]` lies
 * at `factors + i factorRow + k factorStep`. The four rows stay in registers; all rows are padded to a multiple of 8.
 */
function addFour(
  factors: usize,
  factorRow: usize,
  factorStep: usize,
  rows: usize,
  step: usize,
  out: usize,
  outRow: usize,
  count: i32,
  dim: i32,
  isFirst: bool,
): void {
  for (let column = 0; column < dim; column += 8) {
    const rows1 = rows + step;
    const rows2 = rows1 + step;
    const rows3 = rows2 + step;
    const low0 = v128.load(rows);
    const high0 = v128.load(rows, 16);
    const low1 = v128.load(rows1);
    const high1 = v128.load(rows1, 16);
    const low2 = v128.load(rows2);
    const high2 = v128.load(rows2, 16);
    const low3 = v128.load(rows3);
    const high3 = v128.load(rows3, 16);
    let at = out;
    let f0 = factors;
    let f1 = f0 + factorStep;
    let f2 = f1 + factorStep;
    let f3 = f2 + factorStep;
    for (let i = 0; i < count; i++) {
      let low = isFirst ? f32x4.splat(0) : v128.load(at);
      let high = isFirst ? f32x4.splat(0) : v128.load(at, 16);
      let factor = v128.load32_splat(f0);
      low = multiplyAdd(factor, low0, low);
      high = multiplyAdd(factor, high0, high);
      factor = v128.load32_splat(f1);
      low = multiplyAdd(factor, low1, low);
      high = multiplyAdd(factor, high1, high);
      factor = v128.load32_splat(f2);
      low = multiplyAdd(factor, low2, low);
      high = multiplyAdd(factor, high2, high);
      factor = v128.load32_splat(f3);
      low = multiplyAdd(factor, low3, low);
      high = multiplyAdd(factor, high3, high);
      v128.store(at, low);
      v128.store(at, high, 16);
      at += outRow;
      f0 += factorRow;
      f1 += factorRow;
      f2 += factorRow;
      f3 += factorRow;
    }
    rows += 32;
    out += 32;
  }
}

/** One row of every group, side by side and padded, `[count][upTo8(dim)]`; returns where they are now. */
function gatherRows(from: usize, group: usize, to: usize, count: i32, dim: i32): usize {
  for (let i = 0; i < count; i++) {
    copyPadded(from, to + <usize>i * bytes(upTo8(dim)), dim);
    from += group;
  }
  return to;
}

/** Inverse of `gatherRows`. */
function scatterRows(from: usize, to: usize, group: usize, count: i32, dim: i32): void {
  for (let i = 0; i < count; i++) {
    for (let column = 0; column < dim; column += 8) {
      storeLow(to + bytes(column), v128.load(from), min(8, dim - column));
      storeHigh(to + bytes(column), v128.load(from, 16), min(8, dim - column));
      from += 32;
    }
    to += group;
  }
}

/** `[U, E]` padded to `[U][upTo4(E)]`; units lie `group` bytes apart. */
function copyTable(from: usize, group: usize, to: usize, numUnits: i32, numExperts: i32): void {
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      v128.store(to, loadLow(from + bytes(e), min(4, numExperts - e)));
      to += 16;
    }
    from += group;
  }
}

/** Adds `[U, E]` to a padded table. */
function addTable(native: usize, weights: usize, numUnits: i32, numExperts: i32): void {
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      addAt(weights, loadLow(native + bytes(e), min(4, numExperts - e)));
      weights += 16;
    }
    native += bytes(numExperts);
  }
}

function add(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) addAt(to + bytes(i), v128.load(from + bytes(i)));
}

@inline
function addAt(to: usize, x: v128): void {
  v128.store(to, f32x4.add(v128.load(to), x));
}

/** Softmax of one row over the experts each unit sees, 0 elsewhere; into `gates` and, padded, into `weights`. */
function softmaxRows(
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

/** `dWeights[u, e] = <dy[u], x[e]>`, two units and four experts at a time. */
function dots(
  dy: usize,
  dyStep: usize,
  x: usize,
  xStep: usize,
  dWeights: usize,
  numUnits: i32,
  numExperts: i32,
  dim: i32,
): void {
  const tableRow = bytes(upTo4(numExperts));
  for (let unit = 0; unit < numUnits; unit += 2) {
    for (let e = 0; e < numExperts; e += 4) {
      fourDots(dy, dyStep, x + <usize>e * xStep, xStep, dWeights + bytes(e), tableRow, upTo4(dim));
    }
    dy += 2 * dyStep;
    dWeights += 2 * tableRow;
  }
}

@inline
function fourDots(a: usize, aStep: usize, b: usize, bStep: usize, out: usize, outRow: usize, dim: i32): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  let a1 = a + aStep;
  let b1 = b + bStep;
  let b2 = b1 + bStep;
  let b3 = b2 + bStep;
  for (let rest = dim; rest > 0; rest -= 4) {
    const x0 = v128.load(a);
    const x1 = v128.load(a1);
    let z = v128.load(b);
    s00 = multiplyAdd(x0, z, s00);
    s10 = multiplyAdd(x1, z, s10);
    z = v128.load(b1);
    s01 = multiplyAdd(x0, z, s01);
    s11 = multiplyAdd(x1, z, s11);
    z = v128.load(b2);
    s02 = multiplyAdd(x0, z, s02);
    s12 = multiplyAdd(x1, z, s12);
    z = v128.load(b3);
    s03 = multiplyAdd(x0, z, s03);
    s13 = multiplyAdd(x1, z, s13);
    a += 16;
    a1 += 16;
    b += 16;
    b1 += 16;
    b2 += 16;
    b3 += 16;
  }
  v128.store(out, sumsOf(s00, s01, s02, s03));
  v128.store(out + outRow, sumsOf(s10, s11, s12, s13));
}

/** The sums of the lanes of four vectors. */
@inline
function sumsOf(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const x01 = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
  const x23 = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(x01, x23, 0, 1, 4, 5), v128.shuffle<f32>(x01, x23, 2, 3, 6, 7));
}

/** `dLogits = gate (dWeight - sum over e of gate dWeight)` of one row. */
function softmaxGradients(
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

/** The sum over all rows, 0 where nothing is learned. */
function storeTotal(total: usize, learns: usize, dNative: usize, numUnits: i32, numExperts: i32): void {
  if (!learns) return memory.fill(dNative, 0, bytes(numUnits * numExperts));
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      const learned = i32x4.ne(v128.load(learns + bytes(e)), i32x4.splat(0));
      storeLow(dNative + bytes(e), v128.and(v128.load(total + bytes(e)), learned), min(4, numExperts - e));
    }
    total += bytes(upTo4(numExperts));
    learns += bytes(upTo4(numExperts));
    dNative += bytes(numExperts);
  }
}
