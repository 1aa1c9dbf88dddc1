/**
 * Gradients of the gated mix, row by row of the batch. Shapes are named as in `gatedMix.ts`. Where a variant has no gates or
 * no native weights, their pointers are null.
 */
import { bytes, loadLow, storeLow, upTo4, upTo8 } from '../wasm/simd.as';
import { dots } from './dots.as';
import { mixRows } from './rowProducts.as';
import { add, copyTable, copyTableAdding, gatherRows, mostInPlace, rowsInPlace } from './rows.as';
import { softmaxGradients } from './softmax.as';

/**
 * Where `dExperts` is `experts`, it takes their place, masked as by the ReLU they came from: it is the gradient before that.
 *
 * `learns`: `[U, upTo4(E)]`, int32, or null when nothing is learned. `scratch`:
 * `4 upTo4(U) upTo4(E) + (1 + U + E) upTo8(D)` floats.
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
  const nativeTable = total + <usize>upTo4(numUnits) * tableRow;
  const zeros = nativeTable + <usize>upTo4(numUnits) * tableRow;
  const dRows = zeros + paddedRow;
  const rows = dRows + <usize>numUnits * paddedRow;
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const numInPlace = rowsInPlace(numRows, dim);
  // Units count by fours.
  const isPadded = (numUnits & 3) != 0;
  const masks = dExperts == experts;
  memory.fill(total, 0, dRows - total);
  if (native) copyTable(native, bytes(numExperts), gates ? nativeTable : weights, numUnits, numExperts);
  for (let row = 0; row < numRows; row++) {
    if (gates) copyTableAdding(gates, gateGroup, native ? nativeTable : 0, weights, numUnits, numExperts);
    const streamsInPlace = row < numInPlace && numUnits <= mostInPlace;
    const expertsInPlace = row < numInPlace && numExperts <= mostInPlace;
    const streamStep = streamsInPlace ? group : paddedRow;
    const expertStep = expertsInPlace ? group : paddedRow;
    const dy = streamsInPlace ? dStreams : gatherRows(dStreams, group, dRows, numUnits, dim);
    const x = expertsInPlace ? experts : gatherRows(experts, group, rows, numExperts, dim);
    if (gates || learns) dots(dy, streamStep, x, expertStep, zeros, dWeights, numUnits, numExperts, dim);
    // The product with the transpose of the weights: an expert is a row, a unit a term.
    if (masks) mixRows(weights, 4, tableRow, dy, streamStep, numUnits, dExperts, group, numExperts, dim, false, isPadded, true);
    else mixRows(weights, 4, tableRow, dy, streamStep, numUnits, dExperts, group, numExperts, dim, false, isPadded, false);
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
