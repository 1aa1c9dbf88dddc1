/** Turns values of a Parquet file into the cells that a CSV file would have. */
import type { ParquetReadOptions } from 'hyparquet';
import { tableLimits } from '../../../core/schema/limits.ts';

type TableCell = number | string;

/** Cell of a value as the reader returns it; blank if there is none. */
export function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberCell(value);
  if (typeof value === 'bigint') return integerCell(value);
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Uint8Array ? decodedCellText(value) : String(value);
}

/** Times become texts with all their digits; a `Date` would end at milliseconds. */
export const parsers: NonNullable<ParquetReadOptions['parsers']> = {
  timestampFromMilliseconds: (count) => timeText(BigInt(count), 1000n),
  timestampFromMicroseconds: (count) => timeText(count, 1_000_000n),
  timestampFromNanoseconds: (count) => timeText(count, 1_000_000_000n),
  dateFromDays: (days) => dateText(days),
  stringFromBytes: (bytes) => bytes && decodedCellText(bytes),
  jsonFromBytes: (bytes) => bytes && decodedCellText(bytes),
};

// Integers that a float64 cannot hold become texts; `exactNumberInCell` then keeps their digits.
function integerCell(value: bigint): TableCell {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : String(value);
}

function numberCell(value: number): TableCell {
  if (Number.isFinite(value)) return value;
  // Written as other programs write them.
  return Number.isNaN(value) ? '' : value > 0 ? 'inf' : '-inf';
}

// Bytes read of a text: enough for a cell and spaces before it.
const MAX_TEXT_CELL_BYTES = 20 * tableLimits.cellLength;

const cellTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

const decodedCellText = (bytes: Uint8Array): string =>
  cellTextDecoder.decode(bytes.subarray(0, MAX_TEXT_CELL_BYTES));

// Seconds of the years 1 to 9999, which ISO writes with four digits.
const [FIRST, LAST] = [-62_135_596_800, 253_402_300_799];

/** Writes a time as 2024-03-31 23:59:58.5, or as the bare count if out of range. */
function timeText(count: bigint, perSecond: bigint): TableCell {
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - fraction) / perSecond);
  if (!(seconds >= FIRST && seconds <= LAST)) return integerCell(count);
  const written = new Date(1000 * seconds).toISOString();
  const digits = String(fraction)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  return `${written.slice(0, 10)} ${written.slice(11, 19)}${digits === '' ? '' : `.${digits}`}`;
}

function dateText(days: number): TableCell {
  const seconds = 86_400 * days;
  return seconds >= FIRST && seconds <= LAST ? new Date(1000 * seconds).toISOString().slice(0, 10) : days;
}
