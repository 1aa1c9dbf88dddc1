import { expect, it } from 'vitest';
import { guessSetup } from '../../../src/table/guess.ts';
import { notesOnTable } from '../../../src/table/problems.ts';
import { text } from '../../../src/text/text.ts';
import { setupWith, tableOf } from './csvFiles.ts';

const fileOf = (dateOf: (row: number) => string) =>
  [
    'when,x,label',
    ...Array.from({ length: 200 }, (_, row) => `${dateOf(row)},${(row * 37) % 101},${(row * 7919) % 3}`),
  ].join('\n');
const two = (value: number) => String(value).padStart(2, '0');

it.each<[string, (row: number) => string]>([
  ['2024-03-07', (row) => `2024-${two(1 + (row % 12))}-${two(1 + (row % 28))}`],
  ['2024-03-07T12:30:00Z', (row) => `2024-03-${two(1 + (row % 28))}T${two(row % 24)}:30:00Z`],
  ['3/7/2024', (row) => `${1 + (row % 12)}/${1 + (row % 28)}/2024`],
  ['7.3.24 9:05', (row) => (row === 5 ? 'unknown' : `${1 + (row % 28)}.${1 + (row % 12)}.24 9:05`)],
])('knows dates such as %s, leaves them out, and says that time is not looked at', async (_, dateOf) => {
  const table = await tableOf(fileOf(dateOf));
  const setup = guessSetup(table);
  expect(setup.columns[0]).toEqual({ name: 'when', role: 'ignored' });
  const { dates } = text.tableFile.problems;
  expect(notesOnTable(table, setup)).toContainEqual({ column: 'when', message: dates('when', true) });
  expect(notesOnTable(table, setupWith(table, { when: 'categories' }))).toContainEqual({
    column: 'when',
    message: dates('when', false),
  });
});

it.each([
  ['versions', (row: number) => `1.${row % 7}.${row % 5}.2`],
  ['names', (row: number) => `user-${row}-12-13`],
  ['fractions', (row: number) => `${row}/${row + 1}`],
])('takes %s for none', async (_, nameOf) => {
  const table = await tableOf(fileOf(nameOf));
  expect(
    notesOnTable(table, guessSetup(table))
      .map(({ message }) => message)
      .join(),
  ).not.toContain('holds dates');
});
