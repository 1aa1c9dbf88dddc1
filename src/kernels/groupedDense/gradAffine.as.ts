/** Gradient of the grouped dense layer with respect to weight and bias. Shapes are named as in `groupedDense.ts`. */
import { fiveRows, oneRow } from '../wasm/blocks.as';
import { packPanel, panelColumns, panelRow } from '../wasm/panels.as';
import { product } from '../wasm/product.as';
import { bytes } from '../wasm/simd.as';
import { maskRows } from './groupedDense.as';

/** Rows whose part of the gradient is summed in one go: so many floats of `x`, which then stay close to the processor. */
const floatsPerChunk: i32 = 4096;
/** Fewer would spend more on fetching sums than on adding to them; more are not needed. */
const fewestRows: i32 = 32;
const rowsPerChunk: i32 = 64;

/** `y`: null without ReLU. `scratch`: `16 + 8 * 64` floats, and `64 D` more with ReLU. */
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
  const mostRows = max(fewestRows, min(rowsPerChunk, floatsPerChunk / inputDim));
  memory.fill(scratch, 0, panelRow);
  store<f32>(scratch + panelRow, 1);
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let group = 0; group < numGroups; group++) {
      const source = x + <usize>load<i32>(reads + bytes(group)) * bytes(numRows * inputDim);
      for (let row = 0; row < numRows; row += mostRows) {
        const count = min(mostRows, numRows - row);
        const chunk = bytes(row * outputDim);
        addChunk(
          dy + chunk, y ? y + chunk : 0, source + bytes(row * inputDim), dAffine,
          row == 0, count, inputDim, outputDim, scratch,
        );
      }
      dy += bytes(numRows * outputDim);
      if (y) y += bytes(numRows * outputDim);
      dAffine += bytes((inputDim + 1) * outputDim);
    }
    x += <usize>numStreams * bytes(numRows * inputDim);
  }
}

/** Adds the part of `numRows` rows to one group's gradient, panel by panel. */
function addChunk(
  dy: usize,
  y: usize,
  x: usize,
  dAffine: usize,
  isFirst: bool,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const zeros = scratch;
  const one = zeros + panelRow;
  const packed = one + panelRow;
  const outRow = bytes(outputDim);
  const startRow = isFirst ? 0 : outRow;
  let dz = dy;
  if (outputDim == 1 && !y && (inputDim & 7) == 0) {
    return addColumn(dy, x, dAffine, isFirst ? zeros : dAffine, isFirst ? 0 : panelRow, numRows, inputDim);
  }
  if (y) {
    dz = packed + panelRow * <usize>rowsPerChunk;
    maskRows(dy, y, dz, numRows * outputDim);
  }
  for (let column = 0; column < outputDim; column += panelColumns) {
    const width = min(panelColumns, outputDim - column);
    let panel = dz + bytes(column);
    let dzRow = outRow;
    if (width < panelColumns) {
      packPanel(panel, packed, numRows, outRow, width);
      panel = packed;
      dzRow = panelRow;
    }
    const out = dAffine + bytes(column);
    columnsOfPanel(
      x, bytes(inputDim), one, panel, dzRow, numRows,
      isFirst ? zeros : out, startRow, out, outRow, inputDim, width,
    );
  }
}

/** `addChunk` for one output: the transpose lies in memory as the gradient does, and has whole panels, those of `x`. */
function addColumn(
  dy: usize,
  x: usize,
  dAffine: usize,
  start: usize,
  startPanel: usize,
  numRows: i32,
  inputDim: i32,
): void {
  product(
    dy, 0, 4, 0, 0, 0,
    x, panelRow, bytes(inputDim), numRows,
    start, startPanel, 0, dAffine, 0, 1, inputDim, f32x4.splat(-Infinity),
  );
  let sum: f32 = startPanel ? load<f32>(start + bytes(inputDim)) : 0;
  for (let row = 0; row < numRows; row++) sum += load<f32>(dy + bytes(row));
  store<f32>(dAffine + bytes(inputDim), sum);
}

/** As many rows of `dAffine` as there are columns of `x`, then that of the bias, whose factor is `one`. */
function columnsOfPanel(
  x: usize,
  xRow: usize,
  one: usize,
  dz: usize,
  dzRow: usize,
  numRows: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  inputDim: i32,
  width: i32,
): void {
  const floor = f32x4.splat(-Infinity);
  const startBias = start + <usize>inputDim * startRow;
  const outBias = out + <usize>inputDim * outRow;
  if (inputDim >= 4) {
    fiveRows(x, xRow, one, 0, dz, dzRow, numRows, start, startRow, startBias, out, outRow, outBias, width, floor);
    x += 16;
    start += 4 * startRow;
    out += 4 * outRow;
    inputDim -= 4;
  } else {
    oneRow(one, 0, dz, dzRow, numRows, startBias, outBias, width, floor);
  }
  product(
    x, 4, xRow, x, 20, xRow,
    dz, 0, dzRow, numRows,
    start, 0, startRow, out, outRow, inputDim, width, floor,
  );
}
