/// <reference path="./brotliStreams.d.ts" />
/**
 * Unpacks pages. The decoders fill what is missing with zeros, and read on for as long as there is something to read, so that each page
 * is held against its length, most of them before they are unpacked.
 */
import { type CompressionCodec, snappyUncompress } from 'hyparquet';
import { decompressBrotli, decompressLz4Raw, decompressZstd, gunzip } from 'hyparquet-compressors';
import { BrotliOutput } from 'hyparquet-compressors/src/brotli.streams.js';
import { text } from '../../../text/text.ts';
import { assertSound, PageProblem } from './damage.ts';
import { varIntAt } from './thrift.ts';
import { xxh64 } from './xxh64.ts';

/** `numBytes`: those that a page unpacks to; null: more than `length`, which its header says. */
function assertLength(numBytes: number | null, length: number): void {
  if (numBytes !== length) throw new PageProblem((place) => text.parquet.unpacksTo(place, numBytes, length));
}

/** Returns bytes that have memory of their own, exactly `length`; throws a `RangeError` for anything else. */
type Unpack = (packed: Uint8Array, length: number) => Uint8Array;

export const unpackers: Readonly<Partial<Record<CompressionCodec, Unpack>>> = {
  UNCOMPRESSED: (packed, length) => {
    assertLength(packed.length, length);
    return packed.slice();
  },
  SNAPPY: (packed, length) => {
    assertLength(varIntAt(packed, 0)[0], length);
    const unpacked = new Uint8Array(length);
    snappyUncompress(packed, unpacked);
    return unpacked;
  },
  GZIP: unpackGzip,
  BROTLI: unpackBrotli,
  ZSTD: unpackZstd,
  LZ4: (packed, length) => lz4OfHadoop(packed, length) ?? unpackLz4(packed, length),
  LZ4_RAW: unpackLz4,
};

const GZIP_MAGIC = 0x1f_8b08;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * One member of gzip, which ends with the checksum and the length of what it unpacks to. Where one of several ends the decoder does not
 * say, so that only the last could be held against its checksum.
 */
function unpackGzip(packed: Uint8Array, length: number): Uint8Array {
  const end = viewOf(packed);
  const lastLength = end.getUint32(packed.length - 4, true);
  // Three bits of the fourth byte are not used.
  const beginsAt = (_: number, at: number) =>
    at > 0 && end.getUint32(at) >>> 8 === GZIP_MAGIC && (end.getUint8(at + 3) & 0xe0) === 0;
  if (lastLength < length && packed.subarray(0, -3).some(beginsAt))
    throw new PageProblem(text.parquet.severalMembers);
  assertLength(lastLength, length);
  const unpacked = gunzip(packed, new Uint8Array(length));
  assertSound(checksumOf(unpacked) === end.getInt32(packed.length - 8, true));
  return unpacked;
}

/** The decoder makes its output longer as it needs, and then returns the shorter one that it began with: it is watched here. */
function unpackBrotli(packed: Uint8Array, length: number): Uint8Array {
  let output: BrotliOutput | null = null;
  let buffer = new Uint8Array();
  Object.defineProperty(BrotliOutput.prototype, 'buffer', {
    configurable: true,
    get: () => buffer,
    set(this: BrotliOutput, bytes: Uint8Array<ArrayBuffer>) {
      if (output !== null) assertLength(null, length);
      [output, buffer] = [this, bytes];
    },
  });
  try {
    const unpacked = decompressBrotli(packed, length);
    assertLength((output as BrotliOutput | null)?.pos ?? 0, length);
    return unpacked;
  } finally {
    Reflect.deleteProperty(BrotliOutput.prototype, 'buffer');
  }
}

const [ZSTD_MAGIC, RLE_BLOCK, LAST_BLOCK, HAS_CHECKSUM] = [0xfd2f_b528, 1, 1, 4];

/** One frame of Zstandard. The decoder tells nobody where it ended: an empty block of plain bytes is added, which it copies there. */
function unpackZstd(packed: Uint8Array, length: number): Uint8Array {
  const last = lastBlockOf(packed);
  const withEnd = new Uint8Array(last.end + 3);
  withEnd.set(packed.subarray(0, last.end));
  withEnd[last.start] = (withEnd[last.start] ?? 0) & ~LAST_BLOCK;
  withEnd[last.end] = LAST_BLOCK;
  const unpacked = new Uint8Array(length);
  let numBytes = 0;
  const watched = Object.assign(unpacked.subarray(), {
    set: (bytes: Uint8Array, at: number) => {
      numBytes = at + bytes.length;
      unpacked.set(bytes, at);
    },
    // The decoder compares its output with 1, which would make a text of all bytes.
    [Symbol.toPrimitive]: () => 0,
  });
  decompressZstd(withEnd, watched);
  assertLength(numBytes, length);
  const view = viewOf(packed);
  if ((view.getUint8(4) & HAS_CHECKSUM) !== 0)
    assertSound(view.getUint32(last.end, true) === Number(BigInt.asUintN(32, xxh64(unpacked))));
  return unpacked;
}

function lastBlockOf(packed: Uint8Array): { readonly start: number; readonly end: number } {
  const view = viewOf(packed);
  const flags = view.getUint8(4);
  const isSingle = (flags >> 5) & 1;
  assertSound(view.getUint32(0, true) === ZSTD_MAGIC);
  // Window, dictionary and length come first, each with the bytes that a flag says.
  const lengths = [1 - isSingle, [0, 1, 2, 4][flags & 3], [isSingle, 2, 4, 8][flags >> 6]];
  let start = lengths.reduce<number>((sum, numBytes) => sum + (numBytes ?? 0), 5);
  for (;;) {
    const head = view.getUint16(start, true) + 2 ** 16 * view.getUint8(start + 2);
    const end = start + 3 + (((head >> 1) & 3) === RLE_BLOCK ? 1 : head >> 3);
    // What comes after the frame is its checksum.
    assertSound(end <= packed.length);
    if ((head & LAST_BLOCK) !== 0) return { start, end };
    start = end;
  }
}

function unpackLz4(packed: Uint8Array, length: number): Uint8Array {
  assertLength(lengthOfLz4(packed), length);
  return decompressLz4Raw(packed, length);
}

/** Bytes that a block of LZ4 unpacks to, by the lengths of its literals and matches. */
function lengthOfLz4(packed: Uint8Array): number {
  let [at, numBytes] = [0, 0];
  const lengthAt = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) {
      assertSound(at < packed.length);
      byte = packed[at++] ?? 0;
    }
    return length;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    const numLiterals = lengthAt(token >> 4);
    at += numLiterals;
    numBytes += numLiterals;
    assertSound(at <= packed.length);
    if (at === packed.length) break;
    at += 2;
    numBytes += 4 + lengthAt(token & 15);
  }
  return numBytes;
}

/**
 * Blocks that stand behind their two lengths, as Hadoop writes them; null: they do not, since others wrote what this codec says
 * without them. (`decompressLz4` of the package never ends where a length is damaged.)
 */
function lz4OfHadoop(packed: Uint8Array, length: number): Uint8Array | null {
  const view = viewOf(packed);
  const blocks: { readonly length: number; readonly packed: Uint8Array }[] = [];
  let [at, total] = [0, 0];
  while (at + 8 <= packed.length) {
    const [blockLength, start] = [view.getUint32(at), at + 8];
    at = start + view.getUint32(at + 4);
    total += blockLength;
    blocks.push({ length: blockLength, packed: packed.subarray(start, at) });
  }
  if (at !== packed.length) return null;
  assertLength(total, length);
  const unpacked = new Uint8Array(length);
  let done = 0;
  for (const block of blocks) {
    unpacked.set(unpackLz4(block.packed, block.length), done);
    done += block.length;
  }
  return unpacked;
}

/** The remainders of all bytes by the polynomial of CRC-32, its lowest bit first. */
const remainders = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb8_8320 : 0);
  return remainder;
});

/** CRC-32 of bytes as a signed number, as headers of pages have it. */
export function checksumOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (remainders[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return ~sum;
}
