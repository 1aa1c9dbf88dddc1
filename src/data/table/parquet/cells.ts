/** Turns values of a Parquet column into cells: numbers, or the texts that a CSV file would have. */
import type { SchemaElement } from 'hyparquet';
import { parseFloat16 } from 'hyparquet/src/convert.js';
import { tableLimits } from '../../../core/schema/limits.ts';
import type { text } from '../../../text/text.ts';
import type { Raw } from './values.ts';

/** Finite numbers; an empty text is blank. */
export type Cell = number | string;

export type CellOf = (raw: Raw) => Cell;

/** Key of the text that names values without cells. */
export type Unreadable = keyof typeof text.parquet.holds;

/** Returns what the column holds if it has no cells. */
export function cellsOfColumn(element: SchemaElement): CellOf | Unreadable {
  const { type, repetition_type: repetition } = element;
  if (repetition === 'REPEATED') return 'list';
  switch (type) {
    case 'BOOLEAN':
      return (raw) => Number(Boolean(raw));
    case 'INT32':
    case 'INT64':
      return cellsOfIntegers(element);
    case 'INT96':
      return (raw) => timeText(nanosecondsOf(raw as Uint8Array), 1_000_000_000n);
    case 'FLOAT':
    case 'DOUBLE':
      return (raw) => floatCell(Number(raw));
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
    case undefined:
      return cellsOfBytes(element);
    default:
      return type satisfies never;
  }
}

const texts: readonly string[] = ['UTF8', 'STRING', 'ENUM', 'JSON'];

function cellsOfBytes(element: SchemaElement): CellOf | Unreadable {
  const { type, converted_type: converted, logical_type: logical } = element;
  const decimal = decimalsOf(element);
  if (decimal !== null) return (raw) => decimal(integerOfBytes(raw as Uint8Array));
  if (type === 'FIXED_LEN_BYTE_ARRAY')
    return logical?.type === 'FLOAT16' ? (raw) => floatCell(parseFloat16(raw as Uint8Array) ?? 0) : 'bytes';
  const isText = [converted, logical?.type].some((kind) => kind !== undefined && texts.includes(kind));
  return isText ? (raw) => textOf(raw as Uint8Array) : 'bytes';
}

function cellsOfIntegers(element: SchemaElement): CellOf {
  const { type, converted_type: converted, logical_type: logical } = element;
  const decimal = decimalsOf(element);
  if (decimal !== null) return (raw) => decimal(BigInt(raw as bigint));
  if (converted === 'DATE' || logical?.type === 'DATE') return (raw) => dayText(Number(raw));
  const unit = unitOf(element);
  if (unit !== null) {
    const writes = unit.isClock ? clockText : timeText;
    return (raw) => writes(BigInt(raw as bigint), unit.perSecond);
  }
  const isSigned = logical?.type === 'INTEGER' ? logical.isSigned : !converted?.startsWith('UINT_');
  if (isSigned) return (raw) => integerCell(raw as number | bigint);
  const numBits = type === 'INT32' ? 32 : 64;
  return (raw) => integerCell(BigInt.asUintN(numBits, BigInt(raw as bigint)));
}

// A text if a float64 cannot hold it; `exactNumberIn` then keeps its digits.
function integerCell(value: number | bigint): Cell {
  if (typeof value === 'number') return value;
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : String(value);
}

function floatCell(value: number): Cell {
  if (Number.isFinite(value)) return value;
  // As other programs write it.
  return Number.isNaN(value) ? '' : value > 0 ? 'inf' : '-inf';
}

// Enough for a cell and spaces before it.
const MAX_BYTES = 20 * tableLimits.cellLength;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const textOf = (bytes: Uint8Array): string => decoder.decode(bytes.subarray(0, MAX_BYTES));

// More decimals than any program writes.
const MAX_SCALE = 76;

function decimalsOf({ converted_type: converted, logical_type: logical, scale: written }: SchemaElement) {
  const isOne = converted === 'DECIMAL' || logical?.type === 'DECIMAL';
  if (!isOne) return null;
  const scale = (logical?.type === 'DECIMAL' ? logical.scale : written) ?? 0;
  if (!(scale >= 0 && scale <= MAX_SCALE)) throw new RangeError(`A decimal has ${scale} decimals.`);
  return (digits: bigint): Cell => {
    if (scale === 0) return integerCell(digits);
    const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
    return `${digits < 0n ? '-' : ''}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  };
}

/** Two's complement, big-endian. */
function integerOfBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  let digits = '0x';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt.asIntN(8 * bytes.length, BigInt(digits));
}

const unitsPerSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

function unitOf({ converted_type: converted, logical_type: logical }: SchemaElement) {
  const isClock = logical?.type === 'TIME' || converted?.startsWith('TIME_') === true;
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME')
    return { isClock, perSecond: unitsPerSecond[logical.unit] };
  if (!isClock && converted?.startsWith('TIMESTAMP_') !== true) return null;
  return { isClock, perSecond: unitsPerSecond[converted?.endsWith('_MILLIS') ? 'MILLIS' : 'MICROS'] };
}

/** INT96 of old writers: a Julian day above the nanoseconds of the day. */
function nanosecondsOf(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return BigInt(view.getInt32(8, true) - 2_440_588) * 86_400_000_000_000n + view.getBigInt64(0, true);
}

// Seconds of the years 1 to 9999, which ISO writes with four digits.
const [FIRST, LAST] = [-62_135_596_800, 253_402_300_799];

/** 2024-03-31 23:59:58.5, or the count if out of range. */
function timeText(count: bigint, perSecond: bigint): Cell {
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - fraction) / perSecond);
  if (!(seconds >= FIRST && seconds <= LAST)) return integerCell(count);
  const written = new Date(1000 * seconds).toISOString();
  return `${written.slice(0, 10)} ${written.slice(11, 19)}${fractionText(fraction, perSecond)}`;
}

/** Stays a count if beyond one day. */
function clockText(count: bigint, perSecond: bigint): Cell {
  if (count < 0n || count >= 86_400n * perSecond) return integerCell(count);
  return String(timeText(count, perSecond)).slice(11);
}

const fractionText = (fraction: bigint, perSecond: bigint): string =>
  fraction === 0n
    ? ''
    : `.${String(fraction)
        .padStart(String(perSecond).length - 1, '0')
        .replace(/0+$/, '')}`;

function dayText(days: number): Cell {
  const seconds = 86_400 * days;
  return seconds >= FIRST && seconds <= LAST ? new Date(1000 * seconds).toISOString().slice(0, 10) : days;
}
