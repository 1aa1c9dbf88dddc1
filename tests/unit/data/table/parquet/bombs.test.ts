/** Parquet files that are made to take time or memory, and such as hold less than they say: each is refused in words, and soon. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xxhash64 } from '../../../../../src/data/table/parquet/unpack.ts';
import { text } from '../../../../../src/text/text.ts';
import { processorMs } from '../../../processorMs.ts';
import {
  DELTA_BINARY_PACKED,
  DELTA_BYTE_ARRAY,
  fileOfEnd,
  fileOfPage,
  longRun,
  RLE,
  written,
} from './bombs.ts';
import { columnsOf, rowsOf } from './everyKind.ts';
import { codecs, packers, parquetOf, parsedParquet } from './parquetFiles.ts';

const words = text.parquet;

const MAX_MS = 2000;
const MAX_MEGABYTES = 200;

const place = words.inPage('column x', 1);
const ofEnd = words.damaged(words.itsEnd);
const ofPage = words.damaged(place);
const plain = 0;

/** Texts that begin with all of the one before them, of which the first is long. */
const prefixes = (count: number, length: number): Uint8Array =>
  written((writer) => {
    deltaBinaryPack(writer, [0, ...Array.from({ length: count - 1 }, () => length)], 'INT32');
    deltaBinaryPack(writer, [length, ...Array.from({ length: count - 1 }, () => 0)], 'INT32');
    writer.appendBytes(new Uint8Array(length).fill(65));
  });

const endlessDelta = Uint8Array.from([128, 1, 4, 30, 2, ...new Uint8Array(1 << 20).fill(0x80)]);

const bombs: readonly (readonly [string, () => Uint8Array, string])[] = [
  [
    '4 kB of a billion rows',
    () => fileOfPage({ type: 'BOOLEAN', numRows: 1e9, encoding: RLE, bytes: new Uint8Array(4000).fill(1) }),
    words.tooManyCells(1e9, 1, 4112),
  ],
  [
    'a run of 500 million booleans, of which a page has 60',
    () => fileOfPage({ type: 'BOOLEAN', numRows: 60, encoding: RLE, bytes: longRun(5e8) }),
    ofPage,
  ],
  [
    'a page of 30 million booleans',
    () => fileOfPage({ type: 'BOOLEAN', numRows: 3e7, encoding: RLE, bytes: longRun(3e7) }),
    words.tooManyValues(place, 3e7, 1e7),
  ],
  [
    '6 kB of brotli that are to unpack to 1 GB',
    () =>
      fileOfPage({
        ...{ type: 'DOUBLE', numRows: 1000, encoding: plain, codec: 'BROTLI' },
        bytes: new Uint8Array(6000),
        unpackedSize: 1e9,
      }),
    words.tooManyBytes(place, 6000, 1e9),
  ],
  [
    'brotli that unpacks to 20 MB, where its header says 8 kB',
    () =>
      fileOfPage({
        ...{ type: 'DOUBLE', numRows: 1000, encoding: plain, codec: 'BROTLI' },
        bytes: brotliCompressSync(new Uint8Array(2e7)),
        unpackedSize: 8000,
      }),
    words.unpacksTo(place, null, 8000),
  ],
  [
    'an end of one endless number',
    () => fileOfEnd(Uint8Array.from([0x16, ...new Uint8Array(1 << 20).fill(0x80)])),
    ofEnd,
  ],
  ['an end of nothing but nested structs', () => fileOfEnd(new Uint8Array(1 << 20).fill(0x1c)), ofEnd],
  ['an end of nested lists, each of 30 million', () => fileOfEnd(nestedLists()), ofEnd],
  ['an end of empty structs', () => fileOfEnd(emptyStructs()), ofEnd],
  ['a decimal of a megabyte in its end', () => fileOfEnd(longStatistic()), ofEnd],
  [
    'texts of 2 GB that begin like each other',
    () =>
      fileOfPage({
        type: 'BYTE_ARRAY',
        numRows: 20_000,
        encoding: DELTA_BYTE_ARRAY,
        bytes: prefixes(20_000, 1e5),
      }),
    ofPage,
  ],
  [
    'an endless difference',
    () => fileOfPage({ type: 'INT64', numRows: 30, encoding: DELTA_BINARY_PACKED, bytes: endlessDelta }),
    ofPage,
  ],
];

/** The highest value of a column of decimals in a megabyte. */
const longStatistic = (): Uint8Array =>
  written((writer) => {
    const element = { field_1: 7, field_2: 9, field_3: 0, field_4: 'x', field_6: 5 };
    const chunk = { field_1: 7, field_3: ['x'], field_12: { field_1: new Uint8Array(1 << 20).fill(1) } };
    serializeTCompactProtocol(writer, {
      field_1: 1,
      field_2: [{ field_4: 'root', field_5: 1 }, element],
      field_3: 60n,
      field_4: [{ field_1: [{ field_3: chunk }], field_3: 60n }],
    });
  });

function nestedLists(): Uint8Array {
  const head = [0xf9, 0x80, 0xce, 0xda, 0x0e];
  return Uint8Array.from([0x19, ...Array.from({ length: 1000 }, () => head).flat()]);
}

function emptyStructs(): Uint8Array {
  return written((writer) => {
    writer.appendUint8(0x19);
    writer.appendUint8(0xfc);
    writer.appendVarInt(1 << 20);
    writer.appendBytes(new Uint8Array(1 << 20));
  });
}

describe('a Parquet file that is made to take time or memory is refused soon', () => {
  let bytesBefore = 0;
  let mostBytes = 0;
  const files = new Map<string, Uint8Array>();
  beforeAll(() => {
    for (const [name, bytesOf] of bombs) files.set(name, bytesOf());
    bytesBefore = process.memoryUsage().rss;
  });
  it.each(bombs)('%s', async (name, _, problem) => {
    const startMs = processorMs();
    expect(await parsedParquet(files.get(name) ?? new Uint8Array())).toEqual({
      table: null,
      problems: [problem],
    });
    mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
    expect(processorMs() - startMs).toBeLessThan(MAX_MS);
    if (process.env['BOMBS'])
      process.stdout.write(
        `${name}: ${Math.round(processorMs() - startMs)} ms, ${Math.round((process.memoryUsage().rss - bytesBefore) / 1e6)} MB\n`,
      );
  });
  afterAll(() => {
    expect((mostBytes - bytesBefore) / 1e6).toBeLessThan(MAX_MEGABYTES);
  });
});

describe('a page that unpacks to other bytes than its header says', () => {
  const numbers = columnsOf(rowsOf(60), ['ratio']).map((column) => ({
    ...column,
    encoding: 'PLAIN' as const,
  }));
  const column = words.inPage('column ratio', 1);

  it.each(codecs)('is no page of zeros: %s', async (codec) => {
    const packer = packers[codec] ?? ((bytes: Uint8Array) => bytes);
    const file = parquetOf(numbers, { codec, packer: (bytes) => packer(bytes.subarray(80)) });
    const { problems } = await parsedParquet(file);
    expect(problems).toEqual([words.unpacksTo(column, 400, 480)]);
  });

  it('is noticed by the checksum that gzip has', async () => {
    const packer = (bytes: Uint8Array): Uint8Array => {
      const packed = gzipSync(bytes);
      packed.writeInt32LE(~packed.readInt32LE(packed.length - 8), packed.length - 8);
      return packed;
    };
    const { problems } = await parsedParquet(parquetOf(numbers, { codec: 'GZIP', packer }));
    expect(problems).toEqual([words.damaged(column)]);
  });

  it('is not read of several members of gzip, of which any may be damaged', async () => {
    const packer = (bytes: Uint8Array) =>
      Buffer.concat([gzipSync(bytes.subarray(0, 80)), gzipSync(bytes.subarray(80))]);
    const { problems } = await parsedParquet(parquetOf(numbers, { codec: 'GZIP', packer }));
    expect(problems).toEqual([words.severalMembers(column)]);
  });

  it('is noticed by the checksum that a frame of Zstandard may have', async () => {
    const withChecksum = (checksum: number) => (bytes: Uint8Array) => {
      const frame = Buffer.concat([packers.ZSTD?.(bytes) ?? bytes, new Uint8Array(4)]);
      frame.writeUInt8(frame.readUInt8(4) | 4, 4);
      frame.writeUInt32LE(checksum, frame.length - 4);
      return frame;
    };
    const problemsOf = async (checksum: number) =>
      (await parsedParquet(parquetOf(numbers, { codec: 'ZSTD', packer: withChecksum(checksum) }))).problems;
    // What `zstd --check` writes for this page.
    expect(await problemsOf(0x4d92_552f)).toEqual([]);
    expect(await problemsOf(0x4d92_552e)).toEqual([words.damaged(column)]);
  });

  it.each([
    ['', 'ef46db3751d8e999'],
    ['a', 'd24ec4f1a98c6e5b'],
    ['abc', '44bc2cf5ad770999'],
    ['Nobody inspects the spammish repetition', 'fbcea83c8a378bf1'],
  ])('has the published XXH64 of "%s"', (said, hash) => {
    expect(xxhash64(new TextEncoder().encode(said)).toString(16)).toBe(hash);
  });
});
