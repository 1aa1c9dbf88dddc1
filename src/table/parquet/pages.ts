/** The pages of one column, read from the file and unpacked one after the other. Sizes in them are held against those of the file. */
import { type ColumnMetaData, type CompressionCodec, type PageHeader, snappyUncompress } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressBrotli, decompressGzip, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { text } from '../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';
import { damageAt, soundly, startOf } from './footer.ts';
import type { EncodedValues } from './values.ts';

const words = text.parquet;

/** A page, unpacked. */
export interface Page extends EncodedValues {
  readonly isDictionary: boolean;
  /** Bits that say which values are there, in runs; null: they all are. */
  readonly presence: Uint8Array | null;
}

/** Bytes that are read of the file at once, unless a page is larger. */
const WINDOW_BYTES = 1 << 20;
/** Bytes that are enough for most headers of pages. */
const HEADER_BYTES = 1 << 10;
/** Bytes of a page, unpacked: writers make them of a megabyte or so. Some say wrongly how many all pages of a column have. */
const [MAX_PAGE_BYTES, USUAL_BYTES] = [1 << 28, 1 << 26];

const unpackers: Readonly<
  Partial<Record<CompressionCodec, (bytes: Uint8Array, length: number) => Uint8Array>>
> = {
  UNCOMPRESSED: (bytes) => bytes,
  SNAPPY: (bytes, length) => {
    const unpacked = new Uint8Array(length);
    snappyUncompress(bytes, unpacked);
    return unpacked;
  },
  GZIP: decompressGzip,
  BROTLI: decompressBrotli,
  ZSTD: (bytes, length) => decompressZstd(bytes, new Uint8Array(length)),
  LZ4: (bytes, length) => lz4OfHadoop(bytes, length) ?? decompressLz4Raw(bytes, length),
  LZ4_RAW: decompressLz4Raw,
};

/**
 * Blocks that stand behind their two lengths, as Hadoop writes them; null: they do not, since others wrote what this codec says
 * without them. (`decompressLz4` of the package never ends where a length is damaged.)
 */
function lz4OfHadoop(bytes: Uint8Array, length: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unpacked = new Uint8Array(length);
  let [at, done] = [0, 0];
  while (at + 8 <= bytes.length) {
    const [blockLength, start] = [view.getUint32(at), at + 8];
    at = start + view.getUint32(at + 4);
    if (at > bytes.length || done + blockLength > length) return null;
    unpacked.set(decompressLz4Raw(bytes.subarray(start, at), blockLength), done);
    done += blockLength;
  }
  return at === bytes.length && done === length ? unpacked : null;
}

/** The pages of a column, which may have blank cells. `place`: its name and group, for whoever reads that they are damaged. */
export async function* pagesOf(
  file: Blob,
  chunk: ColumnMetaData,
  { mayBeBlank, place }: { readonly mayBeBlank: boolean; readonly place: string },
): AsyncGenerator<Page> {
  const unpack = unpackers[chunk.codec];
  if (unpack === undefined) throw new FileProblem(words.compression(place, chunk.codec));
  let at = startOf(chunk);
  const end = at + Number(chunk.total_compressed_size);
  const bytesAt = createWindow(file, end);
  while (at < end) {
    const { header, next } = await headerAt(bytesAt, at, end, place);
    if (!hasSoundSizes(header, chunk, end - next)) throw damageAt(place);
    at = next + header.compressed_page_size;
    if (header.type === 'INDEX_PAGE') continue;
    const bytes = await bytesAt(next, header.compressed_page_size);
    if (header.crc !== undefined && header.crc !== checksumOf(bytes)) throw damageAt(place);
    yield soundly(place, () => pageOf(header, bytes, unpack, mayBeBlank));
  }
}

type BytesAt = (start: number, length: number) => Promise<Uint8Array>;

/** Reads bytes of the file, more than are asked for, since others come next. Ends where the column ends. */
function createWindow(file: Blob, end: number): BytesAt {
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

/** The header of a page and the place after it: how long it is nothing says. */
async function headerAt(bytesAt: BytesAt, at: number, end: number, place: string) {
  for (let length = HEADER_BYTES; ; length *= 32) {
    const bytes = await bytesAt(at, Math.min(length, end - at));
    const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
    try {
      const header = parquetHeader(reader);
      if (reader.offset <= bytes.length) return { header, next: at + reader.offset };
    } catch {
      // Longer, perhaps.
    }
    if (length >= end - at) throw damageAt(place);
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function hasSoundSizes(header: PageHeader, chunk: ColumnMetaData, numLeft: number): boolean {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
  const max = Math.min(MAX_PAGE_BYTES, Math.max(USUAL_BYTES, Number(chunk.total_uncompressed_size)));
  return isCount(packed) && packed <= numLeft && isCount(unpacked) && unpacked <= max;
}

function pageOf(
  header: PageHeader,
  bytes: Uint8Array,
  unpack: (bytes: Uint8Array, length: number) => Uint8Array,
  mayBeBlank: boolean,
): Page {
  const unpacked = (packed: Uint8Array, length: number): Uint8Array => {
    const whole = length === 0 ? new Uint8Array() : unpack(packed, length);
    if (whole.length !== length) throw new RangeError(`A page has ${whole.length} bytes, not ${length}.`);
    return whole;
  };
  const length = header.uncompressed_page_size;
  const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
  if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined)
    return { ...pageFrom(dictionary, unpacked(bytes, length), null), isDictionary: true, encoding: 'PLAIN' };
  if (header.type === 'DATA_PAGE' && v1 !== undefined) {
    const whole = unpacked(bytes, length);
    if (!mayBeBlank) return pageFrom(v1, whole, null);
    if (v1.definition_level_encoding !== 'RLE') throw new FileProblem(words.oldLevels);
    const start = 4 + new DataView(whole.buffer, whole.byteOffset, whole.byteLength).getUint32(0, true);
    if (start > whole.length) throw new RangeError(`Levels end at ${start}.`);
    return pageFrom(v1, whole.subarray(start), whole.subarray(4, start));
  }
  if (header.type !== 'DATA_PAGE_V2' || v2 === undefined) throw new RangeError(`A page is ${header.type}.`);
  const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = v2;
  if (!isCount(first) || !isCount(second) || first + second > Math.min(length, bytes.length))
    throw new RangeError(`Levels have ${first} and ${second} bytes.`);
  const packed = bytes.subarray(first + second);
  const values = v2.is_compressed === false ? packed : unpacked(packed, length - first - second);
  return pageFrom(v2, values, mayBeBlank ? bytes.subarray(first, first + second) : null);
}

function pageFrom(
  { num_values: numValues, encoding }: Pick<EncodedValues, 'encoding'> & { readonly num_values: number },
  bytes: Uint8Array,
  presence: Uint8Array | null,
): Page {
  if (!isCount(numValues)) throw new RangeError(`A page has ${numValues} values.`);
  return { isDictionary: false, numValues, encoding, bytes, presence };
}

/** The remainders of all bytes by the polynomial of CRC-32, its lowest bit first. */
const remainders = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb8_8320 : 0);
  return remainder;
});

/** CRC-32 of bytes as a signed number, as headers of pages have it. */
function checksumOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (remainders[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return ~sum;
}
