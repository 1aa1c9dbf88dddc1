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
  /** The largest value that the bytes can hold stands for NaN, as diverged repetitions have it. Absent: no number is NaN. */
  readonly hasHoles?: true;
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

/**
 * Rounds all numbers to 255 (one byte) or 65,535 (two) equal steps between the lowest and the highest. Rows that are all the same are
 * written once. What is not finite comes back as NaN.
 */
export function packRows(rows: readonly Float32Array[], numBytes: 1 | 2): PackedRows {
  const [first] = rows;
  const length = first?.length ?? 0;
  const isConstant = rows.every((row) => row.every((value, index) => Object.is(value, first?.[index])));
  const written = isConstant ? rows.slice(0, 1) : rows;
  const { low, high, hasHoles } = spanOf(written);
  if (high === low && !hasHoles) return { low, high, numBytes: 0, length, data: '' };
  const numSteps = numStepsOf(numBytes, hasHoles);
  const view = new DataView(new ArrayBuffer(numBytes * written.length * length));
  for (const [index, row] of written.entries())
    for (const [place, value] of row.entries()) {
      const share = high === low ? 0 : (value - low) / (high - low);
      const step = Number.isFinite(value) ? Math.round(share * numSteps) : numSteps + 1;
      const at = index * length + place;
      if (numBytes === 1) view.setUint8(at, step);
      else view.setUint16(2 * at, step, true);
    }
  const data = base64Of(new Uint8Array(view.buffer));
  return { low, high, numBytes, length, data, ...(hasHoles && { hasHoles }) };
}

/** The largest step of a number; NaN, where there is any, is the one above. */
const numStepsOf = (numBytes: number, hasHoles: boolean): number => 256 ** numBytes - (hasHoles ? 2 : 1);

/** The lowest and the highest of the finite numbers, 0 where there are none. */
function spanOf(rows: readonly Float32Array[]): Pick<PackedRows, 'low' | 'high'> & { hasHoles: boolean } {
  let [low, high, hasHoles] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  for (const row of rows)
    for (const value of row) {
      if (!Number.isFinite(value)) hasHoles = true;
      else if (value < low) low = value;
      if (Number.isFinite(value) && value > high) high = value;
    }
  return low > high ? { low: 0, high: 0, hasHoles } : { low, high, hasHoles };
}

/** The `numRows` rows that `packRows` was given, rounded. */
export function unpackRows(packed: PackedRows, numRows: number): readonly Float32Array[] {
  const { low, high, numBytes, length, data, hasHoles = false } = packed;
  const view = new DataView(bytesOfBase64(data).buffer);
  const isOnce = view.byteLength <= numBytes * length;
  const numSteps = numStepsOf(numBytes, hasHoles);
  const valueAt = (index: number): number => {
    if (numBytes === 0) return low;
    const step = numBytes === 1 ? view.getUint8(index) : view.getUint16(2 * index, true);
    return step > numSteps ? Number.NaN : low + (step / numSteps) * (high - low);
  };
  return Array.from({ length: numRows }, (_, row) =>
    Float32Array.from({ length }, (__, index) => valueAt((isOnce ? 0 : row * length) + index)),
  );
}
