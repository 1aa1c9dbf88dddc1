/** Checks what a Parquet file says of itself before anything is decoded: its columns, and the sizes of what would be read. */
import type { ColumnChunk, FileMetaData, SchemaElement } from 'hyparquet';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { FileProblem } from '../tableBuilder.ts';

const words = text.parquet;

interface ParquetColumns {
  readonly names: readonly string[];
  /** Columns without cells, each with what it holds. */
  readonly leftOut: readonly string[];
}

/** Throws a `FileProblem` for a feature that isn't read, or for more rows, columns or bytes than the limits. */
export function readableColumns(metadata: FileMetaData, codecs: readonly string[]): ParquetColumns {
  const [root, ...elements] = metadata.schema;
  const names: string[] = [];
  const leftOut: string[] = [];
  let next = 0;
  for (let child = 0; child < (root?.num_children ?? 0); child++) {
    const element = elements[next];
    if (element === undefined) throw new FileProblem(words.damaged);
    next += numElementsUnder(elements, next);
    const held = contentWithoutCells(element);
    if (held === null) names.push(element.name);
    else leftOut.push(words.leftOutColumn(element.name, held));
  }
  if (names.length === 0) throw new FileProblem(words.unsupported(words.noColumns(leftOut)));
  if (new Set(names).size < names.length) throw new FileProblem(words.unsupported(words.sameName));
  assertWithinLimits(metadata, names, codecs);
  return { names, leftOut };
}

/** The element itself included. */
function numElementsUnder(elements: readonly SchemaElement[], start: number): number {
  let at = start;
  for (let numOpen = 1; numOpen > 0; at++) {
    const element = elements[at];
    if (element === undefined) throw new FileProblem(words.damaged);
    numOpen += (element.num_children ?? 0) - 1;
  }
  return at - start;
}

const textTypes = ['UTF8', 'STRING', 'ENUM', 'JSON', 'UUID', 'DECIMAL', 'FLOAT16'];

/** Null if the column has a cell per row. */
function contentWithoutCells(element: SchemaElement): keyof typeof words.holds | null {
  const { converted_type: converted, logical_type: logical } = element;
  const kinds = [converted, logical?.type].filter((kind) => kind !== undefined);
  if (element.num_children)
    return kinds.includes('LIST') ? 'list' : kinds.some((kind) => kind.startsWith('MAP')) ? 'map' : 'struct';
  if (element.repetition_type === 'REPEATED') return 'list';
  if (logical?.type === 'DECIMAL' && converted !== 'DECIMAL')
    throw new FileProblem(words.unsupported(words.decimals(element.name)));
  const isBytes = element.type === 'BYTE_ARRAY' || element.type === 'FIXED_LEN_BYTE_ARRAY';
  return isBytes && !kinds.some((kind) => textTypes.includes(kind)) ? 'bytes' : null;
}

function assertWithinLimits(
  { row_groups: groups }: FileMetaData,
  names: readonly string[],
  codecs: readonly string[],
): void {
  const { parquetRows, parquetChunkBytes, columns, bytes } = tableLimits;
  const numRows = groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (numRows > parquetRows) throw new FileProblem(words.tooLarge('rows', numRows, parquetRows));
  if (names.length > columns) throw new FileProblem(words.tooLarge('columns', names.length, columns));
  let numBytes = 0;
  for (const group of groups)
    for (const chunk of group.columns) {
      const [name = ''] = chunk.meta_data?.path_in_schema ?? [];
      if (!names.includes(name)) continue;
      const size = checkedChunkBytes(chunk, Number(group.num_rows), codecs);
      if (size > parquetChunkBytes)
        throw new FileProblem(words.tooLarge('chunkBytes', size, parquetChunkBytes));
      numBytes += size;
    }
  if (numBytes > bytes) throw new FileProblem(words.tooLarge('bytes', numBytes, bytes));
}

/** Bytes of the chunk when unpacked, as the file says. */
function checkedChunkBytes(chunk: ColumnChunk, numRows: number, codecs: readonly string[]): number {
  const { meta_data: data, file_path: path } = chunk;
  if (path) throw new FileProblem(words.unsupported(words.elsewhere(path)));
  if (data === undefined || chunk.crypto_metadata !== undefined)
    throw new FileProblem(words.unsupported(words.encrypted));
  if (data.codec !== 'UNCOMPRESSED' && !codecs.includes(data.codec))
    throw new FileProblem(words.unsupported(words.compression(data.codec)));
  const size = Number(data.total_uncompressed_size);
  if (Number(data.num_values) !== numRows || !(size >= 0)) throw new FileProblem(words.damaged);
  return size;
}
