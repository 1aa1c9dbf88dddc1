import { expect, it } from 'vitest';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { text } from '../../../../src/text/text.ts';
import { inputsIn, messagesOf, numberIn, setupWith, tableOf } from './csvFiles.ts';

const { oddCells, textsAsNumber } = text.tableFile.problems;

/** A file of 300 rows with one column of numbers, some cells of which are something else, and a label that knows neither. */
const fileWith = (odd: readonly string[]) =>
  [
    'price,label',
    ...Array.from({ length: 300 }, (_, row) => {
      const cell = odd[row % 30] ?? String((row * 37) % 211);
      return `${cell},${(row * 7919) % 3 === 0 ? 1 : 0}`;
    }),
  ].join('\n');

it('reads a column of numbers as one where a few cells are none, which count as blank, and says so', async () => {
  const table = await tableOf(fileWith(['None', '-', 'inf']));
  const setup = guessTableSetup(table);
  expect(setup.columns[0]).toEqual({ name: 'price', role: 'number' });
  const encoded = encodedTableOf(table, setup);
  expect(problemsOfTable(table, setup, encoded)).toEqual([]);
  expect(messagesOf(notesOnTable(table, setup, encoded))).toContain(oddCells('price', 30, 'None'));
  const [column] = encoded.encoding.columns;
  expect(column).toMatchObject({ kind: 'number', marksBlanks: true, hasTexts: true });
  const inputs = inputsIn(encoded.encoding, { table, setup }, [0, 1, 2, 3]);
  const [, blank0, , blank1, , blank2, value, isBlank] = inputs;
  expect([blank0, blank1, blank2, isBlank]).toEqual([1, 1, 1, 0]);
  expect(value).not.toBe(0);
});

it('takes more of them for kinds of things, and refuses these as numbers', async () => {
  const table = await tableOf(fileWith(['low', 'high', 'None', '-']));
  expect(guessTableSetup(table).columns[0]?.role).toBe('categories');
  expect(messagesOf(problemsOfTable(table, setupWith(table, { price: 'number' })))).toContain(
    textsAsNumber('price', 'low'),
  );
});

it('names a label or a weight beside which nothing else counts', async () => {
  const rows = Array.from({ length: 300 }, (_, row) => [row % 17, row % 2, 5 + (row % 7)]);
  const problemsWith = async (place: number, value: number) => {
    const cells = rows.map((row, index) =>
      row.map((cell, at) => (index === 250 && at === place ? value : cell)),
    );
    const parts = rows.map((_, row) => (row === 250 || row % 5 === 0 ? 'test' : 'train'));
    const lines = cells.map((row, index) => [...row, parts[index]].join(','));
    const table = await tableOf(['x,weight,spent,part', ...lines].join('\n'));
    const setup = setupWith(
      table,
      { x: 'number', weight: 'weight', spent: 'target', part: 'split' },
      { targets: [numberIn('spent')] },
    );
    return messagesOf(problemsOfTable(table, setup));
  };
  expect(await problemsWith(2, 1e300)).toEqual([text.tableFile.problems.farLabel(1, 'test', 1e300)]);
  expect(await problemsWith(1, 1e306)).toEqual([text.tableFile.problems.hugeWeight('weight', 1e306)]);
  expect(await problemsWith(2, 1e6)).toEqual([]);
});
