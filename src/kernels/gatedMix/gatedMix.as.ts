/**
 * Gated mix, row by row of the batch. See `gatedMix.ts` for what is computed; shapes are named as there. Where a variant has
 * no gates or no native weights, their pointers are null.
 */
import { bytes, upTo4, upTo8 } from '../wasm/simd.as';
import { mixRows } from './rowProducts.as';
import { copyTable, gatherRows, mostInPlace, rowsInPlace } from './rows.as';
import { softmaxRows } from './softmax.as';

/** Rows whose gates are made together: as many as stay close to the processor. */
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
  for (let replica = 0; replica < numReplicas; replica++) {
    if (!logits) copyTable(native, bytes(numExperts), weights, numUnits, numExperts);
    for (let first = 0; first < numRows; first += rowsPerChunk) {
      const count = min(rowsPerChunk, numRows - first);
      if (logits) {
        const at = bytes(first * numExperts);
        const inPlace = rowsInPlace(numRows, numExperts) - first;
        softmaxRows(logits + at, gates + at, gateGroup, sees, native, weights, count, inPlace, numUnits, numExperts);
      }
      const countInPlace = min(count, numInPlace - first);
      for (let e = 0; e < numExperts; e += mostInPlace) {
        const terms = min(mostInPlace, numExperts - e);
        for (let i = 0; i < countInPlace; i++) {
          const ofRow = (logits ? weights + <usize>i * table : weights) + bytes(e);
          const at = bytes((first + i) * dim);
          const out = streams + at;
          const x = experts + <usize>e * group + at;
          if (e) mixRows(ofRow, tableRow, 4, x, group, terms, out, group, numUnits, dim, true, false, false);
          else mixRows(ofRow, tableRow, 4, x, group, terms, out, group, numUnits, dim, false, false, false);
        }
      }
      for (let i = max(countInPlace, 0); i < count; i++) {
        const ofRow = logits ? weights + <usize>i * table : weights;
        const at = bytes((first + i) * dim);
        const x = gatherRows(experts + at, group, side, numExperts, dim);
        mixRows(ofRow, tableRow, 4, x, sideStep, numExperts, streams + at, group, numUnits, dim, false, false, false);
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
