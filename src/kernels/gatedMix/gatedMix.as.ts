/**
 * Gated mix, row by row of the batch. See `gatedMix.ts` for what is computed; shapes are named as there. Where a variant has
 * no gates or no native weights, their pointers are null.
 */
import { panelRow } from '../wasm/panels.as';
import { product } from '../wasm/product.as';
import { bytes, upTo4, upTo8 } from '../wasm/simd.as';
import { addTable, copyTable, gatherRows, isAligned } from './rows.as';
import { softmaxRows } from './softmax.as';

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
  const inPlace = isAligned(numExperts, dim);
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
