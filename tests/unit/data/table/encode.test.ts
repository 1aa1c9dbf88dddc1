import { describe, expect, it } from 'vitest';
import { encodedTableOf as encodedTable, encodingOf } from '../../../../src/data/table/encode.ts';
import { rawLabelsOf } from '../../../../src/data/table/labels.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { tableSplitOf } from '../../../../src/data/table/split.ts';
import { type Table, UNKNOWN_TEXT } from '../../../../src/data/table/table.ts';
import type { TableSetup, TargetSetup } from '../../../../src/data/table/tableSetup.ts';
import { expandedTestRows } from '../../../../src/engine/kernels/sparseDense/sparseDenseCases.ts';
import { inputsIn, messagesOf, numberIn, repeated, setupWith, tableOf, yesIn } from './csvFiles.ts';

/** The parts that rows are dealt to by a column: 6 of training, 2 of each other, over and over. */
const parts = ['train', 'train', 'train', 'train', 'train', 'train', 'val', 'val', 'test', 'test'];

/** A file with one column of cells, a target that is never one class, and a column of parts. */
const fileWith = (cells: readonly string[], count = 100) =>
  tableOf(
    [
      'x,y,part',
      ...repeated(cells, count).map(
        (cell, row) => `${cell},${Math.floor(row / 10) % 2},${parts[row % 10] ?? ''}`,
      ),
    ].join('\n'),
    { form: { delimiter: 'comma', hasHeader: true } },
  );

const yes = yesIn('y', '1');

const setupOf = (table: Table, role: 'number' | 'categories', changes: Partial<TableSetup> = {}) =>
  setupWith(table, { x: role, y: 'target', part: 'split' }, { targets: [yes], ...changes });

/** The inputs of rows of the file, one by one. */
function inputsOfRows(
  table: Table,
  setup: TableSetup,
  rows: readonly number[],
): readonly (readonly number[])[] {
  const encoding = encodingOf(table, setup, tableSplitOf(table, setup));
  const values = inputsIn(encoding, { table, setup }, rows);
  const { inputDim } = encoding;
  return rows.map((_, index) => [...values.subarray(index * inputDim, (index + 1) * inputDim)]);
}

describe('rows of many categories', () => {
  // No multiple of the ten rows after which parts repeat: each part has all of them.
  const numFeatures = 37;
  const wide = () =>
    fileWith(
      Array.from({ length: numFeatures }, (_, index) => `c${index}`),
      1000,
    );

  it('are kept sparse: an entry per column, the same rows once they are written out', async () => {
    const table = await wide();
    const setup = setupOf(table, 'categories');
    const encoding = encodingOf(table, setup, tableSplitOf(table, setup));
    expect(encoding).toMatchObject({ inputDim: numFeatures, numEntries: 1 });
    const rows = [0, 1, 2, 99];
    const sparse = inputsIn(encoding, { table, setup }, rows);
    expect(sparse).toHaveLength(2 * rows.length);
    const shape = [1, rows.length, 2];
    const written = expandedTestRows({ values: sparse, shape }, numFeatures).values;
    expect(written).toEqual(inputsIn({ ...encoding, numEntries: null }, { table, setup }, rows));
  });
});

describe('a number', () => {
  it('is standardised by the training rows alone, whatever stands in the others', async () => {
    const cells = (heldOut: string) =>
      parts.map((part, row) => (part === 'train' ? String(row % 2) : heldOut));
    const [one, other] = await Promise.all([fileWith(cells('0.5')), fileWith(cells('70'))]);
    expect(inputsOfRows(one, setupOf(one, 'number'), [0, 1, 6])).toEqual([[-1], [1], [0]]);
    // Ten deviations at most.
    expect(inputsOfRows(other, setupOf(other, 'number'), [0, 1, 6])).toEqual([[-1], [1], [10]]);
  });

  it('is the mean where it is blank, and says so where training rows are', async () => {
    const table = await fileWith(['0', '2', '', '0', '2', '', '5', '', '', '1']);
    expect(inputsOfRows(table, setupOf(table, 'number'), [0, 1, 2, 7])).toEqual([
      [-1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('categories', () => {
  it('are the same whatever the order of the rows, and many texts that are met but once before them', async () => {
    const rare = Array.from({ length: 25_000 }, (_, index) => `rare${index}`);
    const popular = repeated(
      Array.from({ length: 100 }, (_, index) => `popular${index}`),
      7500,
    );
    const encodedOf = async (cells: readonly string[]) => {
      const lines = cells.map((cell) => `${cell},${cell.length % 2}`);
      const table = await tableOf(['x,y', ...lines].join('\n'));
      const setup = setupWith(table, { x: 'categories', y: 'target' }, { targets: [yes], splitSeed: 3 });
      const { encoding } = encodedTable(table, setup);
      return { encoding, note: notesOnTable(table, setup)[0]?.message };
    };
    const { encoding, note } = await encodedOf([...rare, ...popular]);
    const [column] = encoding.columns;
    expect(column).toMatchObject({ kind: 'categories', hasOthers: true });
    expect(column?.kind === 'categories' && [...column.categories].sort()).toEqual(
      popular.slice(0, 100).sort(),
    );
    expect(note).toMatch(/Column x has 25,100 categories; the 100 most frequent/);
    expect((await encodedOf([...popular, ...rare])).note).toBe(note);
  });

  it('have a feature each, those that training rows know, and one for all else', async () => {
    const table = await fileWith(['a', 'b', 'a', 'a', 'b', 'a', 'c', '', 'a', 'b']);
    // The most frequent first; c and blank stand in held-out rows alone.
    expect(inputsOfRows(table, setupOf(table, 'categories'), [0, 1, 6, 7])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 1],
    ]);
  });

  it('do not depend on which of the training rows are held out rows of another set-up', async () => {
    const cells = (heldOut: string) =>
      parts.map((part, row) => (part === 'train' ? 'ab'.charAt(row % 2) : heldOut));
    const [one, other] = await Promise.all([fileWith(cells('q')), fileWith(cells('r'))]);
    expect(inputsOfRows(one, setupOf(one, 'categories'), [0, 1, 6, 8])).toEqual(
      inputsOfRows(other, setupOf(other, 'categories'), [0, 1, 6, 8]),
    );
  });
});

describe('the split', () => {
  it('deals every row to one part, by shares and a seed', async () => {
    const table = await fileWith(['1', '2'], 1000);
    const setup = setupWith(table, { part: 'ignored' }, { validationShare: 0.1, testShare: 0.25 });
    const { train, validation, test } = tableSplitOf(table, setup);
    expect([train.length, validation.length, test.length]).toEqual([650, 100, 250]);
    expect(new Set([...train, ...validation, ...test]).size).toBe(1000);
    expect(tableSplitOf(table, setup)).toEqual({ train, validation, test });
    expect(tableSplitOf(table, { ...setup, splitSeed: 2 }).test).not.toEqual(test);
  });

  it('may be that of a column, and is dealt where the column names no such part', async () => {
    const table = await fileWith(['1', '2'], 1000);
    const named = tableSplitOf(table, setupOf(table, 'number'));
    expect([named.train.length, named.validation.length, named.test.length]).toEqual([600, 200, 200]);
    expect([...named.test].every((row) => parts[row % 10] === 'test')).toBe(true);
    const csv = Array.from({ length: 100 }, (_, row) => `${row},${row % 2},${row < 80 ? 'Train' : 'Test'}`);
    const halves = await tableOf(['x,y,part', ...csv].join('\n'));
    const { train, validation, test } = tableSplitOf(halves, setupOf(halves, 'number'));
    expect([train.length, validation.length, test.length]).toEqual([64, 16, 20]);
  });
});

describe('labels', () => {
  it('are yes for some cells, or above a number; blank and masked rows have none', async () => {
    const rows = ['1,red,1', '2,blue,0', ',green,yes', '4,,no'];
    const table = await tableOf(['n,c,known', ...repeated(rows)].join('\n'));
    const setup = setupWith(table, { n: 'target', c: 'target', known: 'mask' });
    const of = (target: TargetSetup) => [...rawLabelsOf(table, setup, target).subarray(0, 4)];
    const red = yesIn('c', 'red', 'green');
    expect(of(red)).toEqual([1, 0, 1, Number.NaN]);
    expect(of({ ...red, mask: 'known' })).toEqual([1, Number.NaN, 1, Number.NaN]);
    const above = { ...red, column: 'n', positive: { kind: 'above', threshold: 1 } } as const;
    expect(of(above)).toEqual([0, 1, Number.NaN, 1]);
    expect(of(numberIn('n'))).toEqual([1, 2, Number.NaN, 4]);
  });
});

describe('what is wrong is said with its fix', () => {
  it.each<[string, readonly string[], 'number' | 'categories', Partial<TableSetup>, RegExp]>([
    ['another file', ['1', '2'], 'number', { hash: 'f'.repeat(64) }, /not the file.*set this one up anew/],
    [
      'no column',
      ['1', '2'],
      'number',
      { columns: [{ name: 'z', role: 'number' }] },
      /no column z; it has 3/,
    ],
    ['texts as numbers', ['a', 'b'], 'number', {}, /no numbers. Use it as categories/],
    ['a feature that never varies', ['1'], 'number', {}, /nothing to learn from/],
    ['one class', ['1', '2'], 'number', { targets: [yesIn('y', '9')] }, /All training rows are no/],
    [
      'one number',
      ['1', '2'],
      'number',
      { targets: [{ ...yes, positive: { kind: 'above', threshold: -1 } }] },
      /All training rows are yes/,
    ],
  ])('%s', async (_, cells, role, changes, expected) => {
    const table = await fileWith(cells);
    expect(messagesOf(problemsOfTable(table, setupOf(table, role, changes)))[0]).toMatch(expected);
  });

  it('too many features, with the columns that make most of them', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, row) => `a${row % 190},b${row % 180},c${row % 170},${row % 2}`,
    );
    const table = await tableOf(['a,b,c,y', ...rows].join('\n'));
    const setup = setupWith(table, {});
    expect(messagesOf(problemsOfTable(table, setup))).toEqual([
      expect.stringMatching(/540 features, more than the 500 .* a \(190\), b \(180\), c \(170\)/),
    ]);
  });

  it('and what to know, where it keeps nobody from training', async () => {
    const rows = ['1,q,5,r0,0', ',q,6,r1,1', '3,q,7,r2,1', '2,q,8,r3,0'];
    const table = await tableOf(`${['a,b,a,c,y', ...repeated(rows, 400), '9,9,9,rare,1'].join('\n')},9`);
    const setup = setupWith(table, { b: 'number', c: 'categories' });
    expect(messagesOf(notesOnTable(table, setup).filter(({ isAlarm }) => !isAlarm))).toEqual([
      expect.stringMatching(/^1 row has another number of cells/),
      expect.stringMatching(/names of their own; those called a got a number/),
      expect.stringMatching(/Column a has blank cells/),
      expect.stringMatching(/Column c has 5 categories; the 4 most frequent/),
      expect.stringMatching(/Column b is no feature: it is the same in all training rows/),
    ]);
    expect(messagesOf(problemsOfTable(table, setup))).toEqual([
      expect.stringMatching(/Column b holds texts/),
    ]);
    const many = await tableOf(
      ['c,y', ...Array.from({ length: 600 }, (_, row) => `c${row % 300},${row % 2}`)].join('\n'),
    );
    expect(messagesOf(notesOnTable(many, setupWith(many, { c: 'categories' })))).toEqual([
      expect.stringMatching(/Column c has 300 categories; the 200 most frequent/),
    ]);
  });
});

it('says of a column with too many texts to tell apart that it takes no feature, and cannot be predicted', async () => {
  const table = await fileWith(['a', 'b', 'c']);
  const columns = table.columns.map((column) =>
    column.name === 'x' && column.kind === 'text'
      ? { ...column, categories: [], codes: column.codes.map(() => UNKNOWN_TEXT) }
      : column,
  );
  const untold = { ...table, columns };
  const tooMany = expect.stringMatching(/Column x holds so many different texts/);
  expect(notesOnTable(untold, setupOf(untold, 'categories'))).toContainEqual({
    column: 'x',
    message: expect.stringMatching(/Column x is no feature: there is no memory/),
    isLeftOut: true,
  });
  const setup = setupWith(
    untold,
    { x: 'target', y: 'number', part: 'split' },
    { targets: [yesIn('x', 'a')] },
  );
  expect(problemsOfTable(untold, setup)).toContainEqual({ column: 'x', message: tooMany });
});
