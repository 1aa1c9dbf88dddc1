/** Packs the right operand of a product into panels of eight columns. */
import { bytes, loadHigh, loadLow } from './simd.as';

export const panelColumns: i32 = 8;
export const panelRow: usize = 32;

/** Packs `[rows, columns]` as `[columns / 8][rows][8]`, panels `panel` bytes apart, the last zero-padded. */
export function packPanels(from: usize, to: usize, panel: usize, numRows: i32, numColumns: i32): void {
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

/** Rows of `from` are `row` bytes apart. */
export function packPanel(from: usize, to: usize, numRows: i32, row: usize, width: i32): void {
  for (let i = 0; i < numRows; i++) {
    v128.store(to, loadLow(from, width));
    v128.store(to, loadHigh(from, width), 16);
    from += row;
    to += panelRow;
  }
}

/** Packs the transpose as `[rows / 8][columns][8]`. */
export function packTransposed(from: usize, to: usize, numRows: i32, numColumns: i32): void {
  const panel = panelRow * <usize>numColumns;
  for (; numRows > 0; numRows -= panelColumns) {
    if (numRows < panelColumns) memory.fill(to, 0, panel);
    transpose(from, to, panelRow, min(numRows, panelColumns), numColumns);
    from += panelColumns * bytes(numColumns);
    to += panel;
  }
}

/** Rows of `to` are `toRow` bytes apart. */
export function transpose(from: usize, to: usize, toRow: usize, numRows: i32, numColumns: i32): void {
  const row = bytes(numColumns);
  for (; numRows >= 4; numRows -= 4) {
    transposeFour(from, to, row, toRow, numColumns);
    from += 4 * row;
    to += 16;
  }
  for (; numRows > 0; numRows--) {
    for (let column = 0; column < numColumns; column++) {
      store<f32>(to + <usize>column * toRow, load<f32>(from + bytes(column)));
    }
    from += row;
    to += 4;
  }
}

function transposeFour(from: usize, to: usize, row: usize, toRow: usize, numColumns: i32): void {
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
    v128.store(to + toRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * toRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * toRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    from += 16;
    to += 4 * toRow;
  }
  for (; column < numColumns; column++) {
    for (let i = 0; i < 4; i++) store<f32>(to + bytes(i), load<f32>(from + <usize>i * row));
    from += 4;
    to += toRow;
  }
}
