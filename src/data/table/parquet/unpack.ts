/// <reference path="./brotliStreams.d.ts" />
/** Unpacks pages, each checked against its length because decoders pad missing bytes and read past ends. */
import { type CompressionCodec, snappyUncompress } from 'hyparquet';
import { decompressBrotli, decompressLz4Raw, decompressZstd, gunzip } from 'hyparquet-compressors';
import { BrotliOutput } from 'hyparquet-compressors/src/brotli.streams.js';
import { text } from '../../../text/text.ts';
import { assertUndamaged, PageProblem, variableIntegerAt } from './checks.ts';

/** `numBytes`: unpacked size; null: more than `length` of the header. */
function assertLength(numBytes: number | null, length: number): void {
  if (numBytes !== length) throw new PageProblem((place) => text.parquet.unpacksTo(place, numBytes, length));
}

/** Returns exactly `length` bytes with their own memory; throws a `RangeError` otherwise. */
type UnpackPage = (packed: Uint8Array, length: number) => Uint8Array;

export const pageUnpackers: Readonly<Partial<Record<CompressionCodec, UnpackPage>>> = {
  UNCOMPRESSED: (packed, length) => {
    assertLength(packed.length, length);
    return packed.slice();
  },
  SNAPPY: (packed, length) => {
    assertLength(variableIntegerAt(packed, 0)[0], length);
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

export const dataViewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Accepts one gzip member: the decoder hides where earlier ones end, so only the last could be checked. */
function unpackGzip(packed: Uint8Array, length: number): Uint8Array {
  const end = dataViewOf(packed);
  const lastLength = end.getUint32(packed.length - 4, true);
  // Three bits of the fourth byte are unused.
  const beginsAt = (_: number, at: number) =>
    at > 0 && end.getUint32(at) >>> 8 === GZIP_MAGIC && (end.getUint8(at + 3) & 0xe0) === 0;
  if (lastLength < length && packed.subarray(0, -3).some(beginsAt))
    throw new PageProblem(text.parquet.severalMembers);
  assertLength(lastLength, length);
  const unpacked = gunzip(packed, new Uint8Array(length));
  assertUndamaged(checksumOf(unpacked) === end.getInt32(packed.length - 8, true));
  return unpacked;
}

/** Watches the decoder, which enlarges its output but returns the shorter first one. */
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

/** Accepts one frame. An empty raw block is appended, since the decoder hides where the frame ended. */
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
  const view = dataViewOf(packed);
  if ((view.getUint8(4) & HAS_CHECKSUM) !== 0)
    assertUndamaged(view.getUint32(last.end, true) === Number(BigInt.asUintN(32, xxhash64(unpacked))));
  return unpacked;
}

function lastBlockOf(packed: Uint8Array): { readonly start: number; readonly end: number } {
  const view = dataViewOf(packed);
  const flags = view.getUint8(4);
  const isSingle = (flags >> 5) & 1;
  assertUndamaged(view.getUint32(0, true) === ZSTD_MAGIC);
  // Window, dictionary and length come first, in sizes given by flags.
  const lengths = [1 - isSingle, [0, 1, 2, 4][flags & 3], [isSingle, 2, 4, 8][flags >> 6]];
  let start = lengths.reduce<number>((sum, numBytes) => sum + (numBytes ?? 0), 5);
  for (;;) {
    const head = view.getUint16(start, true) + 2 ** 16 * view.getUint8(start + 2);
    const end = start + 3 + (((head >> 1) & 3) === RLE_BLOCK ? 1 : head >> 3);
    // A checksum follows the frame.
    assertUndamaged(end <= packed.length);
    if ((head & LAST_BLOCK) !== 0) return { start, end };
    start = end;
  }
}

function unpackLz4(packed: Uint8Array, length: number): Uint8Array {
  assertLength(lengthOfLz4(packed), length);
  return decompressLz4Raw(packed, length);
}

/** Unpacked size of an LZ4 block, from the lengths of its literals and matches. */
function lengthOfLz4(packed: Uint8Array): number {
  let [at, numBytes] = [0, 0];
  const lengthAt = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) {
      assertUndamaged(at < packed.length);
      byte = packed[at++] ?? 0;
    }
    return length;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    const numLiterals = lengthAt(token >> 4);
    at += numLiterals;
    numBytes += numLiterals;
    assertUndamaged(at <= packed.length);
    if (at === packed.length) break;
    at += 2;
    numBytes += 4 + lengthAt(token & 15);
  }
  return numBytes;
}

/** Null for bare blocks. The package's `decompressLz4` never ends on a damaged length. */
function lz4OfHadoop(packed: Uint8Array, length: number): Uint8Array | null {
  const view = dataViewOf(packed);
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

const crc32Table = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb8_8320 : 0);
  return remainder;
});

/** Signed CRC-32, as in page headers. */
export function checksumOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (crc32Table[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return ~sum;
}

const XXHASH_PRIME_1 = 0x9e37_79b1_85eb_ca87n;
const XXHASH_PRIME_2 = 0xc2b2_ae3d_27d4_eb4fn;
const XXHASH_PRIME_3 = 0x1656_67b1_9e37_79f9n;
const XXHASH_PRIME_4 = 0x85eb_ca77_c2b2_ae63n;
const XXHASH_PRIME_5 = 0x27d4_eb2f_1656_67c5n;

const lowest64Bits = (value: bigint): bigint => BigInt.asUintN(64, value);

const rotatedLeft64 = (value: bigint, numBits: bigint): bigint =>
  lowest64Bits(value << numBits) | (value >> (64n - numBits));

const xxhashRound = (sum: bigint, lane: bigint): bigint =>
  lowest64Bits(rotatedLeft64(lowest64Bits(sum + lane * XXHASH_PRIME_2), 31n) * XXHASH_PRIME_1);

const xxhashMergeRound = (hash: bigint, sum: bigint): bigint =>
  lowest64Bits((hash ^ xxhashRound(0n, sum)) * XXHASH_PRIME_1 + XXHASH_PRIME_4);

export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let [at, hash] = [0, XXHASH_PRIME_5];
  if (length >= 32) {
    let [a, b, c, d] = [
      lowest64Bits(XXHASH_PRIME_1 + XXHASH_PRIME_2),
      XXHASH_PRIME_2,
      0n,
      lowest64Bits(-XXHASH_PRIME_1),
    ];
    for (; at + 32 <= length; at += 32) {
      a = xxhashRound(a, view.getBigUint64(at, true));
      b = xxhashRound(b, view.getBigUint64(at + 8, true));
      c = xxhashRound(c, view.getBigUint64(at + 16, true));
      d = xxhashRound(d, view.getBigUint64(at + 24, true));
    }
    const sum = lowest64Bits(
      rotatedLeft64(a, 1n) + rotatedLeft64(b, 7n) + rotatedLeft64(c, 12n) + rotatedLeft64(d, 18n),
    );
    hash = [a, b, c, d].reduce(xxhashMergeRound, sum);
  }
  hash = lowest64Bits(hash + BigInt(length));
  for (; at + 8 <= length; at += 8)
    hash = lowest64Bits(
      rotatedLeft64(hash ^ xxhashRound(0n, view.getBigUint64(at, true)), 27n) * XXHASH_PRIME_1 +
        XXHASH_PRIME_4,
    );
  if (at + 4 <= length) {
    hash = lowest64Bits(
      rotatedLeft64(hash ^ lowest64Bits(BigInt(view.getUint32(at, true)) * XXHASH_PRIME_1), 23n) *
        XXHASH_PRIME_2 +
        XXHASH_PRIME_3,
    );
    at += 4;
  }
  for (; at < length; at++)
    hash = lowest64Bits(
      rotatedLeft64(hash ^ lowest64Bits(BigInt(view.getUint8(at)) * XXHASH_PRIME_5), 11n) * XXHASH_PRIME_1,
    );
  hash = lowest64Bits((hash ^ (hash >> 33n)) * XXHASH_PRIME_2);
  hash = lowest64Bits((hash ^ (hash >> 29n)) * XXHASH_PRIME_3);
  return hash ^ (hash >> 32n);
}
