/** Reads a file of data, whatever kind it is: what reads Parquet files is loaded when the first one comes. */
import { text } from '../../text/text.ts';
import { type ParseOptions, parseTable, type TableReading } from '../csv/parseTable.ts';
import { isParquet } from '../parquet/magic.ts';

/** A file of data. */
export interface FileOfData {
  readonly name: string;
  /** The file, to be read in any order; null: it can be read from its beginning alone. */
  readonly file: Blob | null;
  readonly bytes: () => ReadableStream<Uint8Array>;
}

/** Never rejects. */
export async function readTableFile(
  { name, file, bytes }: FileOfData,
  options: ParseOptions,
): Promise<TableReading> {
  // A file that cannot be read says so when it is read.
  if (file === null || !(await isParquet(name, file).catch(() => false)))
    return parseTable({ name, bytes: bytes() }, options);
  const part = await import('../parquet/parseParquet.ts').catch(() => null);
  if (part === null) return { table: null, problems: [text.parquet.notLoaded] };
  return part.parseParquet({ name, file }, options);
}
