/** Sparse dense layer and its gradient, equal to the dense layer's to the bit, see `sparseDense.ts`. */
import { maskRows } from '../groupedDense/groupedDense.as';
import { bytes } from '../wasm/simd.as';
import { entryBytes, sumLists } from './lists.as';

/** `scratch`: `B + 2 B K` floats. */
export function sparseDense(
  x: usize,
  affine: usize,
  y: usize,
  numReplicas: i32,
  numGroups: i32,
  numRows: i32,
  numEntries: i32,
  inputDim: i32,
  outputDim: i32,
  relu: i32,
  scratch: usize,
): void {
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  const ends = scratch;
  const entries = ends + bytes(numRows);
  for (let replica = 0; replica < numReplicas; replica++) {
    listByRow(x, ends, entries, numRows, numEntries, inputDim, bytes(outputDim));
    for (let group = 0; group < numGroups; group++) {
      sumLists(ends, entries, numRows, affine, affine + bytes(inputDim * outputDim), y, outputDim, floor);
      affine += bytes((inputDim + 1) * outputDim);
      y += bytes(numRows * outputDim);
    }
    x += bytes(2 * numRows * numEntries);
  }
}

export function sparseDenseRows(
  x: usize,
  y: usize,
  numReplicas: i32,
  numRows: i32,
  numEntries: i32,
  inputDim: i32,
): void {
  const numAll = numReplicas * numRows;
  memory.fill(y, 0, bytes(numAll * inputDim));
  for (let row = 0; row < numAll; row++) {
    for (const values = x + bytes(numEntries); x < values; x += 4) {
      const at = y + bytes(placeAt(x, inputDim));
      store<f32>(at, load<f32>(at) + load<f32>(x + bytes(numEntries)));
    }
    x += bytes(numEntries);
    y += bytes(inputDim);
  }
}

/** `y`: null without ReLU. `scratch`: `D + I + 1 + 2 B (K + 1) + B D` floats. */
export function sparseDenseGradAffine(
  dy: usize,
  y: usize,
  x: usize,
  dAffine: usize,
  numReplicas: i32,
  numGroups: i32,
  numRows: i32,
  numEntries: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const floor = f32x4.splat(-Infinity);
  const zeros = scratch;
  const ends = zeros + bytes(outputDim);
  const entries = ends + bytes(inputDim + 1);
  const masked = entries + entryBytes * <usize>(numRows * (numEntries + 1));
  memory.fill(zeros, 0, bytes(outputDim));
  for (let replica = 0; replica < numReplicas; replica++) {
    listByInput(x, ends, entries, numRows, numEntries, inputDim, bytes(outputDim));
    for (let group = 0; group < numGroups; group++) {
      let dz = dy;
      if (y) {
        maskRows(dy, y, masked, numRows * outputDim);
        dz = masked;
        y += bytes(numRows * outputDim);
      }
      sumLists(ends, entries, inputDim + 1, dz, zeros, dAffine, outputDim, floor);
      dy += bytes(numRows * outputDim);
      dAffine += bytes((inputDim + 1) * outputDim);
    }
    x += bytes(2 * numRows * numEntries);
  }
}

function listByRow(
  x: usize,
  ends: usize,
  entries: usize,
  numRows: i32,
  numEntries: i32,
  inputDim: i32,
  weightRow: usize,
): void {
  const values = bytes(numEntries);
  for (let row = 0; row < numRows; row++) {
    for (const end = x + values; x < end; x += 4) {
      const value = load<f32>(x + values);
      // Always written, kept if not 0: a branch would be hard to predict.
      store<i32>(entries, placeAt(x, inputDim) * <i32>weightRow);
      store<f32>(entries, value, 4);
      entries += value != 0 ? entryBytes : 0;
    }
    x += values;
    store<usize>(ends + bytes(row), entries);
  }
}

// The bias has all rows, with an input of 1.
function listByInput(
  x: usize,
  ends: usize,
  entries: usize,
  numRows: i32,
  numEntries: i32,
  inputDim: i32,
  gradientRow: usize,
): void {
  const values = bytes(numEntries);
  memory.fill(ends, 0, bytes(inputDim + 1));
  for (let row = 0, at = x; row < numRows; row++) {
    for (const end = at + values; at < end; at += 4) {
      const count = ends + bytes(placeAt(at, inputDim));
      store<i32>(count, load<i32>(count) + i32(load<f32>(at + values) != 0));
    }
    at += values;
  }
  for (let input = 0; input <= inputDim; input++) {
    const first = ends + bytes(input);
    const count = load<i32>(first);
    store<usize>(first, entries);
    entries += entryBytes * <usize>count;
  }
  // Turns the lists' beginnings into their ends.
  for (let row = 0; row < numRows; row++) {
    const from = row * <i32>gradientRow;
    for (const end = x + values; x < end; x += 4) {
      const value = load<f32>(x + values);
      if (value != 0) append(ends + bytes(placeAt(x, inputDim)), from, value);
    }
    append(ends + bytes(inputDim), from, 1);
    x += values;
  }
}

@inline
function append(end: usize, from: i32, weight: f32): void {
  const entry = load<usize>(end);
  store<i32>(entry, from);
  store<f32>(entry, weight, 4);
  store<usize>(end, entry + entryBytes);
}

// Input index of an entry, clamped so that it is never beyond the weights.
@inline
function placeAt(x: usize, inputDim: i32): i32 {
  return <i32>min<u32>(<u32>i32(load<f32>(x)), <u32>(inputDim - 1));
}
