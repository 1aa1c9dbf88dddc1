/**
 * Gradients of the gated mix, row by row of the batch. Shapes are named as in `gatedMix.ts`. Where a variant has no gates or
 * no native weights, their pointers are null.
 */
import { bytes, loadLow, storeLow, upTo4, upTo8 } from '../wasm/simd.as';
import { dots } from './dots.as';
import { mixRows } from './rowProducts.as';
import { addFloats, copyTable, copyTableAdding, gatherRows, mostInPlace, rowsInPlace, rowsPerChunk } from './rows.as';
import { softmaxGradients } from './softmax.as';

/**
 * Where `dExperts` is `experts`, it takes their place, masked as by the ReLU they came from: it is the gradient before that.
 *
 * `learns`: `[U, upTo4(E)]`, int32, or null when nothing is learned. `scratch`:
 * `19 upTo4(U) upTo4(E) + (9 + U) upTo8(D)` floats.
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
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const tableRow = bytes(upTo4(numExperts));
  const table = <usize>upTo4(numUnits) * tableRow;
  const numInPlace = rowsInPlace(numRows, dim);
  // More experts than are read in place come some at a time, as in the mix.
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
      if (native) copyTable(native + bytes(e), bytes(numExperts), nativeTable, numUnits, terms);
      gradOfRows(
        dStreams + at, experts + expertsAt, group,
        gates ? gates + gateAt + bytes(e) : 0, gateGroup, bytes(numExperts), nativeTable,
        dExperts + expertsAt, dLogits + gateAt, dWeights + bytes(e), tableRow, inOnePass ? 0 : table, total,
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
 * Gradients of some rows with respect to some experts, at most `mostInPlace`, whose gates lie `gateRow` bytes apart from row to
 * row; the last `numCopied` rows are not read in place. `native`: padded, or null.
 *
 * `dWeights`: one table per row, `tableStep` bytes apart. With 0 there is one table for all rows, for these experts are all: then
 * `dLogits` and `total` (null: nothing is learned) are made of it, row by row.
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
  // Units count by fours.
  const isPadded = (numUnits & 3) != 0;
  const masks = dExperts == experts;
  memory.fill(zeros, 0, paddedRow);
  for (let row = 0; row < numRows; row++) {
    if (gates) copyTableAdding(gates, gateGroup, native, weights, numUnits, numExperts);
    const expertsInPlace = numRows - row > numCopied;
    const streamsInPlace = expertsInPlace && numUnits <= mostInPlace;
    const streamStep = streamsInPlace ? group : paddedRow;
    const expertStep = expertsInPlace ? group : paddedRow;
    const dy = streamsInPlace ? dStreams : gatherRows(dStreams, group, dRows, numUnits, dim);
    const x = expertsInPlace ? experts : gatherRows(experts, group, rows, numExperts, dim);
    if (gates || total) dots(dy, streamStep, x, expertStep, zeros, dWeights, tableRow, numUnits, numExperts, dim);
    // The product with the transpose of the weights: an expert is a row, a unit a term.
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
