/** Gradient of the grouped dense layer with respect to weight and bias. Shapes are named as in `groupedDense.ts`. */
import { oneRow } from '../wasm/blocks.as';
import { packPanel, packPanels, panelColumns, panelRow, unpackPanels } from '../wasm/panels.as';
import { columnsOfPanel } from '../wasm/product.as';
import { bytes, upTo8 } from '../wasm/simd.as';
import { maskRows } from './groupedDense.as';

/** Rows whose part of the gradient is summed in one go: so many floats of `x`, which then stay close to the processor. */
const floatsPerChunk: i32 = 4096;
/** Fewer would spend more on fetching sums than on adding to them; more are not needed. */
const fewestRows: i32 = 32;
const rowsPerChunk: i32 = 64;

/** A gradient of more floats is summed panel by panel, each in one piece: its rows, far apart, push one another out of the cache. */
const floatsInPlace: i32 = 4096;

/** `y`: null without ReLU. `scratch`: `8 + 64 (8 + D + upTo8(D)) + (I + 1) upTo8(D)` floats. */
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
  scratch: usize,
): void {
  const mostRows = max(fewestRows, min(rowsPerChunk, floatsPerChunk / inputDim));
  const inPanels = numRows > mostRows && (inputDim + 1) * outputDim > floatsInPlace;
  const sums = scratch + panelRow + bytes(rowsPerChunk * (panelColumns + outputDim + upTo8(outputDim)));
  for (let row = 0; row < numRows; row += mostRows) {
    const count = min(mostRows, numRows - row);
    addChunk(
      dy, y, x, inPanels ? sums : dAffine, inPanels,
      row == 0, count, inputDim, outputDim, scratch,
    );
    dy += bytes(count * outputDim);
    if (y) y += bytes(count * outputDim);
    x += bytes(count * inputDim);
  }
  if (inPanels) unpackPanels(sums, dAffine, inputDim + 1, outputDim);
}

/** Adds the part of `numRows` rows to one group's gradient, panel by panel. `inPanels`: that is how the gradient lies. */
function addChunk(
  dy: usize,
  y: usize,
  x: usize,
  out: usize,
  inPanels: bool,
  isFirst: bool,
  numRows: i32,
  inputDim: i32,
  outputDim: i32,
  scratch: usize,
): void {
  const zeros = scratch;
  const packed = zeros + panelRow;
  const masked = packed + panelRow * <usize>rowsPerChunk;
  const panels = masked + bytes(rowsPerChunk * outputDim);
  const row = bytes(outputDim);
  const outRow = inPanels ? panelRow : row;
  const outPanel = inPanels ? panelRow * <usize>(inputDim + 1) : panelRow;
  const startRow = isFirst ? 0 : outRow;
  let dz = dy;
  if (outputDim == 1 && !y && (inputDim & 7) == 0) {
    return addColumn(dy, x, out, isFirst ? zeros : 0, numRows, inputDim);
  }
  if (y) {
    dz = masked;
    maskRows(dy, y, dz, numRows * outputDim);
  }
  if (inPanels) packPanels(dz, panels, numRows, outputDim);
  for (let column = 0, p: usize = 0; column < outputDim; column += panelColumns, p++) {
    const width = inPanels ? panelColumns : min(panelColumns, outputDim - column);
    let panel = dz + bytes(column);
    let dzRow = row;
    if (inPanels) {
      panel = panels + p * panelRow * <usize>numRows;
      dzRow = panelRow;
    } else if (width < panelColumns) {
      packPanel(panel, packed, numRows, row, width);
      panel = packed;
      dzRow = panelRow;
    }
    columnsOfPanel(
      x, bytes(inputDim), panel, dzRow, numRows,
      isFirst ? zeros : out, startRow, out, outRow, inputDim, width,
    );
    out += outPanel;
  }
}

/**
 * `addChunk` for one output: the transpose lies in memory as the gradient does, and has whole panels, those of `x`. `zeros`: a
 * panel's row to start from, or null.
 */
function addColumn(dy: usize, x: usize, dAffine: usize, zeros: usize, numRows: i32, inputDim: i32): void {
  const row = bytes(inputDim);
  for (let n = inputDim / panelColumns; n > 0; n--) {
    oneRow(dy, 4, x, row, numRows, zeros ? zeros : dAffine, dAffine, panelColumns, f32x4.splat(-Infinity));
    x += panelRow;
    dAffine += panelRow;
  }
  let sum: f32 = zeros ? 0 : load<f32>(dAffine);
  for (let k = 0; k < numRows; k++) sum += load<f32>(dy + bytes(k));
  store<f32>(dAffine, sum);
}
