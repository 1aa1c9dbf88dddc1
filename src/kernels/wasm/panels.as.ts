/** How the operands of a product are packed: the right one always, of the left one some rows where that pays. */
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
      transposeFour(source, to, row, numColumns, panelRow);
      transposeFour(source + 4 * row, to + 16, row, numColumns, panelRow);
    } else {
      transposeRest(source, to, row, numRows - first, numColumns);
    }
    to += panelRow * <usize>numColumns;
  }
}

/** How many blocks of five rows come first: as few rows as possible are left to blocks of one, then to blocks of four. */
export function fives(numRows: i32): i32 {
  // Where multiplying and adding are two instructions, products need the registers of a fifth row.
  if (!ASC_FEATURE_RELAXED_SIMD) return 0;
  const fours = (5 - (numRows % 5)) % 5;
  return (4 * fours <= numRows ? numRows - 4 * fours : numRows) / 5;
}

/** The first four of every five rows, as `product` takes them: `[fives][columns][4]`. */
export function packFours(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const row = bytes(numColumns);
  for (let n = fives(numRows); n > 0; n--) {
    transposeFour(from, to, row, numColumns, 16);
    from += 5 * row;
    to += 4 * row;
  }
}

/** Four rows become the first four of `step` bytes. */
@inline
function transposeFour(from: usize, to: usize, row: usize, numColumns: i32, step: usize): void {
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
    v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    from += 16;
    to += 4 * step;
  }
  for (; column < numColumns; column++) {
    for (let i = 0; i < 4; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row));
    from += 4;
    to += step;
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
