/** Reads a Parquet file into the table that a CSV file of the same cells makes, a column of a row group at a time. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Compressors, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { type ParseOptions, type TableReading, tableReadingOf } from '../csv/parseTable.ts';
import { exactNumberInCell } from '../numbers.ts';
import type { Table } from '../table.ts';
import { createTableBuilder, FileProblem } from '../tableBuilder.ts';
import { cellOf, parsers } from './cells.ts';
import { readableColumns } from './columns.ts';

const words = text.parquet;

interface ParquetInput {
  readonly name: string;
  readonly file: Blob;
}

/** Never rejects. Of `form`, only `maxRows` counts. */
export const parseParquet = (input: ParquetInput, options: ParseOptions = {}): Promise<TableReading> =>
  tableReadingOf(readParquetTable(input, options));

async function readParquetTable(
  { name: fileName, file }: ParquetInput,
  { form, onProgress }: ParseOptions,
): Promise<Table> {
  const buffer = {
    byteLength: file.size,
    slice: (start: number, end = file.size) => {
      // Node ends, instead of throwing, for offsets that are no 32-bit numbers.
      if (!(start >= 0 && start <= end && end <= file.size)) throw new FileProblem(words.damaged);
      return file.slice(start, end).arrayBuffer();
    },
  };
  const metadata = await understood(parquetMetadataAsync(buffer, { geoparquet: false }));
  const { names, leftOut } = readableColumns(metadata, Object.keys(compressors));
  const numRows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  const rows = createTableBuilder({
    header: names,
    numColumns: names.length,
    ...form,
    numberOf: exactNumberInCell,
  });
  // Half of the work is to hash all bytes.
  const report = (share: number): void =>
    onProgress?.({
      numBytes: Math.floor(share * file.size),
      numRows: Math.floor(Math.max(0, 2 * share - 1) * numRows),
      maxRows: rows.maxRows,
      numRowsInFile: numRows,
    });
  report(0);
  const hash = await fileHashOf(file, (share) => report(share / 2));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const places = Array.from({ length: rowEnd - rowStart }, rows.placeOfNext);
    for (const [number, name] of rowEnd > rowStart ? names.entries() : []) {
      let numRead = 0;
      await understood(
        parquetRead({
          ...{ file: buffer, metadata, compressors: cappedCompressors, parsers, utf8: false },
          ...{ columns: [name], rowStart, rowEnd },
          onChunk: ({ columnData }) => {
            for (let i = 0; i < columnData.length; i++) {
              const place = places[numRead++] ?? null;
              if (place !== null) rows.columns[number]?.set(place, cellOf(columnData[i]));
            }
          },
        }),
      );
      if (numRead !== rowEnd - rowStart) throw new FileProblem(words.damaged);
      report(0.5 + (0.5 * (rowStart + ((number + 1) / names.length) * (rowEnd - rowStart))) / numRows);
    }
    rowStart = rowEnd;
  }
  const known = { characters: 'unicode', delimiter: 'comma', hasHeader: true } as const;
  return rows.table({ fileName, hash, form: known, isDamaged: false, parquet: { leftOut } });
}

/** Header of a page may claim more than the metadata of its column says. */
const cappedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (packed: Uint8Array, numBytes: number) => {
      if (numBytes > tableLimits.parquetChunkBytes)
        throw new FileProblem(words.tooLarge('chunkBytes', numBytes, tableLimits.parquetChunkBytes));
      return unpack(packed, numBytes);
    },
  ]),
) satisfies Compressors;

/** The reader's errors are for programmers: what it doesn't support is named, all else means damage. */
async function understood<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const isFeature = /unsupported|not supported/.test(message);
    throw new FileProblem(isFeature ? words.unsupported(message.replace(/^parquet /, '')) : words.damaged);
  }
}

async function fileHashOf(file: Blob, onShare: (share: number) => void): Promise<string> {
  const hash = sha256.create();
  let numBytes = 0;
  const reader = file.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value === undefined) continue;
    hash.update(value);
    numBytes += value.length;
    onShare(numBytes / file.size);
  }
  return bytesToHex(hash.digest());
}
