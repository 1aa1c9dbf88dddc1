/** Parquet files for tests, made here of columns of every kind. */
import { brotliCompressSync, crc32, gzipSync } from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';
import { ByteWriter, type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { writePlain } from 'hyparquet-writer/src/plain.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import type { ParseOptions, TableReading } from '../../../../../src/data/table/csv/parseTable.ts';
import { parseParquet } from '../../../../../src/data/table/parquet/parseParquet.ts';
import type { Table } from '../../../../../src/data/table/table.ts';

type WrittenFile = Parameters<typeof parquetWriteBuffer>[0];

/** Words of the writer, which knows fewer than the reader. */
export type SchemaElement = NonNullable<WrittenFile['schema']>[number];
export type Encoding = NonNullable<ColumnSource['encoding']>;

/** A column as it is written: what its values are, and how. */
export interface Written {
  readonly element: SchemaElement;
  readonly data: readonly unknown[];
  readonly encoding?: Encoding;
}

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);

export const parsedParquet = (
  bytes: Uint8Array,
  options: ParseOptions = {},
  name = 'test.parquet',
): Promise<TableReading> => parseParquet({ name, file: blobOf(bytes) }, options);

/** The table of a file without problems. */
export async function tableOfParquet(bytes: Uint8Array, options: ParseOptions = {}): Promise<Table> {
  const { table, problems } = await parsedParquet(bytes, options);
  if (table === null) throw new Error(problems.join(' '));
  return table;
}

/** LZ4 without any match: all bytes as they are. */
function lz4Literals(bytes: Uint8Array): Uint8Array {
  const head = [bytes.length < 15 ? bytes.length << 4 : 0xf0];
  if (bytes.length >= 15) {
    for (let left = bytes.length - 15; ; left -= 255) {
      head.push(Math.min(255, left));
      if (left < 255) break;
    }
  }
  return Uint8Array.from([...head, ...bytes]);
}

/** The same with the lengths of Hadoop before it: unpacked, packed. */
function lz4OfHadoop(bytes: Uint8Array): Uint8Array {
  const packed = lz4Literals(bytes);
  const framed = new Uint8Array(8 + packed.length);
  const view = new DataView(framed.buffer);
  view.setUint32(0, bytes.length);
  view.setUint32(4, packed.length);
  framed.set(packed, 8);
  return framed;
}

/** A frame of Zstandard with one block, of bytes as they are. */
function zstdRaw(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const size = [length & 255, (length >> 8) & 255, (length >> 16) & 255, 0];
  const block = (length << 3) | 1;
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...size, block & 255, (block >> 8) & 255, (block >> 16) & 255];
  return Uint8Array.from([...head, ...bytes]);
}

type Packer = (bytes: Uint8Array) => Uint8Array;

const packers: Readonly<Partial<Record<CompressionCodec, Packer>>> = {
  SNAPPY: snappyCompress,
  GZIP: (bytes) => gzipSync(bytes),
  BROTLI: (bytes) => brotliCompressSync(bytes),
  ZSTD: zstdRaw,
  LZ4: lz4OfHadoop,
  LZ4_RAW: lz4Literals,
  // Nothing of ours unpacks it.
  LZO: (bytes) => bytes,
};

export const codecs = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'] as const;

export interface WriteOptions {
  readonly codec?: CompressionCodec;
  readonly rowGroupSize?: number;
  readonly pageSize?: number;
  /** Instead of that of the codec. */
  readonly packer?: Packer;
}

/** The bytes of a file with these columns. */
export function parquetOf(
  columns: readonly Written[],
  { codec = 'SNAPPY', rowGroupSize = 70, pageSize = 500, packer }: WriteOptions = {},
): Uint8Array {
  const isNested = ({ element }: Written) => (element.num_children ?? 0) > 0;
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap((column) => (isNested(column) ? nestedElements(column.element) : [column.element])),
  ];
  const columnData = columns.map(
    ({ element, data, encoding }): ColumnSource => ({
      name: element.name,
      data: [...data],
      ...(encoding === undefined ? {} : { encoding }),
    }),
  );
  const buffer = parquetWriteBuffer({
    columnData,
    schema,
    codec,
    compressors: packer === undefined ? packers : { [codec]: packer },
    rowGroupSize,
    pageSize,
  });
  return new Uint8Array(buffer);
}

/** A column of lists, maps or structs, by its first element. */
function nestedElements(element: SchemaElement): readonly SchemaElement[] {
  const { converted_type: converted } = element;
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
  if (converted === 'LIST')
    return [
      element,
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', ...text },
    ];
  if (converted === 'MAP')
    return [
      element,
      { name: 'key_value', num_children: 2, repetition_type: 'REPEATED' },
      { name: 'key', ...text, repetition_type: 'REQUIRED' },
      { name: 'value', ...text },
    ];
  return [element, { name: 'part', ...text }];
}

/** A file as older writers make it: one page of the first version per column, with its checksum, all cells plain but those that are null. */
export function firstVersionOf(columns: readonly Pick<Written, 'element' | 'data'>[]): Uint8Array {
  const writer = new ByteWriter();
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  const chunks = columns.map(({ element, data }) => {
    const page = new ByteWriter();
    const levels = new ByteWriter();
    writeRleBitPackedHybrid(
      levels,
      data.map((value) => Number(value !== null)),
      1,
    );
    page.appendUint32(levels.offset);
    page.appendBytes(levels.getBytes());
    const values = data.filter((value) => value !== null);
    writePlain(page, values, element.type ?? 'BYTE_ARRAY', element.type_length);
    const start = writer.offset;
    serializeTCompactProtocol(writer, {
      field_1: 0,
      field_2: page.offset,
      field_3: page.offset,
      field_4: crc32(page.getBytes()) | 0,
      field_5: { field_1: data.length, field_2: 0, field_3: 3, field_4: 3 },
    });
    writer.appendBytes(page.getBytes());
    const numBytes = BigInt(writer.offset - start);
    return {
      file_offset: BigInt(start),
      meta_data: {
        type: element.type ?? 'BYTE_ARRAY',
        encodings: ['PLAIN' as const, 'RLE' as const],
        path_in_schema: [element.name],
        codec: 'UNCOMPRESSED' as const,
        num_values: BigInt(data.length),
        total_uncompressed_size: numBytes,
        total_compressed_size: numBytes,
        data_page_offset: BigInt(start),
      },
    };
  });
  const numRows = BigInt(columns[0]?.data.length ?? 0);
  writeMetadata(writer, {
    version: 1,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(({ element }) => element)],
    num_rows: numRows,
    row_groups: [{ columns: chunks, total_byte_size: BigInt(writer.offset), num_rows: numRows }],
    metadata_length: 0,
  });
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  return writer.getBytes();
}
