/** How the right operand of a product is packed. */
import { bytes, loadHigh, loadLow, storeHigh, storeLow } from './simd.as';

/** Columns of a panel; right operands are cut into panels, the last one padded with zeros. */
export const panelColumns: i32 = 8;
/** Bytes of one row of a panel. */
export const panelRow: usize = 32;

/** Cuts `[rows, columns]` into panels `[columns / 8][rows][8]`. Row by row: memory is read as it lies. */
export function packPanels(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const panel = panelRow * <usize>numRows;
  const rest = numColumns & (panelColumns - 1);
  for (let i = 0; i < numRows; i++) {
    let at = to;
    for (let n = numColumns / panelColumns; n > 0; n--) {
      v128.store(at, v128.load(from));
      v128.store(at, v128.load(from, 16), 16);
      from += panelRow;
      at += panel;
    }
    if (rest) {
      v128.store(at, loadLow(from, rest));
      v128.store(at, loadHigh(from, rest), 16);
      from += bytes(rest);
    }
    to += panelRow;
  }
}

/** The way back. */
export function unpackPanels(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const panel = panelRow * <usize>numRows;
  const rest = numColumns & (panelColumns - 1);
  for (let i = 0; i < numRows; i++) {
    let at = from;
    for (let n = numColumns / panelColumns; n > 0; n--) {
      v128.store(to, v128.load(at));
      v128.store(to, v128.load(at, 16), 16);
      to += panelRow;
      at += panel;
    }
    if (rest) {
      storeLow(to, v128.load(at), rest);
      storeHigh(to, v128.load(at, 16), rest);
      to += bytes(rest);
    }
    from += panelRow;
  }
}

/** One panel of `width` columns; rows of `from` lie `row` bytes apart. */
export function packPanel(from: usize, to: usize, numRows: i32, row: usize, width: i32): void {
  for (let i = 0; i < numRows; i++) {
    v128.store(to, loadLow(from, width));
    v128.store(to, loadHigh(from, width), 16);
    from += row;
    to += panelRow;
  }
}

/** Cuts the transpose of `[rows, columns]`, `[columns, rows]`, into panels `[rows / 8][columns][8]`. */
export function packTransposed(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const row = bytes(numColumns);
  for (let first = 0; first < numRows; first += panelColumns) {
    const source = from + <usize>first * row;
    if (first + panelColumns <= numRows) {
      transposeFour(source, to, row, numColumns);
      transposeFour(source + 4 * row, to + 16, row, numColumns);
    } else {
      transposeRest(source, to, row, numRows - first, numColumns);
    }
    to += panelRow * <usize>numColumns;
  }
}

/** Four rows become four columns of a panel. */
function transposeFour(from: usize, to: usize, row: usize, numColumns: i32): void {
  let column = 0;
  for (; column + 4 <= numColumns; column += 4) {
    const r0 = v128.load(from);
    const r1 = v128.load(from + row);
    const r2 = v128.load(from + 2 * row);
    const r3 = v128.load(from + 3 * row);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + panelRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * panelRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * panelRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    from += 16;
    to += 4 * panelRow;
  }
  for (; column < numColumns; column++) {
    for (let i = 0; i < 4; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row));
    from += 4;
    to += panelRow;
  }
}

/** The last, incomplete panel. */
function transposeRest(from: usize, to: usize, row: usize, numRows: i32, numColumns: i32): void {
  memory.fill(to, 0, panelRow * <usize>numColumns);
  for (let column = 0; column < numColumns; column++) {
    for (let i = 0; i < numRows; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row + bytes(column)));
    to += panelRow;
  }
}
