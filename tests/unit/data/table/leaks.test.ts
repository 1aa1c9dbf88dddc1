import { expect, it } from 'vitest';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { leakSentences } from '../../../../src/data/table/notes/leaks.ts';
import { text } from '../../../../src/text/text.ts';
import { numberIn, setupWith, tableOf, yesIn } from './csvFiles.ts';

const NUM_ROWS = 600;

/** A file of numbers that look random, with columns made of the row's noise and label. */
async function leaksIn(
  columnsOf: (row: {
    readonly label: number;
    readonly noise: number;
    readonly index: number;
  }) => Readonly<Record<string, string | number>>,
  target: { readonly isBinary: boolean } = { isBinary: true },
) {
  const rows = Array.from({ length: NUM_ROWS }, (_, index) => {
    const noise = ((index * 7919) % 601) / 601;
    const label = target.isBinary ? Number((index * 104_729) % 7 < 2) : (index * 31) % 97;
    return { ...columnsOf({ label, noise, index }), label };
  });
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => Object.values(row).join(','));
  const table = await tableOf([names.join(','), ...lines].join('\n'));
  const roles = Object.fromEntries(
    table.columns.map(({ name, kind }) => [name, kind === 'number' ? kind : ('categories' as const)]),
  );
  const targets = [target.isBinary ? yesIn('label', '1') : numberIn('label')];
  const setup = setupWith(table, { ...roles, label: 'target' }, { targets });
  return leakSentences(table, setup, encodedTableOf(table, setup));
}

it('finds columns that are filled in where the label says yes', async () => {
  const found = await leaksIn(({ label, noise }) => ({
    noise,
    paid: label === 1 ? noise : '',
    reason: label === 0 ? '' : `why ${Math.floor(3 * noise)}`,
  }));
  expect(found).toEqual([
    { column: 'paid', message: text.tableFile.leaks.blanks('paid', 1, 1) },
    { column: 'reason', message: text.tableFile.leaks.blanks('reason', 1, 1) },
  ]);
});

it('finds copies of the label, by number and by name, whichever way they go', async () => {
  const found = await leaksIn(({ label, noise }) => ({
    up: label + noise / 2,
    down: 5 - label,
    verdict: label === 1 ? 'bought' : noise < 0.5 ? 'left' : 'looked',
  }));
  expect(found.map(({ column }) => column)).toEqual(['up', 'down', 'verdict']);
  expect(found[0]?.message).toBe(text.tableFile.leaks.column('up', 1, 1));
});

it('finds numbers that a regression task only repeats', async () => {
  const found = await leaksIn(
    ({ label, noise }) => ({ noise, euros: 0.93 * label + 4, near: label + 20 * noise }),
    { isBinary: false },
  );
  expect(found).toEqual([{ column: 'euros', message: text.tableFile.leaks.number('euros', 1, 1) }]);
});

it('finds names that a regression task only repeats', async () => {
  const found = await leaksIn(
    ({ label, noise }) => ({ named: `grade ${label}`, rounded: `about ${Math.floor(label / 30)}`, noise }),
    { isBinary: false },
  );
  expect(found).toEqual([{ column: 'named', message: text.tableFile.leaks.number('named', 1, 1) }]);
});

it('suspects neither good features nor names of which each row has its own', async () => {
  const found = await leaksIn(({ label, noise, index }) => ({
    good: label + 1.2 * noise,
    someBlank: noise < 0.3 ? '' : noise,
    id: `user ${index}`,
    kind: `kind ${index % 5}`,
  }));
  expect(found).toEqual([]);
});
