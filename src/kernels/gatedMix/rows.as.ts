/** Moves what one row of the batch has, rows of units or experts and tables over both, between tensors and padded scratch. */
import { bytes, copyPadded, loadLow, upTo8 } from '../wasm/simd.as';

/** More rows than this, each a group apart, could push one another out of the cache: they are copied side by side. */
export const mostInPlace: i32 = 8;

/** Rows whose tables are kept together: as many as stay close to the processor. */
export const rowsPerChunk: i32 = 16;

/** The number of rows that can be read in whole panels without leaving the tensor: what lies behind the last ones is not its own. */
export function rowsInPlace(numRows: i32, dim: i32): i32 {
  return max(0, numRows - (upTo8(dim) - 1) / dim);
}

/** One row of every group, side by side and padded, `[count][upTo8(dim)]`; returns where they are now. */
export function gatherRows(from: usize, group: usize, to: usize, count: i32, dim: i32): usize {
  for (let i = 0; i < count; i++) {
    copyPadded(from, to + <usize>i * bytes(upTo8(dim)), dim);
    from += group;
  }
  return to;
}

/** `[U, E]` padded to `[U][upTo4(E)]`; units lie `group` bytes apart. */
@inline
export function copyTable(from: usize, group: usize, to: usize, numUnits: i32, numExperts: i32): void {
  for (let unit = 0; unit < numUnits; unit++) {
    for (let e = 0; e < numExperts; e += 4) {
      v128.store(to, loadLow(from + bytes(e), min(4, numExperts - e)));
      to += 16;
    }
    from += group;
  }
}

/** `copyTable`, with a padded table added (null: without). */
@inline
export function copyTableAdding(
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

/** Adds `count` floats, a multiple of 4. */
@inline
export function addFloats(from: usize, to: usize, count: i32): void {
  for (const end = from + bytes(count); from < end; from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
  }
}
