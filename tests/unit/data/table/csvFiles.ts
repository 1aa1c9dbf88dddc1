/** Files for tests, from text or bytes. */

import {
  type ParseOptions,
  parseTable,
  type TableReading,
} from '../../../../src/data/table/csv/parseTable.ts';
import { inputRowsIn, type TableEncoding, type TableWithSetup } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import type { Column, Table } from '../../../../src/data/table/table.ts';
import type { TableSetup, TargetSetup } from '../../../../src/data/table/tableSetup.ts';
import { finished } from '../setup.ts';

/** The bytes in pieces of that size. */
const streamOf = (bytes: Uint8Array, pieceLength = 1 << 16): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += pieceLength)
        controller.enqueue(bytes.subarray(at, at + pieceLength));
      controller.close();
    },
  });

export const bytesOf = (written: string): Uint8Array => new TextEncoder().encode(written);

/** Text in an encoding of one or two bytes for a letter; `?` for what that lacks. */
export function bytesIn(encoding: string, written: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const letter = (...bytes: readonly number[]) =>
    decoder.decode(Uint8Array.from(bytes), { stream: true }) + decoder.decode();
  const codes = new Map<string, readonly number[]>();
  for (let first = 0xff; first >= 0; first--) {
    for (let second = 0xff; second >= 0x40; second--) codes.set(letter(first, second), [first, second]);
    codes.set(letter(first), [first]);
  }
  return Uint8Array.from([...written].flatMap((sign) => codes.get(sign) ?? [63]));
}

export const parsed = (
  written: string | Uint8Array,
  options: ParseOptions = {},
  pieceLength?: number,
): Promise<TableReading> => {
  const bytes = typeof written === 'string' ? bytesOf(written) : written;
  return parseTable({ name: 'test.csv', bytes: streamOf(bytes, pieceLength) }, options);
};

/** The table of a file without problems. */
export async function tableOf(written: string | Uint8Array, options: ParseOptions = {}): Promise<Table> {
  const { table, problems } = await parsed(written, options);
  if (table === null) throw new Error(problems.join(' '));
  return table;
}

/** As many rows as a file needs: the given ones over and over. */
export const repeated = (rows: readonly string[], count = 100): readonly string[] =>
  Array.from({ length: count }, (_, index) => rows[index % rows.length] ?? '');

/** The cells as text; blank ones are null. */
export const cellsOf = (column: Column | undefined): readonly (string | number | null)[] => {
  if (column === undefined) return [];
  return column.kind === 'number'
    ? Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
    : Array.from(column.codes, (code) => column.categories[code] ?? null);
};

/** The guessed set-up with other roles and targets. */
export const setupWith = (
  table: Table,
  roles: Readonly<Record<string, TableSetup['columns'][number]['role']>>,
  changes: Partial<TableSetup> = {},
): TableSetup => {
  const setup = guessTableSetup(table);
  const columns = setup.columns.map(({ name, role }) => ({ name, role: roles[name] ?? role }));
  return { ...setup, columns, ...changes };
};

/** Targets: yes for these cells, or the number. */
export const yesIn = (column: string, ...values: readonly string[]): TargetSetup => ({
  column,
  positive: { kind: 'values', values },
  mask: null,
});
export const numberIn = (column: string): TargetSetup => ({ column, positive: null, mask: null });

/** `[rows, N]`, or sparse. */
export const inputsIn = (
  encoding: TableEncoding,
  file: TableWithSetup,
  rows: readonly number[],
): Float32Array => finished(inputRowsIn(encoding, file, Int32Array.from(rows)));

export const messagesOf = (problems: readonly { readonly message: string }[]): readonly string[] =>
  problems.map(({ message }) => message);
