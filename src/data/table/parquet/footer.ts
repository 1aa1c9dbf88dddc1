/** Reads the end of a Parquet file, which lists columns, rows and offsets, and checks all of it. */
import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';
import { type CellOf, cellsOfColumn, type Unreadable } from './cells.ts';
import { damageAt, soundly } from './damage.ts';
import { ENCRYPTED, firstLetters, lastLetters, MAGIC } from './magic.ts';
import { endOfStruct } from './thrift.ts';

const words = text.parquet;

export interface ParquetColumn {
  readonly name: string;
  readonly element: SchemaElement;
  readonly cellOf: CellOf;
  /** Index among stored columns. */
  readonly place: number;
}

export interface ParquetGroup {
  readonly numRows: number;
  readonly chunks: readonly ColumnMetaData[];
}

export interface ParquetFooter {
  readonly numRows: number;
  readonly columns: readonly ParquetColumn[];
  /** Unreadable columns, with what they hold. */
  readonly leftOut: readonly string[];
  readonly groups: readonly ParquetGroup[];
}

const TAIL_BYTES = 8;
// Enough for 250 groups of 500 columns.
const MAX_END_BYTES = 1 << 24;
// Limit of cells and of unpacked bytes per byte of the file, beyond those of a table.
export const MAX_RATIO = 1000;

/** Throws a `FileProblem`. */
export async function readFooter(file: Blob): Promise<ParquetFooter> {
  const [first, last] = [await firstLetters(file), await lastLetters(file)];
  if (first === ENCRYPTED || last === ENCRYPTED) throw new FileProblem(words.encrypted);
  if (first !== MAGIC) throw new FileProblem(words.noParquet(first));
  if (last !== MAGIC || file.size < TAIL_BYTES + MAGIC.length) throw new FileProblem(words.cutOff);
  const tail = new DataView(await file.slice(file.size - TAIL_BYTES).arrayBuffer());
  const start = file.size - TAIL_BYTES - tail.getUint32(0, true);
  if (start < MAGIC.length) throw new FileProblem(words.cutOff);
  if (file.size - start > MAX_END_BYTES)
    throw new FileProblem(words.longEnd(file.size - start, MAX_END_BYTES));
  const bytes = new Uint8Array(await file.slice(start).arrayBuffer());
  const footer = soundly(words.itsEnd, () => {
    endOfStruct(bytes, 0);
    return footerOf(parquetMetadata(bytes, { geoparquet: false }), start);
  });
  const { numRows, columns } = footer;
  if (numRows * columns.length > Math.max(tableLimits.cells, MAX_RATIO * file.size))
    throw new FileProblem(words.tooManyCells(numRows, columns.length, file.size));
  return footer;
}

/** `end`: offset after all pages. */
function footerOf(metadata: FileMetaData, end: number): ParquetFooter {
  const { columns, leftOut } = columnsOf(metadata.schema);
  if (columns.length === 0) throw new FileProblem(words.noColumns(leftOut));
  // Some writers give wrong offsets for groups without rows, others a wrong total of rows.
  const groups = metadata.row_groups
    .filter((group) => group.num_rows !== 0n)
    .map((group) => groupOf(group, columns, end));
  return { numRows: groups.reduce((sum, group) => sum + group.numRows, 0), columns, leftOut, groups };
}

function columnsOf([root, ...elements]: readonly SchemaElement[]) {
  const columns: ParquetColumn[] = [];
  const leftOut: string[] = [];
  let [next, numStored] = [0, 0];
  for (let child = 0; child < (root?.num_children ?? 0); child++) {
    const element = elements[next];
    if (element === undefined) throw damageAt(words.itsEnd);
    const cells = element.num_children ? heldIn(element) : cellsOfColumn(element);
    if (typeof cells === 'string') leftOut.push(words.leftOutColumn(element.name, cells));
    else columns.push({ name: element.name, element, cellOf: cells, place: numStored });
    for (let numOpen = 1; numOpen > 0; next++, numOpen--) {
      const inside = elements[next];
      if (inside === undefined) throw damageAt(words.itsEnd);
      if (inside.num_children) numOpen += inside.num_children;
      else numStored++;
    }
  }
  return { columns, leftOut };
}

function heldIn({ converted_type: converted, logical_type: logical }: SchemaElement): Unreadable {
  if (converted === 'LIST' || logical?.type === 'LIST') return 'list';
  const isMap = converted === 'MAP' || converted === 'MAP_KEY_VALUE' || logical?.type === 'MAP';
  return isMap ? 'map' : 'struct';
}

function groupOf(group: RowGroup, columns: readonly ParquetColumn[], end: number): ParquetGroup {
  const numRows = Number(group.num_rows);
  if (!Number.isSafeInteger(numRows) || numRows < 0) throw damageAt(words.itsEnd);
  return {
    numRows,
    chunks: columns.map(({ name, element, place }) => {
      const chunk = group.columns[place];
      if (chunk?.crypto_metadata !== undefined || chunk?.encrypted_column_metadata !== undefined)
        throw new FileProblem(words.encrypted);
      const stored = chunk?.meta_data;
      const isSound =
        stored !== undefined &&
        stored.path_in_schema.length === 1 &&
        stored.path_in_schema[0] === name &&
        stored.type === element.type &&
        Number(stored.num_values) === numRows &&
        startOf(stored) >= MAGIC.length &&
        Number(stored.total_compressed_size) >= 0 &&
        startOf(stored) + Number(stored.total_compressed_size) <= end;
      if (!isSound) throw damageAt(words.itsEnd);
      if (chunk?.file_path) throw new FileProblem(words.elsewhere(chunk.file_path));
      return stored;
    }),
  };
}

// Without a dictionary some writers say 0; with one some leave its offset out.
export function startOf({
  data_page_offset: data,
  dictionary_page_offset: dictionary,
}: ColumnMetaData): number {
  return dictionary !== undefined && dictionary > 0n && dictionary < data ? Number(dictionary) : Number(data);
}
