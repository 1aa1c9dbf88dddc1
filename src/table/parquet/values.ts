/** The values of a page, one at a time, so that no page needs more memory than it has bytes, whatever its counts say. Knows no rows. */
import type { ColumnMetaData, SchemaElement } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { createRunReader, varIntAt } from './runs.ts';

/** A value as the file has it. A number of 64 bits that is no safe integer is a bigint. */
export type Raw = number | bigint | boolean | Uint8Array;

type PhysicalType = ColumnMetaData['type'];

/** Bytes of values, and how they are encoded. */
export interface EncodedValues {
  readonly bytes: Uint8Array;
  readonly encoding: string;
  /** More are never read. */
  readonly numValues: number;
}

/** The encodings that `createValueReader` reads, beside those of a dictionary. */
export const dictionaryEncodings: readonly string[] = ['PLAIN_DICTIONARY', 'RLE_DICTIONARY'];

/** Reads values in their order; null: the encoding is not known. What is returned throws a `RangeError` where bytes end. */
export function createValueReader(
  { bytes, encoding, numValues }: EncodedValues,
  { type, type_length: length = 0 }: SchemaElement,
): (() => Raw) | null {
  const of = (type ?? 'BYTE_ARRAY') satisfies PhysicalType;
  const isOfBytes = of === 'BYTE_ARRAY' || of === 'FIXED_LEN_BYTE_ARRAY';
  // All cells of a page may be blank.
  if (bytes.length === 0) return fromList([]);
  switch (encoding) {
    case 'PLAIN':
      return createPlainReader(bytes, of, length);
    case 'RLE': {
      if (of !== 'BOOLEAN') return null;
      const next = createRunReader(bytes.subarray(4), 1);
      return () => next() === 1;
    }
    case 'BYTE_STREAM_SPLIT': {
      const count = Math.min(numValues, Math.floor(bytes.length / widthOf(of, length)));
      return fromList(byteStreamSplit({ view: viewOf(bytes), offset: 0 }, count, of, length));
    }
    case 'DELTA_BINARY_PACKED':
      if (of !== 'INT32' && of !== 'INT64') return null;
      return fromList(deltasAt(bytes, 0, numValues, of).values);
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return isOfBytes ? createLengthsReader(bytes, numValues) : null;
    case 'DELTA_BYTE_ARRAY':
      return isOfBytes ? createPrefixReader(bytes, numValues) : null;
    default:
      return null;
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function fromList(values: ArrayLike<Raw>): () => Raw {
  let next = 0;
  return () => {
    const value = values[next++];
    if (value === undefined) throw new RangeError(`There are but ${values.length} values.`);
    return value;
  };
}

function widthOf(type: PhysicalType, length: number): number {
  if (type === 'FIXED_LEN_BYTE_ARRAY' && length > 0) return length;
  return type === 'INT32' || type === 'FLOAT' ? 4 : 8;
}

/** Values as they are, which a view of the bytes lets nobody read beyond. */
function createPlainReader(bytes: Uint8Array, type: PhysicalType, length: number): () => Raw {
  const view = viewOf(bytes);
  let at = 0;
  const after = (numBytes: number): number => {
    at += numBytes;
    return at - numBytes;
  };
  const bytesOf = (numBytes: number): Uint8Array => {
    const start = after(numBytes);
    if (at > bytes.length) throw new RangeError(`A value ends after ${bytes.length} bytes.`);
    return bytes.subarray(start, at);
  };
  switch (type) {
    case 'BOOLEAN':
      return createBitReader(bytes);
    case 'INT32':
      return () => view.getInt32(after(4), true);
    case 'INT64':
      return () => integerAt(view, after(8));
    case 'INT96':
      return () => (BigInt(view.getInt32(at + 8, true)) << 64n) | view.getBigUint64(after(12), true);
    case 'FLOAT':
      return () => view.getFloat32(after(4), true);
    case 'DOUBLE':
      return () => view.getFloat64(after(8), true);
    case 'BYTE_ARRAY':
      return () => bytesOf(view.getUint32(after(4), true));
    case 'FIXED_LEN_BYTE_ARRAY':
      if (!(length > 0)) throw new RangeError(`Values have ${length} bytes.`);
      return () => bytesOf(length);
    default:
      return type satisfies never;
  }
}

function createBitReader(bytes: Uint8Array): () => boolean {
  let bit = 0;
  return () => {
    const byte = bytes[bit >>> 3];
    if (byte === undefined) throw new RangeError(`The values end after ${bytes.length} bytes.`);
    return ((byte >>> (bit++ & 7)) & 1) === 1;
  };
}

/** Large ones alone are made as bigints, which take long. */
function integerAt(view: DataView, at: number): number | bigint {
  const high = view.getInt32(at + 4, true);
  return high >= -0x20_0000 && high < 0x20_0000
    ? high * 2 ** 32 + view.getUint32(at, true)
    : view.getBigInt64(at, true);
}

/** Blocks of differences that writers make have a few hundred numbers. */
const MAX_BLOCK = 1 << 16;

/** Numbers that are written as differences, and the place after them. Checks what the decoder takes on trust. */
function deltasAt(bytes: Uint8Array, start: number, maxValues: number, type: 'INT32' | 'INT64') {
  const [blockSize, second] = varIntAt(bytes, start);
  const [numParts, third] = varIntAt(bytes, second);
  const [count] = varIntAt(bytes, third);
  const isSound = numParts > 0 && blockSize <= MAX_BLOCK && blockSize % (8 * numParts) === 0;
  if (!isSound || count > maxValues)
    throw new RangeError(`${count} differences in blocks of ${blockSize}, ${numParts} parts each.`);
  const values = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
  const reader = { view: viewOf(bytes), offset: start };
  deltaBinaryUnpack(reader, count, values);
  return { values, next: reader.offset };
}

/** Values of bytes whose lengths stand before them. */
function createLengthsReader(bytes: Uint8Array, numValues: number): () => Uint8Array {
  const { values: lengths, next } = deltasAt(bytes, 0, numValues, 'INT32');
  return createSliceReader(bytes, next, lengths);
}

function createSliceReader(bytes: Uint8Array, start: number, lengths: ArrayLike<unknown>): () => Uint8Array {
  let [place, at] = [0, start];
  return () => {
    const end = at + Number(lengths[place++] ?? Number.NaN);
    if (!(end >= at && end <= bytes.length)) throw new RangeError(`A value ends at ${end}.`);
    const value = bytes.subarray(at, end);
    at = end;
    return value;
  };
}

/** Values of bytes that begin like the one before them. */
function createPrefixReader(bytes: Uint8Array, numValues: number): () => Uint8Array {
  const prefixes = deltasAt(bytes, 0, numValues, 'INT32');
  const suffixes = deltasAt(bytes, prefixes.next, numValues, 'INT32');
  const nextSuffix = createSliceReader(bytes, suffixes.next, suffixes.values);
  let [place, last] = [0, new Uint8Array()];
  return () => {
    const prefix = Number(prefixes.values[place++] ?? -1);
    const suffix = nextSuffix();
    if (prefix < 0 || prefix > last.length) throw new RangeError(`A value begins like ${prefix} bytes.`);
    const value = new Uint8Array(prefix + suffix.length);
    value.set(last.subarray(0, prefix));
    value.set(suffix, prefix);
    last = value;
    return value;
  };
}
