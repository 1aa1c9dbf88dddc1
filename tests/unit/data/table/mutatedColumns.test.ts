/** Files with a column that tells the label, damaged in the ways of real files; `MUTATED_FILES=5000` tries more. */
import { expect, it } from 'vitest';
import { areaUnderCurve } from '../../../../src/core/areaUnderCurve.ts';
import { createStream, type RandomStream } from '../../../../src/core/random.ts';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { categoriesOf, type Table } from '../../../../src/data/table/table.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import { bytesIn, bytesOf, inputsIn, parsed, tableOf } from './csvFiles.ts';
import { gzipped } from './gzipped.ts';

const numFiles = Number(process.env['MUTATED_FILES'] ?? 500);
const NUM_ROWS = 240;
const [PLANTED, LABEL] = [1, 5];
const MAX_LOSS = 0.01;
const MIN_NAMES = 30;
const ROW_DIM = 300;

interface CsvText {
  readonly cells: string[][];
  /** Names of rows whose planted cell is another one now. */
  readonly touched: Set<string>;
  readonly delimiter: string;
  readonly newline: string;
}

type CellChange = (cell: string, stream: RandomStream) => string;

const header = ['row', 'planted', 'noise', 'città', 'day', 'label'];
const day = (time: number) => new Date(Date.UTC(2024, 0, 1 + time)).toISOString().slice(0, 10);

/** Files whose planted column holds numbers, categories, dates or times. */
const bases: readonly ((signal: number) => string)[] = [
  (signal) => (20 * signal + 100).toFixed(2),
  (signal) => String(Math.round(50_000 * (signal + 3))),
  (signal) => `plan ${Math.max(0, Math.min(7, Math.round(2 * signal + 4)))}`,
  (signal) => day(Math.round(100 * signal) + 300),
  (signal) => day(Math.round(100 * signal) + 300).replace(/^(\d+)-(\d+)-(\d+)$/, '$3/$2/$1'),
  (signal) => String(1_700_000_040 + 60 * Math.round(40_000 * signal)),
];

function baseFile(base: number): CsvText {
  const { normal, uniform } = createStream('planted', base);
  const rows = Array.from({ length: NUM_ROWS }, (_, row) => {
    const signal = normal();
    const isYes = uniform() < 1 / (1 + Math.exp(-2 * signal));
    const city = ['Zürich', 'Genève', 'Città', 'Bern'][row % 4] ?? '';
    return [`r${row}`, bases[base]?.(signal) ?? '', normal().toFixed(3), city, day(row), isYes ? '1' : '0'];
  });
  return { cells: [[...header], ...rows], touched: new Set(), delimiter: ',', newline: '\n' };
}

/** Changes cells of the planted column, or at times of another: few, or all. */
const inCells =
  (change: CellChange, { all = false, replaces = false } = {}) =>
  (file: CsvText, stream: RandomStream): void => {
    const column = stream.uniform() < 0.8 ? PLANTED : 2 + stream.integerBelow(3);
    const share = all ? 1 : 0.01 + 0.1 * stream.uniform();
    for (const row of file.cells.slice(1)) {
      if (stream.uniform() >= share) continue;
      if (replaces && column === PLANTED) file.touched.add(row[0] ?? '');
      row[column] = change(row[column] ?? '', stream);
    }
  };

const inRows =
  (change: (row: string[], stream: RandomStream) => void) => (file: CsvText, stream: RandomStream) => {
    for (const row of file.cells) if (stream.uniform() < 0.03) change(row, stream);
  };

const constant = (...cells: readonly string[]) =>
  inCells((_, { integerBelow }) => cells[integerBelow(cells.length)] ?? '', { replaces: true });

const inHeader =
  (change: (names: readonly string[]) => string[]) =>
  ({ cells }: CsvText): void =>
    void cells.splice(0, 1, change(cells[0] ?? []));

const quoted = (cell: string): string => `"${cell}"`;
const thousands = (cell: string): string => quoted(cell.replace(/\B(?=(\d{3})+(?!\d))/g, ','));

const changes: readonly ((file: CsvText, stream: RandomStream) => void)[] = [
  constant('-999999999'),
  constant('9999'),
  constant('1e308', '-1e308', '1e400'),
  constant('', 'NA', '?', 'null'),
  constant('unknown', 'None', '-', 'inf', '#N/A'),
  constant('9'.repeat(250), 'x'.repeat(5000)),
  constant(`1${'0'.repeat(199)}x`),
  inCells(thousands, { all: true }),
  inCells(thousands),
  inCells((cell) => `${cell} kg`, { all: true }),
  inCells((cell) => `${cell} kg`),
  inCells((cell) => `$${cell}`, { all: true }),
  inCells((cell) => `${cell}%`),
  inCells((cell) => `  ${cell}\t`, { all: true }),
  inCells((cell) => `\ufeff${cell}\u3000`),
  inCells((cell) => `00${cell}`),
  inCells((cell) => `(${cell})`),
  inCells((cell) => `−${cell}`),
  inCells((cell) => quoted(cell.replace('.', ',')), { all: true }),
  inCells((cell) => quoted(`${cell}\r\n`)),
  inCells((cell) => `${cell}\r`),
  inCells((cell) => cell.replace(/^(\d{4})-(\d+)-(\d+)$/, '$2/$3/$1')),
  inCells((cell) => cell.replace(/^(\d\d)\/(\d\d)\//, '$2/$1/')),
  inCells((_, { integerBelow }) => `${1 + integerBelow(12)}/${1 + integerBelow(28)}/2024`, {
    replaces: true,
  }),
  inCells((cell) => String(Date.parse(cell) || cell), { all: true }),
  inRows((row) => void row.pop()),
  inRows((row) => void row.push('more', '')),
  inRows((row) => void row.splice(0, row.length, row.join(';'))),
  inRows((row) => void row.splice(0, row.length, '')),
  inRows((row, { integerBelow }) => {
    row[0] = ['"open', 'in"side', '"two" "marks"', '""', '\0'][integerBelow(5)] ?? '';
  }),
  inHeader((names) => names.with(PLANTED, '"planted\r\n(EUR)"')),
  inHeader((names) => names.with(2, 'planted')),
  inHeader((names) => names.with(0, '').with(3, '')),
  ({ cells }) => void cells.splice(100, 0, [...header]),
  ({ cells }) => void cells.splice(0, 1),
  ({ cells }) => void cells.splice(1 + 40, cells.length),
  ({ cells }) => void cells.splice(1),
  (file) => void Object.assign(file, { delimiter: ';' }),
  (file) => void Object.assign(file, { delimiter: '\t' }),
  (file) => void Object.assign(file, { newline: '\r' }),
  (file) => void Object.assign(file, { newline: '\r\n' }),
  (file) => void Object.assign(file, { newline: 'mixed' }),
];

const writes: readonly ((written: string, stream: RandomStream) => Uint8Array)[] = [
  ...Array.from({ length: 6 }, () => bytesOf),
  (written) => bytesOf(`\ufeff${written}`),
  (written) => gzipped(written),
  (written) => bytesIn('windows-1252', written),
  (written) =>
    new Uint8Array(new Uint16Array([...`\ufeff${written}`].map((sign) => sign.charCodeAt(0))).buffer),
  (written) => new Uint8Array(new Uint16Array([...written].map((sign) => sign.charCodeAt(0))).buffer),
  (written, { integerBelow }) => bytesOf(written).slice(0, integerBelow(written.length)),
  (written, { integerBelow }) => {
    const bytes = bytesOf(written);
    for (let count = 0; count < 3; count++) bytes[200 + integerBelow(bytes.length - 200)] = integerBelow(256);
    return bytes;
  },
];

function textOf({ cells, delimiter, newline }: CsvText): string {
  const ends = newline === 'mixed' ? ['\n', '\r', '\r\n'] : [newline];
  return cells.map((row, at) => row.join(delimiter) + (ends[at % ends.length] ?? '')).join('');
}

interface ScoredRow {
  readonly score: number;
  readonly label: string;
}

/** What a network gets of the planted column, by the names of rows: its number, or its category; empty if it is no feature. */
function scoresOf(table: Table, setup: TableSetup): ReadonlyMap<string, number> {
  const [first, planted] = table.columns;
  const { encoding } = encodedTableOf(table, setup);
  const encoded = encoding.columns.find(({ name }) => name === planted?.name);
  if (first === undefined || planted === undefined || encoded === undefined) return new Map();
  const rows = Array.from({ length: table.numRows }, (_, row) => row);
  const one = { ...encoding, columns: [encoded], numEntries: null, rowDim: ROW_DIM };
  const inputs = inputsIn(one, { table, setup }, rows);
  const names = categoriesOf(first);
  const scores = rows.map((row) => {
    const ofRow = inputs.subarray(ROW_DIM * row, ROW_DIM * (row + 1));
    return encoded.kind === 'categories' ? ofRow.indexOf(1) : (ofRow[0] ?? 0);
  });
  const isOrdered = encoded.kind !== 'categories';
  return new Map(
    rows.map((row) => [
      names.categories[names.codes[row] ?? -1] ?? '',
      isOrdered ? (scores[row] ?? 0) : -1e6 - (scores[row] ?? 0),
    ]),
  );
}

/** Of categories, by how often they are yes. */
function aucOf(rows: readonly ScoredRow[]): number {
  const rates = new Map<number, number>();
  for (const { score } of rows) {
    const same = score <= -1e6 ? rows.filter((row) => row.score === score) : [];
    if (same.length > 0) rates.set(score, same.filter(({ label }) => label === '1').length / same.length);
  }
  const scores = Float64Array.from(rows, ({ score }) => rates.get(score) ?? score);
  const labels = Float64Array.from(rows, ({ label }) => Number(label));
  return areaUnderCurve(
    scores,
    labels,
    labels.map(() => 1),
  );
}

interface Clean {
  readonly labels: ReadonlyMap<string, string>;
  readonly scores: ReadonlyMap<string, number>;
  /** What is said of the whole file, which tells nothing of damage. */
  readonly said: ReadonlySet<string>;
}

const saidOf = (table: Table, setup: TableSetup) => [
  ...problemsOfTable(table, setup),
  ...notesOnTable(table, setup),
];

/** How a damaged file is dealt with; anything but four words is a defect. */
async function dealtWith(bytes: Uint8Array, clean: Clean, touched: ReadonlySet<string>): Promise<string> {
  const { table, problems } = await parsed(bytes);
  if (table === null) return /^[A-Z].*\.$/.test(problems.join(' ')) ? 'refused' : `said ${problems.join()}`;
  const [planted, label] = [PLANTED, LABEL].map((place) => table.columns[place]?.name);
  const setup = guessTableSetup(table, undefined, label === undefined ? [] : [label]);
  const said = saidOf(table, setup).filter(({ message }) => !clean.said.has(message));
  const sentences = said.map(({ message }) => message).join(' ');
  const isNamed = said.some(({ column, message }) => column === planted || message.includes(planted ?? '\0'));
  if (isNamed) return 'named';
  const scores = scoresOf(table, setup);
  const names = [...scores.keys()].filter((name) => clean.labels.has(name) && !touched.has(name));
  if (names.length < MIN_NAMES)
    return said.length > 0 && planted === undefined ? 'told' : `lost: ${sentences}`;
  const areaBy = (by: ReadonlyMap<string, number>) =>
    aucOf(names.map((name) => ({ score: by.get(name) ?? 0, label: clean.labels.get(name) ?? '' })));
  const [area, before] = [areaBy(scores), areaBy(clean.scores)];
  return area > before - MAX_LOSS ? 'kept' : `AUC ${area} for ${before}: ${sentences}`;
}

it(
  'reads, refuses or notes by name every damaged file, and loses no column silently',
  async () => {
    const cleanFiles = await Promise.all(
      bases.map(async (_, base): Promise<Clean> => {
        const file = baseFile(base);
        const table = await tableOf(textOf(file));
        const setup = guessTableSetup(table, undefined, ['label']);
        return {
          labels: new Map(file.cells.slice(1).map((row) => [row[0] ?? '', row[LABEL] ?? ''])),
          scores: scoresOf(table, setup),
          said: new Set(saidOf(table, setup).map(({ message }) => message)),
        };
      }),
    );
    const counts: Record<string, number> = {};
    const defects: string[] = [];
    for (let number = 0; number < numFiles; number++) {
      const stream = createStream('mutated', number);
      const base = stream.integerBelow(bases.length);
      const file = baseFile(base);
      const made = Array.from({ length: 1 + stream.integerBelow(2) }, () =>
        stream.integerBelow(changes.length),
      );
      for (const change of made) changes[change]?.(file, stream);
      const write = stream.integerBelow(writes.length);
      const bytes = writes[write]?.(textOf(file), stream) ?? new Uint8Array();
      const clean = cleanFiles[base];
      const result = clean ? await dealtWith(bytes, clean, file.touched) : 'no file';
      counts[result] = (counts[result] ?? 0) + 1;
      if (!['kept', 'named', 'refused', 'told'].includes(result))
        defects.push(`${number}: base ${base}, changes ${made.join()}, written ${write}: ${result}`);
    }
    expect(defects).toEqual([]);
    // None of them is rare, or the test would show little.
    for (const word of ['kept', 'named', 'refused']) expect(counts[word]).toBeGreaterThan(numFiles / 10);
  },
  30_000 + 20 * numFiles,
);
