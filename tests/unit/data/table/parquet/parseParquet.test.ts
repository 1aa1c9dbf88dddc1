import { describe, expect, it } from 'vitest';
import type { ReadingProgress } from '../../../../../src/data/table/csv/parseTable.ts';
import { encodedTableOf } from '../../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../../src/data/table/guess.ts';
import { notesOnTable } from '../../../../../src/data/table/notes/problems.ts';
import type { Column, Table } from '../../../../../src/data/table/table.ts';
import { text } from '../../../../../src/text/text.ts';
import { cellsOf, inputsIn, messagesOf, setupWith, tableOf } from '../csvFiles.ts';
import { columnsOf, csvOf, names, rowsOf } from './everyKind.ts';
import {
  codecs,
  type Encoding,
  firstVersionOf,
  parquetOf,
  parsedParquet,
  tableOfParquet,
  type Written,
} from './parquetFiles.ts';

const rows = rowsOf(400);
const noDates = names.filter((name) => !['seen', 'paid', 'sent'].includes(name));

const columnOf = (name: string, { columns }: Table): Column | undefined =>
  columns.find((column) => column.name === name);

const withoutHash = ({ hash: _, parquet: __, fileName: ___, ...table }: Table) => table;

const written = (
  name: string,
  element: Partial<Written['element']>,
  at: (row: number) => unknown,
): Written => ({
  element: { name, repetition_type: 'OPTIONAL', ...element },
  data: rowsOf(100).map(at),
});
const list = written('tags', { converted_type: 'LIST', num_children: 1 }, () => ['a']);

describe('a Parquet file', () => {
  it('is the table that the CSV file of its cells is: columns, categories, blanks and all', async () => {
    const csv = await tableOf(csvOf(rows, noDates));
    const table = await tableOfParquet(parquetOf(columnsOf(rows, noDates)));
    expect(withoutHash(table)).toEqual(withoutHash(csv));
    expect(table.columns.map(({ kind }) => kind)).toContain('number');
    expect(cellsOf(columnOf('city', table)).slice(0, 6)).toEqual([
      'Paris, 5e',
      'Zürich',
      'Köln',
      null,
      '東京',
      'say "no"',
    ]);
    expect(cellsOf(columnOf('born', table)).slice(0, 2)).toEqual(['1959-01-19', '1959-02-19']);
    expect(cellsOf(columnOf('price', table)).slice(7, 9)).toEqual([-1.91, 1.04]);
    expect(cellsOf(columnOf('ratio', table)).slice(2, 4)).toEqual([2 / 7 - 1e-9, null]);
  });

  it('gives the networks the columns and rows that the CSV file gives, also those of dates', async () => {
    const [csv, table] = [await tableOf(csvOf(rows)), await tableOfParquet(parquetOf(columnsOf(rows)))];
    expect(guessTableSetup(table)).toEqual({
      ...guessTableSetup(csv),
      hash: table.hash,
      fileName: 'test.parquet',
    });
    const [wanted, got] = [encoded(csv), encoded(table)];
    expect(wanted.columns.length).toBeGreaterThan(30);
    expect(got.columns).toEqual(wanted.columns);
    expect(got.inputs).toEqual(wanted.inputs);
  });

  it.each(codecs)('may be packed as %s, in pages and groups of any size', async (codec) => {
    const plain = await tableOfParquet(
      parquetOf(columnsOf(rows), { codec: 'UNCOMPRESSED', rowGroupSize: 1000 }),
    );
    const small = parquetOf(columnsOf(rows), { codec, rowGroupSize: 33, pageSize: 64 });
    expect(withoutHash(await tableOfParquet(small))).toEqual(withoutHash(plain));
  });

  it.each<readonly [string, Encoding]>([
    ['user', 'PLAIN'],
    ['user', 'RLE_DICTIONARY'],
    ['user', 'DELTA_LENGTH_BYTE_ARRAY'],
    ['user', 'DELTA_BYTE_ARRAY'],
    ['count', 'DELTA_BINARY_PACKED'],
    ['long', 'DELTA_BINARY_PACKED'],
    ['count', 'BYTE_STREAM_SPLIT'],
    ['ratio', 'BYTE_STREAM_SPLIT'],
    ['total', 'BYTE_STREAM_SPLIT'],
    ['member', 'RLE'],
    ['member', 'PLAIN'],
  ])('may write column %s as %s', async (name, encoding) => {
    const columns = columnsOf(rows, [name, 'clicked']);
    const [first, second] = columns.map((column, index) => (index === 0 ? { ...column, encoding } : column));
    const table = await tableOfParquet(parquetOf([first, second].flatMap((column) => column ?? [])));
    expect(withoutHash(table)).toEqual(withoutHash(await tableOf(csvOf(rows, [name, 'clicked']))));
  });

  it('may be of the first version, where pages say in themselves what is blank', async () => {
    const taken = ['count', 'ratio', 'half', 'long'];
    const table = await tableOfParquet(firstVersionOf(columnsOf(rows, taken)));
    expect(withoutHash(table)).toEqual(withoutHash(await tableOf(csvOf(rows, taken))));
  });

  it('may have no cell that could be blank, or none that is not', async () => {
    const table = await tableOfParquet(
      parquetOf([
        written('all', { type: 'DOUBLE', repetition_type: 'REQUIRED' }, (row) => row / 2),
        written('none', { type: 'INT64' }, () => null),
      ]),
    );
    expect(cellsOf(table.columns[0])).toEqual(rowsOf(100).map((row) => row / 2));
    expect(cellsOf(table.columns[1])).toEqual(rowsOf(100).map(() => null));
  });

  it('keeps every digit of ids, and of whole numbers that are none says what numbers say', async () => {
    const big = 9_007_199_254_740_993n;
    const table = await tableOfParquet(
      parquetOf([
        written('id', { type: 'INT64' }, (row) => big + BigInt(row % 50)),
        written('hash', { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, (row) => `${big + BigInt(row)}`),
        written('y', { type: 'INT32' }, (row) => row % 2),
      ]),
    );
    // Though they are digits, they name something.
    expect(guessTableSetup(table).columns.map(({ role }) => role)).toEqual(['id', 'categories', 'target']);
    const [id, hash] = table.columns;
    expect(cellsOf(id).slice(0, 3)).toEqual(['9007199254740993', '9007199254740994', '9007199254740995']);
    expect(id?.kind === 'text' && id.categories).toHaveLength(50);
    expect(hash?.kind === 'text' && new Set(hash.categories).size).toBe(100);
    // Digits alone are no reason: smaller ones are numbers.
    expect(table.columns[2]?.kind).toBe('number');
  });

  it('writes what is no number or date as others do', async () => {
    const nanos = (unit: 'NANOS') => ({
      type: 'INT64' as const,
      logical_type: { type: 'TIMESTAMP' as const, isAdjustedToUTC: false, unit },
    });
    const table = await tableOfParquet(
      parquetOf([
        written('x', { type: 'DOUBLE' }, (row) => [1, Infinity, -Infinity, Number.NaN][row % 4]),
        written('t', nanos('NANOS'), (row) => (row % 2 === 0 ? -1n : 1_500_000_000n)),
        written('d', { type: 'INT32', converted_type: 'DATE' }, (row) => (row % 2 === 0 ? -719_162 : 2e9)),
      ]),
    );
    expect(cellsOf(table.columns[0]).slice(0, 4)).toEqual(['1', 'inf', '-inf', null]);
    expect(cellsOf(table.columns[1]).slice(0, 2)).toEqual([
      '1969-12-31 23:59:59.999999999',
      '1970-01-01 00:00:01.5',
    ]);
    expect(cellsOf(table.columns[2]).slice(0, 2)).toEqual(['0001-01-01', '2000000000']);
  });

  it('leaves out lists, maps, structs and bytes by name, and says so', async () => {
    const table = await tableOfParquet(
      parquetOf([
        list,
        written('y', { type: 'INT32' }, (row) => row % 2),
        written('facts', { converted_type: 'MAP', num_children: 1 }, () => ({ a: 'b' })),
        written('place', { num_children: 1 }, () => ({ part: 'x' })),
        written('image', { type: 'BYTE_ARRAY' }, () => Uint8Array.of(1, 2)),
        written('x', { type: 'INT32' }, (row) => row),
      ]),
    );
    expect(table.columns.map(({ name }) => name)).toEqual(['y', 'x']);
    expect(cellsOf(table.columns[1]).slice(0, 3)).toEqual([0, 1, 2]);
    const setup = setupWith(table, { y: 'target', x: 'number' }, {});
    const notes = messagesOf(notesOnTable(table, setup));
    const leftOut = ['tags (lists)', 'facts (maps)', 'place (structs)', 'image (bytes)'];
    expect(notes).toContain(text.parquet.leftOut(leftOut));
  });

  it('of more rows than are wanted keeps those that a CSV file keeps, and says how many there are before it reads them', async () => {
    const many = rowsOf(3000);
    const said: ReadingProgress[] = [];
    const options = {
      form: { maxRows: 500 },
      onProgress: (progress: ReadingProgress) => void said.push(progress),
    };
    const taken = ['user', 'count', 'clicked'];
    const table = await tableOfParquet(parquetOf(columnsOf(many, taken), { rowGroupSize: 1100 }), options);
    expect(withoutHash(table)).toEqual(
      withoutHash(await tableOf(csvOf(many, taken), { form: { maxRows: 500 } })),
    );
    expect(said[0]).toMatchObject({ numBytes: 0, numRows: 0, numRowsInFile: 3000, maxRows: 500 });
    expect(said.at(-1)).toMatchObject({ numRows: 3000 });
    const shares = said.map(({ numBytes }) => numBytes);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  it('has the hash that other programs give its bytes', async () => {
    const bytes = parquetOf(columnsOf(rows, ['count', 'clicked']));
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
    expect((await tableOfParquet(bytes)).hash).toBe(Buffer.from(digest).toString('hex'));
  });
});

describe('a Parquet file that cannot be read says why', () => {
  const whole = parquetOf(columnsOf(rows, ['count', 'clicked']));
  const { parquet: words } = text;
  const with4 = (at: number, letters: string): Uint8Array => {
    const bytes = whole.slice();
    bytes.set(new TextEncoder().encode(letters), at);
    return bytes;
  };
  it.each<readonly [string, () => Uint8Array, string]>([
    ['another beginning', () => with4(0, 'a,b\n').subarray(0, 40), words.damaged],
    ['nothing', () => new Uint8Array(), words.damaged],
    ['no end', () => whole.subarray(0, whole.length - 1), words.damaged],
    ['the half of it', () => whole.subarray(0, whole.length >> 1), words.damaged],
    ['an end that is longer than the file', () => with4(whole.length - 8, '~~~~'), words.damaged],
    ['an end of noise', () => with4(whole.length - 60, '~~~~~~~~'), words.damaged],
    ['a page of noise', () => with4(8, '~~~~~~~~~~~~'), words.damaged],
    [
      'an unknown compression',
      () => parquetOf(columnsOf(rows, ['count']), { codec: 'LZO', rowGroupSize: 1000 }),
      words.unsupported(words.compression('LZO')),
    ],
    [
      'no column of numbers or texts',
      () => parquetOf([list]),
      words.unsupported(words.noColumns(['tags (lists)'])),
    ],
    ['too few rows', () => parquetOf(columnsOf(rowsOf(20))), text.tableFile.parse.tooFewRows(20, 50)],
    [
      'too many columns',
      () => parquetOf(rowsOf(501).map((index) => written(`c${index}`, { type: 'INT32' }, () => 1))),
      words.tooLarge('columns', 501, 500),
    ],
  ])('%s', async (_, bytesOf, problem) => {
    expect(await parsedParquet(bytesOf())).toEqual({ table: null, problems: [problem] });
  });
});

/** The columns of the networks and all their rows; groups are dealt, which no order of the rows changes. */
function encoded(table: Table) {
  const guess = guessTableSetup(table, undefined, ['clicked']);
  const setup = { ...guess, hash: 'any', group: 'user', dealBy: 'group' as const };
  const { encoding } = encodedTableOf(table, setup);
  return { columns: encoding.columns, inputs: inputsIn(encoding, { table, setup }, rows) };
}
