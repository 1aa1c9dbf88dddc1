/**
 * Gated mix, row by row of the batch. See `gatedMix.ts` for what is computed; shapes are named as there. Where a variant has
 * no gates or no native weights, their pointers are null.
 */
import { bytes, upTo4, upTo8 } from '../wasm/simd.as';
import { mixRows } from './rowProducts.as';
import { copyTable, gatherRows, isAligned } from './rows.as';
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
  const table = bytes(numUnits * upTo4(numExperts));
  const side = weights + <usize>rowsPerChunk * table;
  const group = bytes(numRows * dim);
  const gateGroup = bytes(numRows * numExperts);
  const inPlace = isAligned(numExperts, dim);
  const step = inPlace ? group : bytes(upTo8(dim));
  for (let replica = 0; replica < numReplicas; replica++) {
    if (!logits) copyTable(native, bytes(numExperts), weights, numUnits, numExperts);
    for (let row = 0; row < numRows; row++) {
      const inChunk = row % rowsPerChunk;
      if (logits && inChunk == 0) {
        const at = bytes(row * numExperts);
        const count = min(rowsPerChunk, numRows - row);
        softmaxRows(logits + at, gates + at, gateGroup, sees, native, weights, count, numUnits, numExperts);
      }
      const ofRow = logits ? weights + <usize>inChunk * table : weights;
      const at = bytes(row * dim);
      const x = inPlace ? experts + at : gatherRows(experts + at, group, side, numExperts, dim);
      mixRows(
        ofRow, bytes(upTo4(numExperts)), 4,
        x, step, numExperts,
        streams + at, group, numUnits, dim, false, false,
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
