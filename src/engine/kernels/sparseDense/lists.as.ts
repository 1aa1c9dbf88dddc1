/** Sums of weighted rows, each given by a list of entries; eight sums at a time, see `blocks.as.ts`. */
import { bytes, loadPart, multiplyAdd, storePart } from '../wasm/simd.as';

// An entry holds a row's byte offset and its weight.
export const entryBytes: usize = 8;

/**
 * `out[i] = max(floor, start + sum over list i of weight x row)`, in order. Lists are adjacent and end at
 * `ends`.
 */
export function sumLists(
  ends: usize,
  entries: usize,
  numLists: i32,
  rows: usize,
  start: usize,
  out: usize,
  numColumns: i32,
  floor: v128,
): void {
  const outRow = bytes(numColumns);
  let column = 0;
  while (column < numColumns) {
    const rest = numColumns - column;
    // A partial vector is summed again with the columns before it.
    if (rest < 4 && numColumns >= 4) column = numColumns - 4;
    const at = bytes(column);
    if (rest >= 32) {
      sumVectors(8, ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 32;
    } else if (rest >= 16) {
      sumVectors(4, ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 16;
    } else if (numColumns >= 4) {
      sumVectors(1, ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 4;
    } else {
      partOfVector(ends, entries, numLists, rows, start, out, numColumns, floor);
      column = numColumns;
    }
  }
}

// `count`, 1 to 8, is constant at each call, so the compiler drops unused branches.
@inline
function sumVectors(
  count: i32,
  ends: usize,
  entry: usize,
  numLists: i32,
  rows: usize,
  start: usize,
  out: usize,
  outRow: usize,
  floor: v128,
): void {
  for (; numLists > 0; numLists--) {
    const end = load<usize>(ends);
    unrolled: for (let i = 0; i < 8; i++) {
      let sum$i = i < count ? v128.load(start, i * 16) : f32x4.splat(0);
    }
    for (; entry < end; entry += entryBytes) {
      const row = rows + load<usize>(entry);
      const weight = v128.load32_splat(entry, 4);
      unrolled: for (let i = 7; i >= 0; i--) {
        if (i < count) sum$i = multiplyAdd(weight, v128.load(row, i * 16), sum$i);
      }
    }
    unrolled: for (let i = 0; i < 8; i++) {
      if (i < count) v128.store(out, f32x4.pmax(sum$i, floor), i * 16);
    }
    ends += 4;
    out += outRow;
  }
}

function partOfVector(
  ends: usize,
  entry: usize,
  numLists: i32,
  rows: usize,
  start: usize,
  out: usize,
  width: i32,
  floor: v128,
): void {
  for (; numLists > 0; numLists--) {
    const end = load<usize>(ends);
    let sum = loadPart(start, width);
    for (; entry < end; entry += entryBytes) {
      const weight = v128.load32_splat(entry, 4);
      sum = multiplyAdd(weight, loadPart(rows + load<usize>(entry), width), sum);
    }
    storePart(out, f32x4.pmax(sum, floor), width);
    ends += 4;
    out += bytes(width);
  }
}
