/** Packs a table into one Blob, which threads pass on without a copy, so that the main thread never touches a cell. */
import type { Column, Table } from './table.ts';

interface PackedColumn {
  readonly name: string;
  readonly numBytes: number;
  /** JSON of the texts before the cells; null for numbers. */
  readonly textBytes: number | null;
}

interface PackedTableHead extends Omit<Table, 'columns'> {
  readonly columns: readonly PackedColumn[];
}

// Offsets must be multiples of this, where typed arrays may begin.
const BYTE_ALIGNMENT = 8;
const paddingAfter = (numBytes: number): number =>
  (BYTE_ALIGNMENT - (numBytes % BYTE_ALIGNMENT)) % BYTE_ALIGNMENT;

/**
 * Layout: length of the head, head as JSON, columns, each part at a multiple of 8. Columns have a JSON each: that of all texts may exceed
 * the longest string.
 */
export function packTable(table: Table): Blob {
  const parts = table.columns.map(({ name, ...column }) => {
    const texts = column.kind === 'text' ? jsonBytesOf(column.categories) : null;
    const cells = column.kind === 'text' ? column.codes : column.values;
    const head: PackedColumn = { name, numBytes: cells.byteLength, textBytes: texts?.byteLength ?? null };
    return { head, bytes: texts === null ? [cells] : [texts, cells] };
  });
  const head = jsonBytesOf({ ...table, columns: parts.map((part) => part.head) } satisfies PackedTableHead);
  const all = [new Float64Array([head.byteLength]), head, ...parts.flatMap(({ bytes }) => bytes)];
  const padded = all.flatMap((part) => [part, new Uint8Array(paddingAfter(part.byteLength))]);
  return new Blob(padded as BlobPart[]);
}

const jsonBytesOf = (data: object): Uint8Array => new TextEncoder().encode(JSON.stringify(data));

/** Rejects if the browser has dropped the bytes, as it may when memory is short. */
export async function unpackTable(packed: Blob): Promise<Table> {
  const bytes = await packed.arrayBuffer();
  const [headLength = 0] = new Float64Array(bytes, 0, 1);
  let next = BYTE_ALIGNMENT;
  const startOf = (numBytes: number): number => {
    const start = next;
    next += numBytes + paddingAfter(numBytes);
    return start;
  };
  const parsed = (numBytes: number): unknown =>
    JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, startOf(numBytes), numBytes)));
  // Written by `packedTable`.
  const head = parsed(headLength) as PackedTableHead;
  const columns = head.columns.map(({ name, numBytes, textBytes }): Column => {
    if (textBytes === null)
      return { kind: 'number', name, values: new Float64Array(bytes, startOf(numBytes), numBytes / 8) };
    const categories = parsed(textBytes) as readonly string[];
    return { kind: 'text', name, categories, codes: new Int32Array(bytes, startOf(numBytes), numBytes / 4) };
  });
  return { ...head, columns };
}
