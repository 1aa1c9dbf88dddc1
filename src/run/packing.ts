/** Rows of numbers as short texts (base 64), for files that should stay small. Knows nothing of what the numbers mean. */
import { base64Of, bytesOfBase64 } from '../core/base64.ts';

/** Rows of equal length between a lowest and a highest number, in equal steps. */
export interface PackedRows {
  readonly low: number;
  readonly high: number;
  /** Bytes of one number; 0 when all are `low`. */
  readonly numBytes: 0 | 1 | 2;
  /** Numbers in a row. */
  readonly length: number;
  readonly data: string;
}

/** Four digits of a float32; the bits that are cleared compress to next to nothing. */
export const FOUR_DIGITS = 0xfffff000;

/**
 * Rows one after the other as float32, of which the bits of `mask` are kept: the first bytes of all numbers, then the second
 * ones, and so on, since like bytes side by side compress to a seventh less. Empty when no number is finite.
 */
export function packFloats(rows: readonly (readonly number[])[], mask = 0xffffffff): string {
  const numbers = rows.flat();
  if (!numbers.some(Number.isFinite)) return '';
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(new ArrayBuffer(4));
  for (const [index, value] of numbers.entries()) {
    view.setFloat32(0, value);
    view.setUint32(0, view.getUint32(0) & mask);
    for (let place = 0; place < 4; place++) bytes[place * numbers.length + index] = view.getUint8(place);
  }
  return base64Of(bytes);
}

/** The `numRows` rows that `packFloats` wrote; empty rows where nothing was finite. */
export function unpackFloats(packed: string, numRows: number): readonly (readonly number[])[] {
  const bytes = bytesOfBase64(packed);
  const count = bytes.length / 4;
  const perRow = count / numRows;
  const view = new DataView(new ArrayBuffer(4));
  const numberAt = (index: number): number => {
    for (let place = 0; place < 4; place++) view.setUint8(place, bytes[place * count + index] ?? 0);
    return view.getFloat32(0);
  };
  return Array.from({ length: numRows }, (_, row) =>
    Array.from({ length: perRow }, (__, index) => numberAt(row * perRow + index)),
  );
}

/** Rounds all numbers to 255 (one byte) or 65,535 (two) equal steps between the lowest and the highest. Rows that are all the same are written once. */
export function packRows(rows: readonly Float32Array[], numBytes: 1 | 2): PackedRows {
  const [first] = rows;
  const length = first?.length ?? 0;
  const isConstant = rows.every((row) => row.every((value, index) => value === first?.[index]));
  const numbers = (isConstant ? rows.slice(0, 1) : rows).flatMap((row) => Array.from(row));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (!(high > low))
    return { low: length === 0 ? 0 : low, high: length === 0 ? 0 : low, numBytes: 0, length, data: '' };
  const numSteps = 256 ** numBytes - 1;
  const view = new DataView(new ArrayBuffer(numBytes * numbers.length));
  for (const [index, value] of numbers.entries()) {
    const step = Math.round(((value - low) / (high - low)) * numSteps);
    if (numBytes === 1) view.setUint8(index, step);
    else view.setUint16(2 * index, step, true);
  }
  return { low, high, numBytes, length, data: base64Of(new Uint8Array(view.buffer)) };
}

/** The `numRows` rows that `packRows` was given, rounded. */
export function unpackRows(packed: PackedRows, numRows: number): readonly Float32Array[] {
  const { low, high, numBytes, length, data } = packed;
  const view = new DataView(bytesOfBase64(data).buffer);
  const isOnce = view.byteLength <= numBytes * length;
  const valueAt = (index: number): number => {
    if (numBytes === 0) return low;
    const step = numBytes === 1 ? view.getUint8(index) : view.getUint16(2 * index, true);
    return low + (step / (256 ** numBytes - 1)) * (high - low);
  };
  return Array.from({ length: numRows }, (_, row) =>
    Float32Array.from({ length }, (__, index) => valueAt((isOnce ? 0 : row * length) + index)),
  );
}
