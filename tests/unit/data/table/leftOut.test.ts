import { expect, it } from 'vitest';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { notesOnTable } from '../../../../src/data/table/notes/problems.ts';
import { text } from '../../../../src/text/text.ts';
import { setupWith, tableOf, yesIn } from './csvFiles.ts';

const { column, reasons } = text.tableFile.leftOut;

const columns: Readonly<Record<string, (row: number) => string | number>> = {
  row: (row) => row,
  empty: () => '',
  fixed: () => 'eu',
  url: (row) => `https://example.com/${row}`,
  count: (row) => (row * 7) % 5,
  day: (row) => `2024-${row % 9 < 4 ? '01' : '02'}-${10 + (row % 19)}`,
  user: (row) => `u${row % 30}`,
  known: (row) => row % 4,
  mass: (row) => 1 + (row % 3),
  part: (row) => ['train', 'validation', 'test'][row % 3] ?? '',
  kept: (row) => row % 11,
  same: () => 7,
  y: (row) => row % 2,
};

it('lists every column that is neither a feature nor a target, with the reason', async () => {
  const rows = Array.from({ length: 300 }, (_, row) => Object.values(columns).map((cellOf) => cellOf(row)));
  const table = await tableOf([Object.keys(columns), ...rows].map(String).join('\n'));
  const roles = { count: 'ignored', day: 'ignored', user: 'ignored', known: 'mask', mass: 'weight' } as const;
  const setup = setupWith(
    table,
    { ...roles, part: 'ignored', kept: 'number', same: 'number', y: 'target' },
    { targets: [{ ...yesIn('y', '1'), mask: 'known' }] },
  );
  const leftOutOf = (changes: Partial<typeof setup>) =>
    Object.fromEntries(
      notesOnTable(table, { ...setup, ...changes })
        .filter(({ isLeftOut }) => isLeftOut)
        .map((note) => [note.column, note.message]),
    );
  const expected = {
    row: 'counter',
    empty: 'blank',
    fixed: 'constant',
    url: 'texts',
    count: 'chosen',
    day: 'chosen',
    user: 'chosen',
    known: 'mask',
    mass: 'weight',
    part: 'chosen',
    same: 'constant',
  } as const;
  const sentences = (wanted: Readonly<Record<string, keyof typeof reasons>>) =>
    Object.fromEntries(Object.entries(wanted).map(([name, reason]) => [name, column(name, reasons[reason])]));
  expect(leftOutOf({})).toEqual(sentences(expected));
  expect(leftOutOf({ dealBy: 'time', timeColumn: 'day' })).toEqual(sentences({ ...expected, day: 'time' }));
  expect(leftOutOf({ group: 'user' })).toEqual(sentences({ ...expected, user: 'group' }));
  const named = setup.columns.map((one) => (one.name === 'part' ? { ...one, role: 'split' as const } : one));
  expect(leftOutOf({ columns: named })).toEqual(sentences({ ...expected, part: 'split' }));

  // Together with features and targets they are all columns.
  const features = encodedTableOf(table, setup).encoding.columns.map(({ name }) => name);
  expect([...features, 'y', ...Object.keys(expected)].sort()).toEqual(Object.keys(columns).sort());
});
