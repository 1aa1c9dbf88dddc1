/** Decodes the values of a page with `hyparquet`, after checking its counts. */
import type { DataReader, Encoding, SchemaElement } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit, readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { text } from '../../../text/text.ts';
import { assertSound, PageProblem } from './damage.ts';
import { varIntAt } from './thrift.ts';

const words = text.parquet;

/** INT96 stays bytes. */
export type Raw = number | bigint | boolean | Uint8Array;

/** `bytes` must end where their buffer ends. */
export interface EncodedValues {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding | undefined;
  readonly numValues: number;
}

// Plain values decoded at once. A multiple of 8, for booleans of one bit.
const BATCH = 4096;
// Values of other encodings, decoded all at once. Writers end a page earlier.
const MAX_VALUES = 1e7;
// Bytes of texts that repeat the text before.
const MAX_PREFIX_BYTES = 1 << 28;
// Real blocks of differences have a few hundred numbers.
const MAX_BLOCK = 1 << 16;
// The decoder loses bits of wider numbers.
const MAX_RUN_BITS = 24;

export const isOfDictionary = (encoding: Encoding | undefined): boolean =>
  encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';

/** Yields batches. Throws if bytes are missing or of another kind. */
export function* valuesOf(
  { bytes, encoding, numValues }: EncodedValues,
  { type: written = 'BYTE_ARRAY', type_length: writtenLength }: SchemaElement,
): Generator<ArrayLike<Raw>> {
  const [type, length = 0] =
    written === 'INT96' ? (['FIXED_LEN_BYTE_ARRAY', 12] as const) : [written, writtenLength];
  const isText = type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY';
  const reader = { view: viewOf(bytes), offset: 0 };
  if (numValues === 0) return;
  if (encoding === 'PLAIN') {
    for (let left = numValues; left > 0; left -= BATCH)
      yield readPlain(reader, type, Math.min(BATCH, left), length) as ArrayLike<Raw>;
    return;
  }
  if (numValues > MAX_VALUES)
    throw new PageProblem((place) => words.tooManyValues(place, numValues, MAX_VALUES));
  if (isOfDictionary(encoding)) yield runsIn(bytes.subarray(1), bytes[0] ?? 0, new Uint32Array(numValues));
  else if (encoding === 'RLE' && type === 'BOOLEAN')
    yield runsIn(bytes.subarray(4), 1, new Uint8Array(numValues));
  else if (encoding === 'DELTA_BINARY_PACKED' && type === 'INT32')
    yield deltasAt(reader, new Int32Array(numValues));
  else if (encoding === 'DELTA_BINARY_PACKED' && type === 'INT64')
    yield deltasAt(reader, new BigInt64Array(numValues));
  else if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && isText)
    yield* textsAfter(reader, new Int32Array(numValues), bytes);
  else if (encoding === 'DELTA_BYTE_ARRAY' && isText)
    yield* textsAfter(reader, deltasAt(reader, new Int32Array(numValues)), bytes);
  else if (encoding === 'BYTE_STREAM_SPLIT' && type !== 'BOOLEAN' && type !== 'BYTE_ARRAY') {
    const width = type === 'FIXED_LEN_BYTE_ARRAY' ? length : type === 'INT32' || type === 'FLOAT' ? 4 : 8;
    assertSound(numValues * width === bytes.length);
    yield byteStreamSplit(reader, numValues, type, length) as ArrayLike<Raw>;
  } else throw new PageProblem((place) => words.encoding(place, encoding));
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Fills `numbers` of `width` bits from runs of one number and packed groups of eight. */
export function runsIn<A extends Uint8Array | Uint32Array>(bytes: Uint8Array, width: number, numbers: A): A {
  if (width === 0) return numbers;
  assertSound(width <= MAX_RUN_BITS);
  for (let [at, left] = [0, numbers.length]; left > 0; ) {
    const [header, start] = varIntAt(bytes, at);
    const isPacked = header % 2 === 1;
    const length = Math.floor(header / 2);
    const numBits = isPacked ? Math.min(8 * length, left) * width : width;
    assertSound(length <= (isPacked ? bytes.length : left) && start + Math.ceil(numBits / 8) <= bytes.length);
    at = start + (isPacked ? length * width : Math.ceil(width / 8));
    left -= isPacked ? 8 * length : length;
  }
  // Writers leave out bytes after the last number, but the decoder reads whole groups.
  const padded = new Uint8Array(bytes.length + width);
  padded.set(bytes);
  readRleBitPackedHybrid({ view: viewOf(padded), offset: 0 }, width, numbers, bytes.length);
  return numbers;
}

/** Leaves the reader after the differences. */
function deltasAt<A extends Int32Array | BigInt64Array>(reader: DataReader, numbers: A): A {
  const bytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset, reader.view.byteLength);
  const [blockSize, second] = varIntAt(bytes, reader.offset);
  const [numParts, third] = varIntAt(bytes, second);
  const [count, fourth] = varIntAt(bytes, third);
  assertSound(count === numbers.length && blockSize > 0 && blockSize <= MAX_BLOCK);
  assertSound(numParts > 0 && blockSize % (8 * numParts) === 0);
  const partSize = blockSize / numParts;
  let [, at] = varIntAt(bytes, fourth);
  for (let left = count - 1; left > 0; left -= blockSize) {
    const [, widths] = varIntAt(bytes, at);
    at = widths + numParts;
    for (let part = 0; part * partSize < Math.min(left, blockSize); part++) {
      const width = bytes[widths + part] ?? 255;
      assertSound(width <= 64);
      at += (partSize * width) / 8;
    }
  }
  deltaBinaryUnpack(reader, count, numbers);
  return numbers;
}

/** `prefixes[i]`: bytes that text i shares with the one before. The reader holds lengths of the new bytes, then those bytes. */
function* textsAfter(reader: DataReader, prefixes: Int32Array, bytes: Uint8Array): Generator<[Uint8Array]> {
  const suffixes = deltasAt(reader, new Int32Array(prefixes.length));
  let [last, start, left] = [new Uint8Array(), reader.offset, MAX_PREFIX_BYTES];
  for (const [i, suffix] of suffixes.entries()) {
    const [prefix, end] = [prefixes[i] ?? 0, start + suffix];
    left -= prefix;
    assertSound(prefix >= 0 && prefix <= last.length && left >= 0 && suffix >= 0 && end <= bytes.length);
    const value = new Uint8Array(prefix + suffix);
    value.set(last.subarray(0, prefix));
    value.set(bytes.subarray(start, end), prefix);
    yield [value];
    [last, start] = [value, end];
  }
}
