/**
 * Gated mix, row by row of the batch. See `gatedMix.ts` for what is computed; shapes are named as there. Where a variant has
 * no gates or no native weights, their pointers are null.
 */
import { bytes, upTo4, upTo8 } from '../wasm/simd.as';
import { mixRows } from './rowProducts.as';
import { copyTable, gatherRows, mostInPlace, rowsInPlace, rowsPerChunk } from './rows.as';
import { softmaxRows } from './softmax.as';

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
    if (!logits) copyTable(native, bytes(numExperts), weights, numUnits, numExperts);
    for (let first = 0; first < numRows; first += rowsPerChunk) {
      const count = min(rowsPerChunk, numRows - first);
      if (logits) {
        const at = bytes(first * numExperts);
        const inPlace = rowsInPlace(numRows, numExperts) - first;
        softmaxRows(logits + at, gates + at, gateGroup, sees, native, weights, count, inPlace, numUnits, numExperts);
      }
      const countInPlace = max(0, min(count, numInPlace - first));
      // Some experts at a time, and at last the rows that are copied, with all of theirs.
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
