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
  readonly ends: readonly string[];
}

type Change = (file: CsvText, stream: RandomStream) => void;

const header = ['row', 'planted', 'noise', 'città', 'day', 'label'];
const day = (time: number) => new Date(Date.UTC(2024, 0, 1 + time)).toISOString().slice(0, 10);

/** Planted columns of numbers, categories, dates and times. */
const plants: readonly ((signal: number) => string)[] = [
  (signal) => (20 * signal + 100).toFixed(2),
  (signal) => String(Math.round(50_000 * (signal + 3))),
  (signal) => `plan ${Math.max(0, Math.min(7, Math.round(2 * signal + 4)))}`,
  (signal) => day(Math.round(100 * signal) + 300),
  (signal) => day(Math.round(100 * signal) + 300).replace(/^(\d+)-(\d+)-(\d+)$/, '$3/$2/$1'),
  (signal) => String(1_700_000_040 + 60 * Math.round(40_000 * signal)),
];

function fileWith(plant: number): CsvText {
  const { normal, uniform } = createStream('planted', plant);
  const rows = Array.from({ length: NUM_ROWS }, (_, row) => {
    const signal = normal();
    const isYes = uniform() < 1 / (1 + Math.exp(-2 * signal));
    const city = ['Zürich', 'Genève', 'Città', 'Bern'][row % 4] ?? '';
    return [`r${row}`, plants[plant]?.(signal) ?? '', normal().toFixed(3), city, day(row), isYes ? '1' : '0'];
  });
  return { cells: [[...header], ...rows], touched: new Set(), delimiter: ',', ends: ['\n'] };
}

/** Rewrites cells of the planted column, or at times of another: all, or few. */
const inCells =
  (change: (cell: string, stream: RandomStream) => string, replaces = false): Change =>
  ({ cells, touched }, stream) => {
    const column = stream.uniform() < 0.8 ? PLANTED : 2 + stream.integerBelow(3);
    const share = !replaces && stream.uniform() < 0.5 ? 1 : 0.01 + 0.1 * stream.uniform();
    for (const row of cells.slice(1)) {
      if (stream.uniform() >= share) continue;
      if (replaces && column === PLANTED) touched.add(row[0] ?? '');
      row[column] = change(row[column] ?? '', stream);
    }
  };

/** In these cells, `@` stands for what was there. */
const written = [
  '-999999999 9999 1e308 -1e308 1e400 NA ? null unknown None - inf #N/A',
  '@_kg @kg $@ @% 00@ (@) −@ __@\t \ufeff@\u3000 "@\r\n" @\r "@"',
].flatMap((line) => line.split(' '));
const longCells = ['', '9'.repeat(250), 'x'.repeat(5000), `1${'0'.repeat(199)}x`];
const templates = [...written.map((cell) => cell.replaceAll('_', ' ')), ...longCells];

const inRows =
  (change: (row: string[], stream: RandomStream) => void): Change =>
  ({ cells }, stream) =>
    cells.filter(() => stream.uniform() < 0.03).forEach((row) => void change(row, stream));
const inHeader =
  (change: (names: readonly string[]) => string[]): Change =>
  ({ cells }) =>
    void cells.splice(0, 1, change(cells[0] ?? []));
const set =
  (form: Partial<CsvText>): Change =>
  (file) =>
    void Object.assign(file, form);
const oddFirstCells = ['"open', 'in"side', '"two" "marks"', '""', '\0'];

const changes: readonly Change[] = [
  ...templates.map((template) => inCells((cell) => template.replaceAll('@', cell), !template.includes('@'))),
  inCells((cell) => `"${cell.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}"`),
  inCells((cell) => `"${cell.replace('.', ',')}"`),
  inCells((cell) => cell.replace(/^(\d{4})-(\d+)-(\d+)$/, '$2/$3/$1')),
  inCells((cell) => cell.replace(/^(\d\d)\/(\d\d)\//, '$2/$1/')),
  inCells((cell) => cell.replace(/^\d{4}-\d+-\d+$/, (one) => String(Date.parse(one)))),
  inCells((_, { integerBelow }) => `${1 + integerBelow(12)}/${1 + integerBelow(28)}/2024`, true),
  inRows((row) => row.pop()),
  inRows((row) => row.push('more', '')),
  inRows((row) => row.splice(0, row.length, row.join(';'))),
  inRows((row) => row.splice(0, row.length, '')),
  inRows((row, { integerBelow }) => row.splice(0, 1, oddFirstCells[integerBelow(5)] ?? '')),
  inHeader((names) => names.with(PLANTED, '"planted\r\n(EUR)"')),
  inHeader((names) => names.with(2, 'planted')),
  inHeader((names) => names.with(0, '').with(3, '')),
  ({ cells }) => cells.splice(100, 0, [...header]),
  ...[0, 1, 41].map(
    (first): Change =>
      ({ cells }) =>
        cells.splice(first, first === 0 ? 1 : cells.length),
  ),
  ...[';', '\t', '|'].map((delimiter) => set({ delimiter })),
  ...[['\r'], ['\r\n'], ['\n', '\r', '\r\n']].map((ends) => set({ ends })),
];

const utf16Of = (text: string) =>
  new Uint8Array(new Uint16Array([...text].map((sign) => sign.charCodeAt(0))).buffer);
const writes: readonly ((text: string, stream: RandomStream) => Uint8Array)[] = [
  ...Array.from({ length: 6 }, () => bytesOf),
  (text) => bytesOf(`\ufeff${text}`),
  gzipped,
  (text) => bytesIn('windows-1252', text),
  (text) => utf16Of(`\ufeff${text}`),
  utf16Of,
  (text, { integerBelow }) => bytesOf(text).slice(0, integerBelow(text.length)),
  (text, { integerBelow }) =>
    bytesOf(text).map((byte, at) => (at > 200 && integerBelow(4000) === 0 ? integerBelow(256) : byte)),
];

const textOf = ({ cells, delimiter, ends }: CsvText): string =>
  cells.map((row, at) => row.join(delimiter) + (ends[at % ends.length] ?? '')).join('');

type Scores = ReadonlyMap<string, number>;

/** What a network gets of the planted column, by the names of rows: its number, or the share of yes of its category. */
function scoresOf(table: Table, setup: TableSetup, labels: Scores): Scores {
  const [first, planted] = table.columns;
  const { encoding } = encodedTableOf(table, setup);
  const encoded = encoding.columns.find(({ name }) => name === planted?.name);
  if (first === undefined || encoded === undefined) return new Map();
  const rows = Array.from({ length: table.numRows }, (_, row) => row);
  const one = { ...encoding, columns: [encoded], numEntries: null, rowDim: ROW_DIM };
  const inputs = inputsIn(one, { table, setup }, rows);
  const { categories, codes } = categoriesOf(first);
  const names = rows.map((row) => categories[codes[row] ?? -1] ?? '');
  const scores = rows.map((row) => {
    const ofRow = inputs.subarray(ROW_DIM * row, ROW_DIM * (row + 1));
    return encoded.kind === 'categories' ? ofRow.indexOf(1) : (ofRow[0] ?? 0);
  });
  if (encoded.kind !== 'categories') return new Map(rows.map((row) => [names[row] ?? '', scores[row] ?? 0]));
  const sums = new Map<number, readonly [yes: number, all: number]>();
  for (const row of rows) {
    const [yes, all] = sums.get(scores[row] ?? 0) ?? [0, 0];
    sums.set(scores[row] ?? 0, [yes + (labels.get(names[row] ?? '') ?? 0), all + 1]);
  }
  const shareOf =
    (score = 0) =>
    ([yes, all] = sums.get(score) ?? [0, 1]) =>
      yes / all;
  return new Map(rows.map((row) => [names[row] ?? '', shareOf(scores[row])()]));
}

interface Clean {
  readonly labels: Scores;
  readonly scores: Scores;
  /** What is said of the whole file, which tells nothing of damage. */
  readonly said: ReadonlySet<string>;
}

const saidOf = (table: Table, setup: TableSetup) => [
  ...problemsOfTable(table, setup),
  ...notesOnTable(table, setup),
];

async function cleanFile(plant: number): Promise<Clean> {
  const file = fileWith(plant);
  const labels = new Map(file.cells.slice(1).map((row) => [row[0] ?? '', Number(row[LABEL])]));
  const table = await tableOf(textOf(file));
  const setup = guessTableSetup(table, undefined, ['label']);
  const said = new Set(saidOf(table, setup).map(({ message }) => message));
  return { labels, scores: scoresOf(table, setup, labels), said };
}

/** How a damaged file is dealt with; anything but four words is a defect. */
async function dealtWith(bytes: Uint8Array, clean: Clean, touched: ReadonlySet<string>): Promise<string> {
  const { table, problems } = await parsed(bytes);
  if (table === null) return /^[A-Z].*\.$/.test(problems.join(' ')) ? 'refused' : `said ${problems.join()}`;
  const [planted, label] = [PLANTED, LABEL].map((place) => table.columns[place]?.name);
  const setup = guessTableSetup(table, undefined, label === undefined ? [] : [label]);
  const said = saidOf(table, setup).filter(({ message }) => !clean.said.has(message));
  const sentences = said.map(({ message }) => message).join(' ');
  if (planted !== undefined && (said.some(({ column }) => column === planted) || sentences.includes(planted)))
    return 'named';
  const scores = scoresOf(table, setup, clean.labels);
  // The last row may be cut.
  const names = [...scores.keys()]
    .slice(0, -1)
    .filter((name) => clean.labels.has(name) && !touched.has(name));
  if (names.length < MIN_NAMES)
    return said.length > 0 && planted === undefined ? 'told' : `lost: ${sentences}`;
  const numbersIn = (from: Scores) => Float64Array.from(names, (name) => from.get(name) ?? 0);
  const areaBy = (by: Scores) =>
    areaUnderCurve(
      numbersIn(by),
      numbersIn(clean.labels),
      names.map(() => 1),
    );
  const [area, before] = [areaBy(scores), areaBy(clean.scores)];
  return area > before - MAX_LOSS ? 'kept' : `AUC ${area} for ${before}: ${sentences}`;
}

it(
  'reads, refuses or notes by name every damaged file, and loses no column silently',
  async () => {
    const cleanFiles = await Promise.all(plants.map((_, plant) => cleanFile(plant)));
    const counts: Record<string, number> = {};
    const defects: string[] = [];
    for (let number = 0; number < numFiles; number++) {
      const stream = createStream('mutated', number);
      const plant = stream.integerBelow(plants.length);
      const file = fileWith(plant);
      const made = Array.from({ length: 1 + stream.integerBelow(2) }, () =>
        stream.integerBelow(changes.length),
      );
      for (const change of made) changes[change]?.(file, stream);
      const write = stream.integerBelow(writes.length);
      const bytes = writes[write]?.(textOf(file), stream) ?? new Uint8Array();
      const clean = cleanFiles[plant];
      const result = clean ? await dealtWith(bytes, clean, file.touched) : 'no file';
      counts[result] = (counts[result] ?? 0) + 1;
      if (!['kept', 'named', 'refused', 'told'].includes(result))
        defects.push(`${number}: plant ${plant}, changes ${made.join()}, written ${write}: ${result}`);
    }
    expect(defects).toEqual([]);
    // None of them is rare, or the test would show little.
    for (const word of ['kept', 'named', 'refused']) expect(counts[word]).toBeGreaterThan(numFiles / 10);
  },
  30_000 + 20 * numFiles,
);
