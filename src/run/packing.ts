/** Packs rows of numbers as short base-64 texts. */
import { base64Of, bytesOfBase64 } from '../core/base64.ts';

/** Rows quantised in equal steps from `low` to `high`. */
export interface PackedRows {
  readonly low: number;
  readonly high: number;
  /** Bytes per number; 0 if all are `low`. */
  readonly numBytes: 0 | 1 | 2;
  readonly length: number;
  readonly data: string;
  /** True if the largest code stands for NaN. */
  readonly hasHoles?: true;
}

// Four digits of a float32; cleared bits compress well.
export const FOUR_DIGITS = 0xfffff000;

/**
 * Float32 with the bits of `mask`: first bytes of all numbers, then second bytes and so on, which compresses to a
 * seventh less. Empty if no number is finite.
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

/** Gives empty rows for an empty text. */
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

/** Rounds to 255 (one byte) or 65,535 (two) steps. Writes equal rows once. Non-finite numbers become NaN. */
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

// The step above is NaN's.
const numStepsOf = (numBytes: number, hasHoles: boolean): number => 256 ** numBytes - (hasHoles ? 2 : 1);

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
