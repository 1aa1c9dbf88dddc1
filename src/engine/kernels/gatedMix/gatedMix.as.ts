/** Gated mix and its gradients, row by row, see `gatedMix.ts`. Absent tensors are null pointers. */
import { bytes, copyPadded, loadLow, storeLow, upTo4, upTo8 } from '../wasm/simd.as';
import { dots, mixRows } from './rowProducts.as';
import { softmaxGradients, softmaxRows } from './softmax.as';

// More rows, each a group apart, could evict one another from the cache: they are copied side by side.
const mostInPlace: i32 = 8;

// Number of rows whose weight tables stay in the cache together.
const rowsPerChunk: i32 = 16;

/** `sees`: `[U, upTo4(E)]`, int32. `scratch`: `16 U upTo4(E) + E upTo8(D)` floats. */
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
  const weights = scratch;
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>numUnits * tableRow;
  const side = weights + <usize>rowsPerChunk * table;
  const sideStep = bytes(upTo8(dim));
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const numInPlace = rowsInPlace(numRows, dim);
  const numPasses = (numExperts + mostInPlace - 1) / mostInPlace;
  for (let replica = 0; replica < numReplicas; replica++) {
    if (!logits) copyTable(native, bytes(numExperts), 0, weights, numUnits, numExperts);
    for (let first = 0; first < numRows; first += rowsPerChunk) {
      const count = min(rowsPerChunk, numRows - first);
      if (logits) {
        const at = bytes(first * numExperts);
        const inPlace = rowsInPlace(numRows, numExperts) - first;
        softmaxRows(logits + at, gates + at, gateGroup, sees, native, weights, count, inPlace, numUnits, numExperts);
      }
      const countInPlace = max(0, min(count, numInPlace - first));
      // Experts in passes, then the copied rows with all experts.
      for (let pass = 0; pass <= numPasses; pass++) {
        const copies = pass == numPasses;
        const e = copies ? 0 : pass * mostInPlace;
        const terms = copies ? numExperts : min(mostInPlace, numExperts - e);
        const step = copies ? sideStep : group;
        const end = copies ? count : countInPlace;
        for (let i = copies ? countInPlace : 0; i < end; i++) {
          const ofRow = (logits ? weights + <usize>i * table : weights) + bytes(e);
          const at = bytes((first + i) * dim);
          const out = streams + at;
          let x = experts + <usize>e * group + at;
          if (copies) x = gatherRows(x, group, side, numExperts, dim);
          if (e) mixRows(ofRow, tableRow, 4, x, step, terms, out, group, numUnits, dim, true, false, false);
          else mixRows(ofRow, tableRow, 4, x, step, terms, out, group, numUnits, dim, false, false, false);
        }
      }
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
 * `dExperts` may be `experts`: it is then masked by their ReLU.
 * `learns`, `teaches`: `[U, upTo4(E)]`, int32; null: none, all. `scratch`: `19 upTo4(U) upTo4(E) + (9 + U)
 * upTo8(D)` floats.
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
  teaches: usize,
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
      learns, teaches, numUnits, numExperts, numRows, dim, scratch,
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
  teaches: usize,
  numUnits: i32,
  numExperts: i32,
  numRows: i32,
  dim: i32,
  scratch: usize,
): void {
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>upTo4(numUnits) * tableRow;
  const numInPlace = rowsInPlace(numRows, dim);
  const inOnePass = numExperts <= mostInPlace;
  const mostRows = inOnePass ? numRows : rowsPerChunk;
  const total = learns ? scratch : 0;
  const nativeTable = native ? scratch + table : 0;
  const dWeights = scratch + 2 * table;
  const rest = dWeights + <usize>rowsPerChunk * table;
  memory.fill(scratch, 0, table);
  for (let first = 0; first < numRows; first += mostRows) {
    const count = min(mostRows, numRows - first);
    const at = bytes(first * dim);
    const gateAt = bytes(first * numExperts);
    for (let e = 0; e < numExperts; e += mostInPlace) {
      const terms = min(mostInPlace, numExperts - e);
      const expertsAt = <usize>e * group + at;
      if (native) copyTable(native + bytes(e), bytes(numExperts), 0, nativeTable, numUnits, terms);
      const taught = teaches ? teaches + bytes(e) : 0;
      // Without gates, all rows have these native weights.
      if (taught && !gates) maskTable(nativeTable, taught, tableRow, numUnits, terms);
      gradOfRows(
        dStreams + at, experts + expertsAt, group,
        gates ? gates + gateAt + bytes(e) : 0, gateGroup, bytes(numExperts), nativeTable,
        dExperts + expertsAt, dLogits + gateAt, dWeights + bytes(e), tableRow, inOnePass ? 0 : table, total, taught,
        numUnits, terms, count, first + count - numInPlace, dim, rest,
      );
    }
    for (let i = 0; i < count && !inOnePass; i++) {
      const ofRow = dWeights + <usize>i * table;
      const ofGates = gateAt + bytes(i * numExperts);
      if (gates) softmaxGradients(gates + ofGates, ofRow, dLogits + ofGates, gateGroup, numUnits, numExperts);
      if (total) addFloats(ofRow, total, numUnits * upTo4(numExperts));
    }
  }
  if (native) storeTotal(total, learns, dNative, numUnits, numExperts);
}

/**
 * Takes at most `mostInPlace` experts, gates `gateRow` bytes apart; the last `numCopied` rows are not read in
 * place. `native`: padded, or null.
 * `dWeights`: a table per row, `tableStep` bytes apart. 0: one table of all experts, from which `dLogits` and
 * `total` (null: nothing is learned) are made row by row.
 */
function gradOfRows(
  dStreams: usize,
  experts: usize,
  group: usize,
  gates: usize,
  gateGroup: usize,
  gateRow: usize,
  native: usize,
  dExperts: usize,
  dLogits: usize,
  dWeights: usize,
  tableRow: usize,
  tableStep: usize,
  total: usize,
  teaches: usize,
  numUnits: i32,
  numExperts: i32,
  numRows: i32,
  numCopied: i32,
  dim: i32,
  scratch: usize,
): void {
  const weightRow = bytes(upTo4(numExperts));
  const paddedRow = bytes(upTo8(dim));
  const weights = gates ? scratch : native;
  const zeros = scratch + <usize>upTo4(numUnits) * weightRow;
  const dRows = zeros + paddedRow;
  const rows = dRows + <usize>numUnits * paddedRow;
  // Units are processed four at a time.
  const isPadded = (numUnits & 3) != 0;
  const masks = dExperts == experts;
  memory.fill(zeros, 0, paddedRow);
  for (let row = 0; row < numRows; row++) {
    if (gates) {
      copyTable(gates, gateGroup, native, weights, numUnits, numExperts);
      if (teaches) maskTable(weights, teaches, tableRow, numUnits, numExperts);
    }
    const expertsInPlace = numRows - row > numCopied;
    const streamsInPlace = expertsInPlace && numUnits <= mostInPlace;
    const streamStep = streamsInPlace ? group : paddedRow;
    const expertStep = expertsInPlace ? group : paddedRow;
    const dy = streamsInPlace ? dStreams : gatherRows(dStreams, group, dRows, numUnits, dim);
    const x = expertsInPlace ? experts : gatherRows(experts, group, rows, numExperts, dim);
    if (gates || total) dots(dy, streamStep, x, expertStep, zeros, dWeights, tableRow, numUnits, numExperts, dim);
    // The product with the transposed weights: experts are rows, units terms.
    if (masks) mixRows(weights, 4, weightRow, dy, streamStep, numUnits, dExperts, group, numExperts, dim, false, isPadded, true);
    else mixRows(weights, 4, weightRow, dy, streamStep, numUnits, dExperts, group, numExperts, dim, false, isPadded, false);
    if (gates) {
      if (!tableStep) softmaxGradients(gates, dWeights, dLogits, gateGroup, numUnits, numExperts);
      gates += gateRow;
      dLogits += gateRow;
    }
    if (total && !tableStep) addFloats(dWeights, total, numUnits * upTo4(numExperts));
    dWeights += tableStep;
    dStreams += bytes(dim);
    experts += bytes(dim);
    dExperts += bytes(dim);
  }
}

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

function rowsInPlace(numRows: i32, dim: i32): i32 {
  return max(0, numRows - (upTo8(dim) - 1) / dim);
}

/** Copies one row per group to `[count][upTo8(dim)]`. */
function gatherRows(from: usize, group: usize, to: usize, count: i32, dim: i32): usize {
  for (let i = 0; i < count; i++) {
    copyPadded(from, to + <usize>i * bytes(upTo8(dim)), dim);
    from += group;
  }
  return to;
}

/** Pads `[U, E]` to `[U][upTo4(E)]` and adds `table` unless null. */
@inline
function copyTable(
  from: usize,
  group: usize,
  added: usize,
  to: usize,
  numUnits: i32,
  numExperts: i32,
): void {
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      let x = loadLow(from + bytes(e), min(4, numExperts - e));
      if (added) {
        x = f32x4.add(x, v128.load(added));
        added += 16;
      }
      v128.store(to, x);
      to += 16;
    }
    from += group;
  }
}

@inline
function maskTable(weights: usize, mask: usize, maskRow: usize, numUnits: i32, numExperts: i32): void {
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      const kept = i32x4.ne(v128.load(mask + bytes(e)), i32x4.splat(0));
      v128.store(weights, v128.and(v128.load(weights), kept));
      weights += 16;
    }
    mask += maskRow;
  }
}

/** `count`: a multiple of 4. */
@inline
function addFloats(from: usize, to: usize, count: i32): void {
  for (const end = from + bytes(count); from < end; from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
  }
}
