/** Reads and unpacks the pages of one column in turn, with all sizes checked against the file. */
import type { ColumnMetaData, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { text } from '../../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';
import { assertSound, damageAt, PageProblem, soundly } from './damage.ts';
import { MAX_RATIO, startOf } from './footer.ts';
import { endOfStruct } from './thrift.ts';
import { checksumOf, unpackers } from './unpack.ts';
import { type EncodedValues, runsIn } from './values.ts';

const words = text.parquet;

export interface Page extends EncodedValues {
  readonly isDictionary: boolean;
  readonly place: string;
  /** Includes blanks; `numValues` does not. */
  readonly numCells: number;
  /** `[numCells]`, 0 for blank; null if no cell is blank. */
  readonly presence: Uint8Array | null;
}

/** Mutable budget. */
export interface BytesLeft {
  numBytes: number;
}

interface PagesOptions {
  readonly mayBeBlank: boolean;
  readonly place: string;
  readonly maxCells: number;
  readonly bytesLeft: BytesLeft;
}

// Bytes read at once, unless a page is larger.
const WINDOW_BYTES = 1 << 20;
// Enough for most headers, and for all.
const [HEADER_BYTES, MAX_HEADER_BYTES] = [1 << 10, 1 << 25];
// Unpacked bytes. Pages usually have about a megabyte; the few that hold a whole column do not shrink much.
const [MAX_PAGE_BYTES, USUAL_BYTES] = [1 << 28, 1 << 25];
// A dictionary may have more entries than its group has rows.
const USUAL_ENTRIES = 1e6;

type Unpack = NonNullable<(typeof unpackers)[keyof typeof unpackers]>;

export async function* pagesOf(
  file: Blob,
  chunk: ColumnMetaData,
  { mayBeBlank, place: column, maxCells, bytesLeft }: PagesOptions,
): AsyncGenerator<Page> {
  const unpack = unpackers[chunk.codec];
  if (unpack === undefined) throw new FileProblem(words.compression(column, chunk.codec));
  let at = startOf(chunk);
  const end = at + Number(chunk.total_compressed_size);
  const bytesAt = createWindow(file, end);
  for (let [number, cellsLeft] = [1, maxCells]; at < end; number++) {
    const place = words.inPage(column, number);
    const { header, next } = await headerAt(bytesAt, at, end, place);
    soundly(place, () => assertSizes(header, end - next, bytesLeft));
    at = next + header.compressed_page_size;
    if (header.type === 'INDEX_PAGE') continue;
    const bytes = await bytesAt(next, header.compressed_page_size);
    if (header.crc !== undefined && header.crc !== checksumOf(bytes)) throw damageAt(place);
    const page = soundly(place, () => pageOf(header, { bytes, unpack, mayBeBlank, maxCells: cellsLeft }));
    if (!page.isDictionary) cellsLeft -= page.numCells;
    yield { ...page, place };
  }
}

type BytesAt = (start: number, length: number) => Promise<Uint8Array>;

/** Reads ahead, up to `end`. */
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

// Headers do not state their length.
async function headerAt(bytesAt: BytesAt, at: number, end: number, place: string) {
  for (let length = HEADER_BYTES; ; length *= 32) {
    const bytes = await bytesAt(at, Math.min(length, end - at));
    try {
      const size = endOfStruct(bytes, 0);
      const header = parquetHeader({ view: new DataView(bytes.buffer, bytes.byteOffset, size), offset: 0 });
      return { header, next: at + size };
    } catch {
      // Perhaps the header is longer.
    }
    if (length >= Math.min(MAX_HEADER_BYTES, end - at)) throw damageAt(place);
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function assertSizes(header: PageHeader, numLeft: number, bytesLeft: BytesLeft): void {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
  assertSound(isCount(packed) && packed <= numLeft && isCount(unpacked));
  const max = Math.min(MAX_PAGE_BYTES, Math.max(USUAL_BYTES, MAX_RATIO * packed), bytesLeft.numBytes);
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
): Omit<Page, 'place'> {
  const unpacked = (packed: Uint8Array, numBytes: number, by = unpack): Uint8Array =>
    numBytes === 0 ? new Uint8Array() : by(packed, numBytes);
  const length = header.uncompressed_page_size;
  const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
  if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined) {
    const numEntries = countOf(dictionary, Math.max(USUAL_ENTRIES, maxCells));
    return {
      isDictionary: true,
      encoding: 'PLAIN',
      ...cellsIn(numEntries, null),
      bytes: unpacked(bytes, length),
    };
  }
  if (header.type === 'DATA_PAGE' && v1 !== undefined) {
    const numCells = countOf(v1, maxCells);
    if (mayBeBlank && v1.definition_level_encoding !== 'RLE') throw new FileProblem(words.oldLevels);
    const whole = unpacked(bytes, length);
    const start = mayBeBlank ? 4 + new DataView(whole.buffer).getUint32(0, true) : 0;
    assertSound(start <= whole.length);
    const cells = cellsIn(numCells, mayBeBlank ? whole.subarray(4, start) : null);
    return { isDictionary: false, encoding: v1.encoding, ...cells, bytes: whole.subarray(start) };
  }
  assertSound(header.type === 'DATA_PAGE_V2' && v2 !== undefined);
  const numCells = countOf(v2, maxCells);
  const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = v2;
  assertSound(isCount(first) && isCount(second) && first + second <= Math.min(length, bytes.length));
  const cells = cellsIn(numCells, mayBeBlank ? bytes.subarray(first, first + second) : null);
  const packed = bytes.subarray(first + second);
  const by = v2.is_compressed === false ? unpackers.UNCOMPRESSED : unpack;
  const values = unpacked(packed, length - first - second, by);
  return { isDictionary: false, encoding: v2.encoding, ...cells, bytes: values };
}

function countOf({ num_values: count }: { readonly num_values: number }, max: number): number {
  assertSound(isCount(count) && count <= max);
  return count;
}

/** `levels`: runs of 1 (present) and 0 (blank). */
function cellsIn(numCells: number, levels: Uint8Array | null) {
  const presence = levels === null ? null : runsIn(levels, 1, new Uint8Array(numCells));
  const numValues = presence === null ? numCells : presence.reduce((sum, one) => sum + Number(one !== 0), 0);
  return { numCells, numValues, presence };
}
