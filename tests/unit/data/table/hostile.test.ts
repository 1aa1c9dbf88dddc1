/** Files that were damaged at random; `HOSTILE_FILES=10000 npx vitest run --project node tests/unit/data/table/hostile.test.ts` tries more. */
import { afterAll, expect, it } from 'vitest';
import { createStream, type RandomStream } from '../../../../src/core/random.ts';
import type { TableReading } from '../../../../src/data/table/csv/parseTable.ts';
import { encodingOf, tableSizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { tableSplitOf } from '../../../../src/data/table/split.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import { numbersPerRow } from '../../../../src/data/table/tableSetup.ts';
import { text } from '../../../../src/text/text.ts';
import { processorMs } from '../../processorMs.ts';
import { bytesOf, inputsIn, parsed } from './csvFiles.ts';
import { gzipped } from './gzipped.ts';
import { columnsOf, rowsOf } from './parquet/everyKind.ts';
import { codecs, firstVersionOf, parquetOf, parsedParquet } from './parquet/parquetFiles.ts';

const numFiles = Number(process.env['HOSTILE_FILES'] ?? 120);

const MAX_MS = 2000;
/** Beyond what the process took before. */
const MAX_MEGABYTES = 500;

/** Bytes that mean something to whoever reads a file. */
const special = [...'",;\t|\n\r\0']
  .map((sign) => sign.charCodeAt(0))
  .concat([0xff, 0xfe, 0x1f, 0x8b, 0xc3, 0x30, 0x80, 0x7f]);

const plain = exampleCsv(100);
const csvFiles = [
  bytesOf(plain),
  bytesOf(plain.replaceAll(',', ';').replaceAll('\n', '\r\n')),
  gzipped(plain),
  bytesOf(`\ufeff${plain.replaceAll(',', '\t')}`),
  bytesOf(
    plain
      .trim()
      .split('\n')
      .map((line, row) =>
        row === 0 ? `day,${line}` : `${1 + (row % 28)}/${1 + (row % 12)}/24 7:05 PM,${line}`,
      )
      .join('\n'),
  ),
  bytesOf(Array.from({ length: 60 }, (_, row) => String(row * row)).join('\n')),
];

const kinds = columnsOf(rowsOf(120));
const parquetFiles = [
  // LZ4 is for the time limit of the page: its decoder may never end.
  ...codecs.filter((codec) => !codec.startsWith('LZ4')).map((codec) => parquetOf(kinds, { codec })),
  firstVersionOf(columnsOf(rowsOf(80), ['count', 'long', 'ratio', 'clicked'])),
  parquetOf(
    columnsOf(rowsOf(80), ['user', 'long', 'count', 'ratio']).map((column, index) => ({
      ...column,
      encoding: (
        ['DELTA_BYTE_ARRAY', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT', 'BYTE_STREAM_SPLIT'] as const
      )[index] as 'PLAIN',
    })),
    { codec: 'UNCOMPRESSED' },
  ),
];

/** One to eight changes: bytes replaced, left out, put in, a part doubled, or the end cut off; those after the first `numKinds` are not made. */
function mutated(original: Uint8Array, { integerBelow }: RandomStream, numKinds: number): Uint8Array {
  let bytes = [...original];
  const numChanges = 1 + integerBelow(8);
  for (let change = 0; change < numChanges; change++) {
    const at = integerBelow(Math.max(1, bytes.length));
    const length = 1 + integerBelow(40);
    const sign = special[integerBelow(special.length)] ?? 0;
    const kind = integerBelow(numKinds);
    if (kind === 0) bytes[at] = integerBelow(256);
    else if (kind === 1) bytes[at] = sign;
    else if (kind === 2) bytes.splice(at, length);
    else if (kind === 3) bytes.splice(at, 0, ...Array.from({ length }, () => sign));
    else if (kind === 4) bytes.splice(at, 0, ...bytes.slice(at, at + 30 * length));
    else if (integerBelow(4) === 0) bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}

function expectSound(table: Table): void {
  expect(new Set(table.columns.map(({ name }) => name)).size).toBe(table.columns.length);
  for (const column of table.columns) {
    expect(column.name.trim()).not.toBe('');
    const cells = column.kind === 'number' ? column.values : column.codes;
    expect(cells.length).toBe(table.numRows);
    if (column.kind === 'text')
      expect(column.codes.every((code) => code >= -2 && code < column.categories.length)).toBe(true);
    else expect(column.values.every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
  }
}

/** What anyone does with a file: says what is wrong with it, or makes its inputs. */
function use(table: Table, { integerBelow }: RandomStream): 'used' | 'refused' {
  const guess = guessTableSetup(table);
  const [name = ''] = table.columns.map((column) => column.name);
  const dealBy = (['random', 'time', 'group'] as const)[integerBelow(3)] ?? 'random';
  const setup = { ...guess, dealBy, group: integerBelow(2) === 0 ? name : 'day' };
  notesOnTable(table, setup);
  if (problemsOfTable(table, setup).length > 0) return 'refused';
  const split = tableSplitOf(table, setup);
  const encoding = encodingOf(table, setup, split);
  const inputs = inputsIn(encoding, { table, setup }, [...split.test]);
  expect(inputs.every(Number.isFinite)).toBe(true);
  expect(inputs.length).toBe(
    tableSizesOf(table, setup).numTestRows * numbersPerRow(encoding.inputDim, encoding.numEntries),
  );
  return 'used';
}

/** What such files have been made of. A program's own mistakes would be words that fit any file. */
async function tryFiles(
  originals: readonly Uint8Array[],
  name: string,
  read: (bytes: Uint8Array, stream: RandomStream) => Promise<TableReading>,
) {
  const { unreadable, noMemory } = text.tableFile.parse;
  const counts = { used: 0, refused: 0, unread: 0 };
  let slowest = 0;
  for (let file = 0; file < numFiles; file++) {
    const stream = createStream(1, name, file);
    // Every other Parquet file has all bytes where they were, or nothing but its end would be tried.
    const numKinds = originals === parquetFiles && stream.integerBelow(2) === 0 ? 2 : 6;
    const bytes = mutated(originals[file % originals.length] ?? new Uint8Array(), stream, numKinds);
    const startMs = processorMs();
    const { table, problems } = await read(bytes, stream);
    if (table === null) {
      expect(problems).toEqual([expect.stringMatching(/\w\.$/)]);
      expect([unreadable, noMemory], `file ${file}`).not.toContain(problems[0]);
      counts.unread += 1;
    } else {
      expectSound(table);
      counts[use(table, stream)] += 1;
    }
    expect(processorMs() - startMs, `file ${file}`).toBeLessThan(MAX_MS);
    mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
    slowest = Math.max(slowest, processorMs() - startMs);
  }
  if (numFiles > 1000)
    process.stdout.write(
      `${JSON.stringify(counts)}, at most ${slowest.toFixed(0)} ms and ${((mostBytes - bytesBefore) / 1e6).toFixed(0)} MB\n`,
    );
  return counts;
}

/** The most that the process took, and what it took before. */
let mostBytes = 0;
const bytesBefore = process.memoryUsage().rss;
afterAll(() => {
  expect((mostBytes - bytesBefore) / 1e6).toBeLessThan(MAX_MEGABYTES);
});

it(`a damaged file is used or refused in words, and never takes long: ${numFiles} of them`, async () => {
  const counts = await tryFiles(csvFiles, 'hostile', (bytes, { integerBelow }) =>
    parsed(bytes, {}, 1 + integerBelow(4000)),
  );
  // Damage that does nothing tries nothing.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(numFiles / 120);
}, 3_600_000);

it(`so is a damaged Parquet file of any compression: ${numFiles} of them`, async () => {
  const counts = await tryFiles(parquetFiles, 'hostile Parquet', (bytes) => parsedParquet(bytes));
  expect(counts.used + counts.refused).toBeGreaterThan(numFiles / 120);
  expect(counts.unread).toBeGreaterThan(numFiles / 2);
}, 3_600_000);
