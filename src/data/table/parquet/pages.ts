/** Reads, unpacks and decodes the pages of one column in turn, with all sizes and counts checked before `hyparquet` is called. */
import type { ColumnMetaData, DataReader, Encoding, PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit, readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { text } from '../../../text/text.ts';
import { FileProblem } from '../tableBuilder.ts';
import {
  asDamageErrors,
  assertUndamaged,
  damageProblem,
  endOfStruct,
  PageProblem,
  variableIntegerAt,
} from './checks.ts';
import { firstPageOffset, MAX_CELLS_PER_BYTE, type ParquetValue } from './footer.ts';
import { checksumOf, dataViewOf, pageUnpackers } from './unpack.ts';

const words = text.parquet;

export interface ParquetPage extends EncodedValues {
  readonly isDictionary: boolean;
  readonly place: string;
  /** Number of cells, blanks included; `numValues` excludes them. */
  readonly numCells: number;
  /** `[numCells]`, 0 for blank; null if no cell is blank. */
  readonly presence: Uint8Array | null;
}

interface BytesBudget {
  numBytes: number;
}

interface PagesOptions {
  readonly mayBeBlank: boolean;
  readonly place: string;
  readonly maxCells: number;
  readonly bytesLeft: BytesBudget;
}

// Bytes read at once, unless a page is larger.
const WINDOW_BYTES = 1 << 20;
// Bytes to read for a page header: enough for most, then for all.
const [HEADER_BYTES, MAX_HEADER_BYTES] = [1 << 10, 1 << 25];
// Unpacked bytes. Pages usually have about a megabyte; the few that hold a whole column do not shrink much.
const [MAX_PAGE_BYTES, USUAL_BYTES] = [1 << 28, 1 << 25];
// A dictionary may have more entries than its group has rows.
const USUAL_ENTRIES = 1e6;

type Unpack = NonNullable<(typeof pageUnpackers)[keyof typeof pageUnpackers]>;

export async function* pagesOf(
  file: Blob,
  chunk: ColumnMetaData,
  { mayBeBlank, place: column, maxCells, bytesLeft }: PagesOptions,
): AsyncGenerator<ParquetPage> {
  const unpack = pageUnpackers[chunk.codec];
  if (unpack === undefined) throw new FileProblem(words.compression(column, chunk.codec));
  let at = firstPageOffset(chunk);
  const end = at + Number(chunk.total_compressed_size);
  const bytesAt = createReadAhead(file, end);
  for (let [number, cellsLeft] = [1, maxCells]; at < end; number++) {
    const place = words.inPage(column, number);
    const { header, next } = await headerAt(bytesAt, at, end, place);
    asDamageErrors(place, () => assertSizes(header, end - next, bytesLeft));
    at = next + header.compressed_page_size;
    if (header.type === 'INDEX_PAGE') continue;
    const bytes = await bytesAt(next, header.compressed_page_size);
    if (header.crc !== undefined && header.crc !== checksumOf(bytes)) throw damageProblem(place);
    const page = asDamageErrors(place, () =>
      pageOf(header, { bytes, unpack, mayBeBlank, maxCells: cellsLeft }),
    );
    if (!page.isDictionary) cellsLeft -= page.numCells;
    yield { ...page, place };
  }
}

type ReadBytesAt = (start: number, length: number) => Promise<Uint8Array>;

function createReadAhead(file: Blob, end: number): ReadBytesAt {
  let [from, held] = [0, new Uint8Array()];
  return async (start, length) => {
    if (start < from || start + length > from + held.length) {
      from = start;
      held = new Uint8Array(
        await file.slice(start, Math.min(end, start + Math.max(length, WINDOW_BYTES))).arrayBuffer(),
      );
    }
    return held.subarray(start - from, start - from + length);
  };
}

// Tries more bytes until the header decodes, since headers do not state their length.
async function headerAt(bytesAt: ReadBytesAt, at: number, end: number, place: string) {
  for (let length = HEADER_BYTES; ; length *= 32) {
    const bytes = await bytesAt(at, Math.min(length, end - at));
    try {
      const size = endOfStruct(bytes, 0);
      const header = parquetHeader({ view: new DataView(bytes.buffer, bytes.byteOffset, size), offset: 0 });
      return { header, next: at + size };
    } catch {
      // Perhaps the header is longer.
    }
    if (length >= Math.min(MAX_HEADER_BYTES, end - at)) throw damageProblem(place);
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function assertSizes(header: PageHeader, numLeft: number, bytesLeft: BytesBudget): void {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
  assertUndamaged(isCount(packed) && packed <= numLeft && isCount(unpacked));
  const max = Math.min(
    MAX_PAGE_BYTES,
    Math.max(USUAL_BYTES, MAX_CELLS_PER_BYTE * packed),
    bytesLeft.numBytes,
  );
  if (unpacked > max) throw new PageProblem((place) => words.tooManyBytes(place, packed, unpacked));
  bytesLeft.numBytes -= unpacked;
}

interface PackedPage {
  readonly bytes: Uint8Array;
  readonly unpack: Unpack;
  readonly mayBeBlank: boolean;
  readonly maxCells: number;
}

function pageOf(
  header: PageHeader,
  { bytes, unpack, mayBeBlank, maxCells }: PackedPage,
): Omit<ParquetPage, 'place'> {
  const unpacked = (packed: Uint8Array, numBytes: number, by = unpack): Uint8Array =>
    numBytes === 0 ? new Uint8Array() : by(packed, numBytes);
  const length = header.uncompressed_page_size;
  const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
  if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined) {
    const numEntries = checkedCount(dictionary, Math.max(USUAL_ENTRIES, maxCells));
    return {
      isDictionary: true,
      encoding: 'PLAIN',
      ...cellPresenceOf(numEntries, null),
      bytes: unpacked(bytes, length),
    };
  }
  if (header.type === 'DATA_PAGE' && v1 !== undefined) {
    const numCells = checkedCount(v1, maxCells);
    if (mayBeBlank && v1.definition_level_encoding !== 'RLE') throw new FileProblem(words.oldLevels);
    const whole = unpacked(bytes, length);
    const start = mayBeBlank ? 4 + new DataView(whole.buffer).getUint32(0, true) : 0;
    assertUndamaged(start <= whole.length);
    const cells = cellPresenceOf(numCells, mayBeBlank ? whole.subarray(4, start) : null);
    return { isDictionary: false, encoding: v1.encoding, ...cells, bytes: whole.subarray(start) };
  }
  assertUndamaged(header.type === 'DATA_PAGE_V2' && v2 !== undefined);
  const numCells = checkedCount(v2, maxCells);
  const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = v2;
  assertUndamaged(isCount(first) && isCount(second) && first + second <= Math.min(length, bytes.length));
  const cells = cellPresenceOf(numCells, mayBeBlank ? bytes.subarray(first, first + second) : null);
  const packed = bytes.subarray(first + second);
  const by = v2.is_compressed === false ? pageUnpackers.UNCOMPRESSED : unpack;
  const values = unpacked(packed, length - first - second, by);
  return { isDictionary: false, encoding: v2.encoding, ...cells, bytes: values };
}

function checkedCount({ num_values: count }: { readonly num_values: number }, max: number): number {
  assertUndamaged(isCount(count) && count <= max);
  return count;
}

/** `levels`: runs of 1 (present) and 0 (blank). */
function cellPresenceOf(numCells: number, levels: Uint8Array | null) {
  const presence = levels === null ? null : decodedRuns(levels, 1, new Uint8Array(numCells));
  const numValues = presence === null ? numCells : presence.reduce((sum, one) => sum + Number(one !== 0), 0);
  return { numCells, numValues, presence };
}

/** Values of a page; `bytes` must end where their buffer ends. */
interface EncodedValues {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding | undefined;
  readonly numValues: number;
}

// Number of plain values decoded at once; a multiple of 8, since booleans take one bit.
const VALUES_PER_BATCH = 4096;
// Values of other encodings, decoded all at once. Writers end a page earlier.
const MAX_VALUES = 1e7;
// Most bytes that texts of a page may repeat from the text before.
const MAX_PREFIX_BYTES = 1 << 28;
// Real blocks of differences have a few hundred numbers.
const MAX_DELTA_BLOCK = 1 << 16;
// The decoder loses bits of wider numbers.
const MAX_RUN_BITS = 24;

export const isDictionaryEncoding = (encoding: Encoding | undefined): boolean =>
  encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';

/** Yields batches. Throws if bytes are missing or of another kind. */
export function* decodedValues(
  { bytes, encoding, numValues }: EncodedValues,
  { type: written = 'BYTE_ARRAY', type_length: writtenLength }: SchemaElement,
): Generator<ArrayLike<ParquetValue>> {
  const [type, length = 0] =
    written === 'INT96' ? (['FIXED_LEN_BYTE_ARRAY', 12] as const) : [written, writtenLength];
  const isText = type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY';
  const reader = { view: dataViewOf(bytes), offset: 0 };
  if (numValues === 0) return;
  if (encoding === 'PLAIN') {
    for (let left = numValues; left > 0; left -= VALUES_PER_BATCH)
      yield readPlain(reader, type, Math.min(VALUES_PER_BATCH, left), length) as ArrayLike<ParquetValue>;
    return;
  }
  if (numValues > MAX_VALUES)
    throw new PageProblem((place) => words.tooManyValues(place, numValues, MAX_VALUES));
  if (isDictionaryEncoding(encoding))
    yield decodedRuns(bytes.subarray(1), bytes[0] ?? 0, new Uint32Array(numValues));
  else if (encoding === 'RLE' && type === 'BOOLEAN')
    yield decodedRuns(bytes.subarray(4), 1, new Uint8Array(numValues));
  else if (encoding === 'DELTA_BINARY_PACKED' && type === 'INT32')
    yield decodedDeltas(reader, new Int32Array(numValues));
  else if (encoding === 'DELTA_BINARY_PACKED' && type === 'INT64')
    yield decodedDeltas(reader, new BigInt64Array(numValues));
  else if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && isText)
    yield* decodedPrefixTexts(reader, new Int32Array(numValues), bytes);
  else if (encoding === 'DELTA_BYTE_ARRAY' && isText)
    yield* decodedPrefixTexts(reader, decodedDeltas(reader, new Int32Array(numValues)), bytes);
  else if (encoding === 'BYTE_STREAM_SPLIT' && type !== 'BOOLEAN' && type !== 'BYTE_ARRAY') {
    const width = type === 'FIXED_LEN_BYTE_ARRAY' ? length : type === 'INT32' || type === 'FLOAT' ? 4 : 8;
    assertUndamaged(numValues * width === bytes.length);
    yield byteStreamSplit(reader, numValues, type, length) as ArrayLike<ParquetValue>;
  } else throw new PageProblem((place) => words.encoding(place, encoding));
}

/** Fills `numbers` of `width` bits from runs of one number and packed groups of eight. */
function decodedRuns<A extends Uint8Array | Uint32Array>(bytes: Uint8Array, width: number, numbers: A): A {
  if (width === 0) return numbers;
  assertUndamaged(width <= MAX_RUN_BITS);
  for (let [at, left] = [0, numbers.length]; left > 0; ) {
    const [header, start] = variableIntegerAt(bytes, at);
    const isPacked = header % 2 === 1;
    const length = Math.floor(header / 2);
    const numBits = isPacked ? Math.min(8 * length, left) * width : width;
    assertUndamaged(
      length <= (isPacked ? bytes.length : left) && start + Math.ceil(numBits / 8) <= bytes.length,
    );
    at = start + (isPacked ? length * width : Math.ceil(width / 8));
    left -= isPacked ? 8 * length : length;
  }
  // Writers leave out bytes after the last number, but the decoder reads whole groups.
  const padded = new Uint8Array(bytes.length + width);
  padded.set(bytes);
  readRleBitPackedHybrid({ view: dataViewOf(padded), offset: 0 }, width, numbers, bytes.length);
  return numbers;
}

function decodedDeltas<A extends Int32Array | BigInt64Array>(reader: DataReader, numbers: A): A {
  const bytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset, reader.view.byteLength);
  const [blockSize, second] = variableIntegerAt(bytes, reader.offset);
  const [numParts, third] = variableIntegerAt(bytes, second);
  const [count, fourth] = variableIntegerAt(bytes, third);
  assertUndamaged(count === numbers.length && blockSize > 0 && blockSize <= MAX_DELTA_BLOCK);
  assertUndamaged(numParts > 0 && blockSize % (8 * numParts) === 0);
  const partSize = blockSize / numParts;
  let [, at] = variableIntegerAt(bytes, fourth);
  for (let left = count - 1; left > 0; left -= blockSize) {
    const [, widths] = variableIntegerAt(bytes, at);
    at = widths + numParts;
    for (let part = 0; part * partSize < Math.min(left, blockSize); part++) {
      const width = bytes[widths + part] ?? 255;
      assertUndamaged(width <= 64);
      at += (partSize * width) / 8;
    }
  }
  deltaBinaryUnpack(reader, count, numbers);
  return numbers;
}

/** `prefixes[i]`: bytes that text i shares with the one before. The reader holds lengths of the new bytes, then those bytes. */
function* decodedPrefixTexts(
  reader: DataReader,
  prefixes: Int32Array,
  bytes: Uint8Array,
): Generator<[Uint8Array]> {
  const suffixes = decodedDeltas(reader, new Int32Array(prefixes.length));
  let [last, start, left] = [new Uint8Array(), reader.offset, MAX_PREFIX_BYTES];
  for (const [i, suffix] of suffixes.entries()) {
    const [prefix, end] = [prefixes[i] ?? 0, start + suffix];
    left -= prefix;
    assertUndamaged(prefix >= 0 && prefix <= last.length && left >= 0 && suffix >= 0 && end <= bytes.length);
    const value = new Uint8Array(prefix + suffix);
    value.set(last.subarray(0, prefix));
    value.set(bytes.subarray(start, end), prefix);
    yield [value];
    [last, start] = [value, end];
  }
}
