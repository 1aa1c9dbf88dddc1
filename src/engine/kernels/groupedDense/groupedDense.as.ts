/** Grouped dense layer and its gradients, see `groupedDense.ts`. */
import { oneRow } from '../wasm/blocks.as';
import { packPanel, packPanels, packTransposed, panelColumns, panelRow, transpose } from '../wasm/panels.as';
import { columnsOfPanel, product } from '../wasm/product.as';
import { bytes, upTo8 } from '../wasm/simd.as';

// Rows summed at a time: as many floats of `x` as stay in the cache.
const floatsPerChunk: i32 = 4096;
// With fewer rows, loading sums takes longer than adding; more rows bring no gain.
const fewestRows: i32 = 32;
const rowsPerChunk: i32 = 64;

// A larger gradient leaves the cache: its sums are loaded less often, and operands are packed for it.
const floatsInPlace: i32 = 12_000;
// Packed rows have a gap: at a power of two they would share few cache sets.
const gapRows: i32 = 4;

/** `reads`: `[E]`, int32. `scratch`: `(I + 1) upTo8(D)` floats. */
export function groupedDense(
  x: usize,
  affine: usize,
  y: usize,
  reads: usize,
  numReplicas: i32,
  numStreams: i32,
  numGroups: i32,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  relu: i32,
  scratch: usize,
): void {
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  const panel = panelRow * <usize>(inputDim + 1);
  const bias = scratch + panelRow * <usize>inputDim;
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let group = 0; group < numGroups; group++) {
      const stream = load<i32>(reads + bytes(group));
      const source = x + <usize>stream * bytes(numRows * inputDim);
      packPanels(affine, scratch, panel, inputDim + 1, outputDim);
      product(
        source, bytes(inputDim),
        scratch, panel, inputDim,
        bias, panel, 0,
        y, bytes(outputDim), numRows, outputDim, floor,
      );
      affine += bytes((inputDim + 1) * outputDim);
      y += bytes(numRows * outputDim);
    }
    x += <usize>numStreams * bytes(numRows * inputDim);
  }
}

/** `y`: null without ReLU. `scratch`: `8 + D upTo8(I)` floats, and `B D` more with ReLU. */
export function groupedDenseGradInput(
  dy: usize,
  y: usize,
  affine: usize,
  dx: usize,
  reads: usize,
  numReplicas: i32,
  numStreams: i32,
  numGroups: i32,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const zeros = scratch;
  const transposed = zeros + panelRow;
  const masked = transposed + bytes(outputDim * upTo8(inputDim));
  const ofGroup = bytes(numRows * outputDim);
  const ofAffine = bytes((inputDim + 1) * outputDim);
  memory.fill(zeros, 0, panelRow);
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let stream = 0; stream < numStreams; stream++) {
      let isFirst = true;
      for (let group = 0; group < numGroups; group++) {
        if (load<i32>(reads + bytes(group)) != stream) continue;
        let dz = dy + <usize>group * ofGroup;
        if (y) {
          maskRows(dz, y + <usize>group * ofGroup, masked, numRows * outputDim);
          dz = masked;
        }
        packTransposed(affine + <usize>group * ofAffine, transposed, inputDim, outputDim);
        product(
          dz, bytes(outputDim),
          transposed, panelRow * <usize>outputDim, outputDim,
          isFirst ? zeros : dx, isFirst ? 0 : panelRow, isFirst ? 0 : bytes(inputDim),
          dx, bytes(inputDim), numRows, inputDim, f32x4.splat(-Infinity),
        );
        isFirst = false;
      }
      if (isFirst) memory.fill(dx, 0, bytes(numRows * inputDim));
      dx += bytes(numRows * inputDim);
    }
    dy += <usize>numGroups * ofGroup;
    if (y) y += <usize>numGroups * ofGroup;
    affine += <usize>numGroups * ofAffine;
  }
}

/** `y`: null without ReLU. `scratch`: `8 + 64 D + 68 (upTo8(D) + I + 1)` floats. */
export function groupedDenseGradAffine(
  dy: usize,
  y: usize,
  x: usize,
  dAffine: usize,
  reads: usize,
  numReplicas: i32,
  numStreams: i32,
  numGroups: i32,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  memory.fill(scratch, 0, panelRow);
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let group = 0; group < numGroups; group++) {
      const source = x + <usize>load<i32>(reads + bytes(group)) * bytes(numRows * inputDim);
      gradOfGroup(dy, y, source, dAffine, numRows, inputDim, outputDim, scratch);
      dy += bytes(numRows * outputDim);
      if (y) y += bytes(numRows * outputDim);
      dAffine += bytes((inputDim + 1) * outputDim);
    }
    x += <usize>numStreams * bytes(numRows * inputDim);
  }
}

function gradOfGroup(
  dy: usize,
  y: usize,
  x: usize,
  dAffine: usize,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  zeros: usize,
): void {
  const isLarge = (inputDim + 1) * outputDim > floatsInPlace;
  const mostRows = isLarge ? rowsPerChunk : max(fewestRows, min(rowsPerChunk, floatsPerChunk / inputDim));
  const masked = zeros + panelRow;
  const moved = masked + bytes(rowsPerChunk * outputDim);
  for (let row = 0; row < numRows; row += mostRows) {
    const count = min(mostRows, numRows - row);
    const start = row == 0 ? zeros : 0;
    let dz = dy;
    if (y) {
      dz = masked;
      maskRows(dy, y, dz, count * outputDim);
      y += bytes(count * outputDim);
    }
    if (isLarge) addMoved(dz, x, dAffine, start, count, inputDim, outputDim, moved);
    else if (outputDim == 1 && (inputDim & 7) == 0) addColumn(dz, x, dAffine, start, count, inputDim);
    else addInPlace(dz, x, dAffine, start, count, inputDim, outputDim, moved);
    dy += bytes(count * outputDim);
    x += bytes(count * inputDim);
  }
}

/** `zeros`: a row of zeros to start sums from, or null. `scratch`: `68 (upTo8(D) + I + 1)` floats. */
function addMoved(
  dz: usize,
  x: usize,
  out: usize,
  zeros: usize,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const row = bytes(outputDim);
  const panel = panelRow * <usize>(numRows + gapRows);
  const column = bytes(numRows + gapRows);
  const columns = scratch + bytes((rowsPerChunk + gapRows) * upTo8(outputDim));
  packPanels(dz, scratch, panel, numRows, outputDim);
  transpose(x, columns, column, numRows, inputDim);
  // The bias is the weight of an additional input column of ones.
  const ones = columns + <usize>inputDim * column;
  for (let i = 0; i < numRows; i++) store<f32>(ones + bytes(i), 1);
  product(
    columns, column,
    scratch, panel, numRows,
    zeros ? zeros : out, zeros ? 0 : panelRow, zeros ? 0 : row,
    out, row, inputDim + 1, outputDim, f32x4.splat(-Infinity),
  );
}

function addInPlace(
  dz: usize,
  x: usize,
  out: usize,
  zeros: usize,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const row = bytes(outputDim);
  for (let column = 0; column < outputDim; column += panelColumns) {
    const width = min(panelColumns, outputDim - column);
    const isWhole = width == panelColumns;
    if (!isWhole) packPanel(dz, scratch, numRows, row, width);
    columnsOfPanel(
      x, bytes(inputDim),
      isWhole ? dz : scratch, isWhole ? row : panelRow, numRows,
      zeros ? zeros : out, zeros ? 0 : row,
      out, row, inputDim, width,
    );
    dz += panelRow;
    out += panelRow;
  }
}

// With one output the transposed gradient has the memory layout of `x`, in whole panels.
function addColumn(dz: usize, x: usize, out: usize, zeros: usize, numRows: i32, inputDim: i32): void {
  const row = bytes(inputDim);
  for (let n = inputDim / panelColumns; n > 0; n--) {
    oneRow(dz, 4, x, row, numRows, zeros ? zeros : out, out, panelColumns, f32x4.splat(-Infinity));
    x += panelRow;
    out += panelRow;
  }
  let sum: f32 = zeros ? 0 : load<f32>(out);
  for (let k = 0; k < numRows; k++) sum += load<f32>(dz + bytes(k));
  store<f32>(out, sum);
}

export function maskRows(dy: usize, y: usize, dz: usize, count: i32): void {
  for (; count >= 16; count -= 16) {
    v128.store(dz, v128.and(v128.load(dy), f32x4.gt(v128.load(y), f32x4.splat(0))));
    v128.store(dz, v128.and(v128.load(dy, 16), f32x4.gt(v128.load(y, 16), f32x4.splat(0))), 16);
    v128.store(dz, v128.and(v128.load(dy, 32), f32x4.gt(v128.load(y, 32), f32x4.splat(0))), 32);
    v128.store(dz, v128.and(v128.load(dy, 48), f32x4.gt(v128.load(y, 48), f32x4.splat(0))), 48);
    dy += 64;
    y += 64;
    dz += 64;
  }
  for (; count > 0; count--) {
    store<f32>(dz, load<f32>(y) > 0 ? load<f32>(dy) : 0);
    dy += 4;
    y += 4;
    dz += 4;
  }
}
