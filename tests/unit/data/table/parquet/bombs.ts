/** Parquet files that claim more than they hold, or hold more than they say: one column in one page, written byte by byte. */
import type { CompressionCodec } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import type { SchemaElement } from './parquetFiles.ts';

const magic = new TextEncoder().encode('PAR1');

/** Encodings of pages by their numbers. */
export const [RLE, DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY] = [3, 5, 7] as const;

interface OnePage {
  readonly type: NonNullable<SchemaElement['type']>;
  readonly numRows: number;
  readonly encoding: number;
  readonly bytes: Uint8Array;
  readonly codec?: CompressionCodec;
  /** Bytes that the header says the page unpacks to. */
  readonly unpackedSize?: number;
}

/** A file of one column that has no blank cells, in one page. */
export function fileOfPage(page: OnePage): Uint8Array {
  const { type, numRows, encoding, bytes, codec = 'UNCOMPRESSED', unpackedSize = bytes.length } = page;
  const writer = new ByteWriter();
  writer.appendBytes(magic);
  serializeTCompactProtocol(writer, {
    field_1: 0,
    field_2: unpackedSize,
    field_3: bytes.length,
    field_5: { field_1: numRows, field_2: encoding, field_3: 3, field_4: 3 },
  });
  writer.appendBytes(bytes);
  const numBytes = BigInt(writer.offset - magic.length);
  writeMetadata(writer, {
    version: 1,
    schema: [
      { name: 'root', num_children: 1 },
      {
        name: 'x',
        type,
        converted_type: type === 'BYTE_ARRAY' ? 'UTF8' : undefined,
        repetition_type: 'REQUIRED',
      },
    ] as SchemaElement[],
    num_rows: BigInt(numRows),
    row_groups: [
      {
        columns: [
          {
            file_offset: BigInt(magic.length),
            meta_data: {
              type,
              encodings: ['RLE'],
              path_in_schema: ['x'],
              codec,
              num_values: BigInt(numRows),
              total_uncompressed_size: BigInt(unpackedSize),
              total_compressed_size: numBytes,
              data_page_offset: BigInt(magic.length),
            },
          },
        ],
        total_byte_size: numBytes,
        num_rows: BigInt(numRows),
      },
    ],
    metadata_length: 0,
  });
  writer.appendBytes(magic);
  return writer.getBytes();
}

/** A file of nothing but an end. */
export function fileOfEnd(end: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.appendBytes(magic);
  writer.appendBytes(end);
  writer.appendUint32(end.length);
  writer.appendBytes(magic);
  return writer.getBytes();
}

/** Bytes that a function writes. */
export function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter();
  write(writer);
  return writer.getBytes();
}

/** A page of so many booleans that are true, in one run. */
export const longRun = (count: number): Uint8Array =>
  written((writer) => {
    writer.appendUint32(8);
    writer.appendVarInt(2 * count);
    writer.appendUint8(1);
  });
