/** Reads the end of a Parquet file, which lists columns, rows and offsets, checks all of it, and says how values become cells. */
import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet';
import { parseFloat16 } from 'hyparquet/src/convert.js';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { FileProblem } from '../tableBuilder.ts';
import { asDamageErrors, damageProblem, endOfStruct } from './checks.ts';
import { ENCRYPTED, firstLetters, lastLetters, MAGIC } from './magic.ts';

const words = text.parquet;

export interface ParquetColumn {
  readonly name: string;
  readonly element: SchemaElement;
  readonly cellOf: ValueToCell;
  /** Index among stored columns. */
  readonly place: number;
}

export interface ParquetGroup {
  readonly numRows: number;
  readonly chunks: readonly ColumnMetaData[];
}

interface ParquetFooter {
  readonly numRows: number;
  readonly columns: readonly ParquetColumn[];
  readonly leftOut: readonly string[];
  readonly groups: readonly ParquetGroup[];
}

const FOOTER_TAIL_BYTES = 8;
// Enough for 250 groups of 500 columns.
const MAX_FOOTER_BYTES = 1 << 24;
// Most cells and unpacked bytes per byte of the file, beyond what any table may have.
export const MAX_CELLS_PER_BYTE = 1000;

/** Throws a `FileProblem`. */
export async function readFooter(file: Blob): Promise<ParquetFooter> {
  const [first, last] = [await firstLetters(file), await lastLetters(file)];
  if (first === ENCRYPTED || last === ENCRYPTED) throw new FileProblem(words.encrypted);
  if (first !== MAGIC) throw new FileProblem(words.noParquet(first));
  if (last !== MAGIC || file.size < FOOTER_TAIL_BYTES + MAGIC.length) throw new FileProblem(words.cutOff);
  const tail = new DataView(await file.slice(file.size - FOOTER_TAIL_BYTES).arrayBuffer());
  const start = file.size - FOOTER_TAIL_BYTES - tail.getUint32(0, true);
  if (start < MAGIC.length) throw new FileProblem(words.cutOff);
  if (file.size - start > MAX_FOOTER_BYTES)
    throw new FileProblem(words.longEnd(file.size - start, MAX_FOOTER_BYTES));
  const bytes = new Uint8Array(await file.slice(start).arrayBuffer());
  const footer = asDamageErrors(words.itsEnd, () => {
    endOfStruct(bytes, 0);
    return footerOf(parquetMetadata(bytes, { geoparquet: false }), start);
  });
  const { numRows, columns } = footer;
  if (numRows * columns.length > Math.max(tableLimits.cells, MAX_CELLS_PER_BYTE * file.size))
    throw new FileProblem(words.tooManyCells(numRows, columns.length, file.size));
  return footer;
}

function footerOf(metadata: FileMetaData, end: number): ParquetFooter {
  const { columns, leftOut } = columnsOf(metadata.schema);
  if (columns.length === 0) throw new FileProblem(words.noColumns(leftOut));
  // Some writers give wrong offsets for groups without rows, others a wrong total of rows.
  const groups = metadata.row_groups
    .filter((group) => group.num_rows !== 0n)
    .map((group) => checkedGroupOf(group, columns, end));
  return { numRows: groups.reduce((sum, group) => sum + group.numRows, 0), columns, leftOut, groups };
}

function columnsOf([root, ...elements]: readonly SchemaElement[]) {
  const columns: ParquetColumn[] = [];
  const leftOut: string[] = [];
  let [next, numStored] = [0, 0];
  for (let child = 0; child < (root?.num_children ?? 0); child++) {
    const element = elements[next];
    if (element === undefined) throw damageProblem(words.itsEnd);
    const cells = element.num_children ? unreadableKindOf(element) : cellsOfColumn(element);
    if (typeof cells === 'string') leftOut.push(words.leftOutColumn(element.name, cells));
    else columns.push({ name: element.name, element, cellOf: cells, place: numStored });
    for (let numOpen = 1; numOpen > 0; next++, numOpen--) {
      const inside = elements[next];
      if (inside === undefined) throw damageProblem(words.itsEnd);
      if (inside.num_children) numOpen += inside.num_children;
      else numStored++;
    }
  }
  return { columns, leftOut };
}

function unreadableKindOf({
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): UnreadableKind {
  if (converted === 'LIST' || logical?.type === 'LIST') return 'list';
  const isMap = converted === 'MAP' || converted === 'MAP_KEY_VALUE' || logical?.type === 'MAP';
  return isMap ? 'map' : 'struct';
}

function checkedGroupOf(group: RowGroup, columns: readonly ParquetColumn[], end: number): ParquetGroup {
  const numRows = Number(group.num_rows);
  if (!Number.isSafeInteger(numRows) || numRows < 0) throw damageProblem(words.itsEnd);
  return {
    numRows,
    chunks: columns.map(({ name, element, place }) => {
      const chunk = group.columns[place];
      if (chunk?.crypto_metadata !== undefined || chunk?.encrypted_column_metadata !== undefined)
        throw new FileProblem(words.encrypted);
      const stored = chunk?.meta_data;
      const isSound =
        stored !== undefined &&
        stored.path_in_schema.length === 1 &&
        stored.path_in_schema[0] === name &&
        stored.type === element.type &&
        Number(stored.num_values) === numRows &&
        firstPageOffset(stored) >= MAGIC.length &&
        Number(stored.total_compressed_size) >= 0 &&
        firstPageOffset(stored) + Number(stored.total_compressed_size) <= end;
      if (!isSound) throw damageProblem(words.itsEnd);
      if (chunk?.file_path) throw new FileProblem(words.elsewhere(chunk.file_path));
      return stored;
    }),
  };
}

// Without a dictionary some writers say 0; with one some leave its offset out.
export function firstPageOffset({
  data_page_offset: data,
  dictionary_page_offset: dictionary,
}: ColumnMetaData): number {
  return dictionary !== undefined && dictionary > 0n && dictionary < data ? Number(dictionary) : Number(data);
}

/** Value as decoded; INT96 stays bytes. */
export type ParquetValue = number | bigint | boolean | Uint8Array;

/** Cell of a table: a finite number or a text, empty if blank. */
export type TableCell = number | string;

type ValueToCell = (raw: ParquetValue) => TableCell;

type UnreadableKind = keyof typeof text.parquet.holds;

/** Returns what the column holds if it has no cells. */
export function cellsOfColumn(element: SchemaElement): ValueToCell | UnreadableKind {
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

const textTypes: readonly string[] = ['UTF8', 'STRING', 'ENUM', 'JSON'];

function cellsOfBytes(element: SchemaElement): ValueToCell | UnreadableKind {
  const { type, converted_type: converted, logical_type: logical } = element;
  const decimal = decimalPlacesOf(element);
  if (decimal !== null) return (raw) => decimal(integerOfBytes(raw as Uint8Array));
  if (type === 'FIXED_LEN_BYTE_ARRAY')
    return logical?.type === 'FLOAT16' ? (raw) => floatCell(parseFloat16(raw as Uint8Array) ?? 0) : 'bytes';
  const isText = [converted, logical?.type].some((kind) => kind !== undefined && textTypes.includes(kind));
  return isText ? (raw) => decodedCellText(raw as Uint8Array) : 'bytes';
}

function cellsOfIntegers(element: SchemaElement): ValueToCell {
  const { type, converted_type: converted, logical_type: logical } = element;
  const decimal = decimalPlacesOf(element);
  if (decimal !== null) return (raw) => decimal(BigInt(raw as bigint));
  if (converted === 'DATE' || logical?.type === 'DATE') return (raw) => dateTextOf(Number(raw));
  const unit = timeUnitOf(element);
  if (unit !== null) {
    const writes = unit.isClock ? timeOfDayText : timeText;
    return (raw) => writes(BigInt(raw as bigint), unit.perSecond);
  }
  const isSigned = logical?.type === 'INTEGER' ? logical.isSigned : !converted?.startsWith('UINT_');
  if (isSigned) return (raw) => integerCell(raw as number | bigint);
  const numBits = type === 'INT32' ? 32 : 64;
  return (raw) => integerCell(BigInt.asUintN(numBits, BigInt(raw as bigint)));
}

// Integers that a float64 cannot hold become texts; `exactNumberInCell` then keeps their digits.
function integerCell(value: number | bigint): TableCell {
  if (typeof value === 'number') return value;
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : String(value);
}

function floatCell(value: number): TableCell {
  if (Number.isFinite(value)) return value;
  // Written as other programs write them.
  return Number.isNaN(value) ? '' : value > 0 ? 'inf' : '-inf';
}

// Bytes read of a text: enough for a cell and spaces before it.
const MAX_TEXT_CELL_BYTES = 20 * tableLimits.cellLength;

const cellTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

const decodedCellText = (bytes: Uint8Array): string =>
  cellTextDecoder.decode(bytes.subarray(0, MAX_TEXT_CELL_BYTES));

// More decimals than any program writes.
const MAX_DECIMAL_PLACES = 76;

function decimalPlacesOf({
  converted_type: converted,
  logical_type: logical,
  scale: written,
}: SchemaElement) {
  const isOne = converted === 'DECIMAL' || logical?.type === 'DECIMAL';
  if (!isOne) return null;
  const scale = (logical?.type === 'DECIMAL' ? logical.scale : written) ?? 0;
  if (!(scale >= 0 && scale <= MAX_DECIMAL_PLACES)) throw new RangeError(`A decimal has ${scale} decimals.`);
  return (digits: bigint): TableCell => {
    if (scale === 0) return integerCell(digits);
    const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
    return `${digits < 0n ? '-' : ''}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  };
}

/** Integer from two's complement, big-endian. */
function integerOfBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  let digits = '0x';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt.asIntN(8 * bytes.length, BigInt(digits));
}

const unitsPerSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

function timeUnitOf({ converted_type: converted, logical_type: logical }: SchemaElement) {
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

/** Writes a time as 2024-03-31 23:59:58.5, or as the bare count if out of range. */
function timeText(count: bigint, perSecond: bigint): TableCell {
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - fraction) / perSecond);
  if (!(seconds >= FIRST && seconds <= LAST)) return integerCell(count);
  const written = new Date(1000 * seconds).toISOString();
  return `${written.slice(0, 10)} ${written.slice(11, 19)}${fractionText(fraction, perSecond)}`;
}

/** Writes a time of day, or the bare count if beyond one day. */
function timeOfDayText(count: bigint, perSecond: bigint): TableCell {
  if (count < 0n || count >= 86_400n * perSecond) return integerCell(count);
  return String(timeText(count, perSecond)).slice(11);
}

const fractionText = (fraction: bigint, perSecond: bigint): string =>
  fraction === 0n
    ? ''
    : `.${String(fraction)
        .padStart(String(perSecond).length - 1, '0')
        .replace(/0+$/, '')}`;

function dateTextOf(days: number): TableCell {
  const seconds = 86_400 * days;
  return seconds >= FIRST && seconds <= LAST ? new Date(1000 * seconds).toISOString().slice(0, 10) : days;
}
