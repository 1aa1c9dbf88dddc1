/**
 * Sums of weighted rows, for lists of which rows with which weights. As many columns at a time as registers hold: their sums stay
 * there, and eight do not wait for one another.
 */
import { bytes, loadPart, multiplyAdd, storePart } from '../wasm/simd.as';

/** An entry: the distance of its row from the first one, in bytes, and its weight. */
export const entryBytes: usize = 8;

/**
 * `out[i] = max(floor, start + sum over the entries of list i of weight x row)`, `numLists x numColumns`, terms added in the order
 * of the entries. A list ends where `ends` says, and begins where the one before ends, the first at `entries`.
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
    // What does not fill a vector is summed a second time, with the columns before it.
    if (rest < 4 && numColumns >= 4) column = numColumns - 4;
    const at = bytes(column);
    if (rest >= 32) {
      eightVectors(ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 32;
    } else if (rest >= 16) {
      fourVectors(ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 16;
    } else if (numColumns >= 4) {
      oneVector(ends, entries, numLists, rows + at, start + at, out + at, outRow, floor);
      column += 4;
    } else {
      partOfVector(ends, entries, numLists, rows, start, out, numColumns, floor);
      column = numColumns;
    }
  }
}

function eightVectors(
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
    let sum0 = v128.load(start);
    let sum1 = v128.load(start, 16);
    let sum2 = v128.load(start, 32);
    let sum3 = v128.load(start, 48);
    let sum4 = v128.load(start, 64);
    let sum5 = v128.load(start, 80);
    let sum6 = v128.load(start, 96);
    let sum7 = v128.load(start, 112);
    for (; entry < end; entry += entryBytes) {
      const row = rows + load<usize>(entry);
      const weight = v128.load32_splat(entry, 4);
      sum0 = multiplyAdd(weight, v128.load(row), sum0);
      sum1 = multiplyAdd(weight, v128.load(row, 16), sum1);
      sum2 = multiplyAdd(weight, v128.load(row, 32), sum2);
      sum3 = multiplyAdd(weight, v128.load(row, 48), sum3);
      sum4 = multiplyAdd(weight, v128.load(row, 64), sum4);
      sum5 = multiplyAdd(weight, v128.load(row, 80), sum5);
      sum6 = multiplyAdd(weight, v128.load(row, 96), sum6);
      sum7 = multiplyAdd(weight, v128.load(row, 112), sum7);
    }
    v128.store(out, f32x4.pmax(sum0, floor));
    v128.store(out, f32x4.pmax(sum1, floor), 16);
    v128.store(out, f32x4.pmax(sum2, floor), 32);
    v128.store(out, f32x4.pmax(sum3, floor), 48);
    v128.store(out, f32x4.pmax(sum4, floor), 64);
    v128.store(out, f32x4.pmax(sum5, floor), 80);
    v128.store(out, f32x4.pmax(sum6, floor), 96);
    v128.store(out, f32x4.pmax(sum7, floor), 112);
    ends += 4;
    out += outRow;
  }
}

function fourVectors(
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
    let sum0 = v128.load(start);
    let sum1 = v128.load(start, 16);
    let sum2 = v128.load(start, 32);
    let sum3 = v128.load(start, 48);
    for (; entry < end; entry += entryBytes) {
      const row = rows + load<usize>(entry);
      const weight = v128.load32_splat(entry, 4);
      sum0 = multiplyAdd(weight, v128.load(row), sum0);
      sum1 = multiplyAdd(weight, v128.load(row, 16), sum1);
      sum2 = multiplyAdd(weight, v128.load(row, 32), sum2);
      sum3 = multiplyAdd(weight, v128.load(row, 48), sum3);
    }
    v128.store(out, f32x4.pmax(sum0, floor));
    v128.store(out, f32x4.pmax(sum1, floor), 16);
    v128.store(out, f32x4.pmax(sum2, floor), 32);
    v128.store(out, f32x4.pmax(sum3, floor), 48);
    ends += 4;
    out += outRow;
  }
}

function oneVector(
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
    let sum0 = v128.load(start);
    for (; entry < end; entry += entryBytes) {
      const row = rows + load<usize>(entry);
      const weight = v128.load32_splat(entry, 4);
      sum0 = multiplyAdd(weight, v128.load(row), sum0);
    }
    v128.store(out, f32x4.pmax(sum0, floor));
    ends += 4;
    out += outRow;
  }
}

/** One to three columns. */
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
