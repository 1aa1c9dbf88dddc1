/**
 * A table as one Blob, which threads hand on without copying it: the page keeps the file of a visitor like this, and its main
 * thread never touches a cell.
 */
import type { Column, Table } from './table.ts';

/** A column without its cells, and how many bytes they take. */
interface PackedColumn {
  readonly name: string;
  /** Null: a column of numbers. */
  readonly categories: readonly string[] | null;
  readonly numBytes: number;
}

interface Head extends Omit<Table, 'columns'> {
  readonly columns: readonly PackedColumn[];
}

/** Typed arrays want to begin at such places. */
const ALIGNMENT = 8;
const paddingAfter = (numBytes: number): number => (ALIGNMENT - (numBytes % ALIGNMENT)) % ALIGNMENT;

/** The bytes: length of the head, the head as JSON, the cells of one column after the other, each from a multiple of 8 on. */
export function packedTable(table: Table): Blob {
  const cells = table.columns.map(cellsOf);
  const head: Head = {
    ...table,
    columns: table.columns.map((column, index) => ({
      name: column.name,
      categories: column.kind === 'text' ? column.categories : null,
      numBytes: cells[index]?.byteLength ?? 0,
    })),
  };
  const written = new TextEncoder().encode(JSON.stringify(head));
  const parts = [new Float64Array([written.byteLength]), written, ...cells];
  const padded = parts.flatMap((part) => [part, new Uint8Array(paddingAfter(part.byteLength))]);
  return new Blob(padded as BlobPart[]);
}

const cellsOf = (column: Column): Float64Array | Int16Array =>
  column.kind === 'number' ? column.values : column.codes;

/** The table that was packed. Rejects when the browser has lost the bytes, as it may when memory is short. */
export async function unpackedTable(packed: Blob): Promise<Table> {
  const bytes = await packed.arrayBuffer();
  const [headLength = 0] = new Float64Array(bytes, 0, 1);
  const written = new TextDecoder().decode(new Uint8Array(bytes, ALIGNMENT, headLength));
  // Our own words, from `packedTable`.
  const head = JSON.parse(written) as Head;
  let next = ALIGNMENT + headLength + paddingAfter(headLength);
  const columns = head.columns.map(({ name, categories, numBytes }): Column => {
    const start = next;
    next += numBytes + paddingAfter(numBytes);
    if (categories === null)
      return { kind: 'number', name, values: new Float64Array(bytes, start, numBytes / 8) };
    return { kind: 'text', name, categories, codes: new Int16Array(bytes, start, numBytes / 2) };
  });
  return { ...head, columns };
}
