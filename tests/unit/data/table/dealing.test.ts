/** Rows dealt by time and by groups: nothing of the test rows is among the training rows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { datesOfColumn } from '../../../../src/data/table/dates.ts';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { fileEncodingOf } from '../../../../src/data/table/fileEncoding.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { dataShiftsIn } from '../../../../src/data/table/notes/shift.ts';
import { shiftSentences } from '../../../../src/data/table/notes/shiftWords.ts';
import type { PartName } from '../../../../src/data/table/parts.ts';
import { hashOfGroup, tableSplitOf } from '../../../../src/data/table/split.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import { text } from '../../../../src/text/text.ts';
import { messagesOf, setupWith, tableOf, yesIn } from './csvFiles.ts';

const words = text.dealing;
const parts: readonly PartName[] = ['train', 'validation', 'test'];

/** A file of one column beside numbers of rows and labels. */
async function fileWith(cells: readonly string[], changes: Partial<TableSetup>) {
  const lines = cells.map((cell, row) => `${cell},r${row},${(row * 7) % 2}`);
  const table = await tableOf(['key,row,y', ...lines].join('\n'));
  const roles = { key: changes.dealBy === 'time' ? 'date' : 'categories', y: 'target' } as const;
  return { table, setup: setupWith(table, roles, { targets: [yesIn('y', '1')], ...changes }) };
}

const cellsOf = (table: Table, name: string, rows: Int32Array): readonly string[] => {
  const column = table.columns.find((one) => one.name === name);
  if (column?.kind !== 'text') throw new Error(`There is no column ${name} of texts.`);
  return Array.from(rows, (row) => column.categories[column.codes[row] ?? -1] ?? '');
};

const saidOf = ({ table, setup }: { readonly table: Table; readonly setup: TableSetup }) => ({
  problems: messagesOf(problemsOfTable(table, setup)),
  notes: messagesOf(notesOnTable(table, setup)),
});

/** Days of a year that hold many rows each, in no order. */
const days = (numRows: number, numDays: number) => {
  const { integerBelow } = createStream('days');
  return Array.from({ length: numRows }, () =>
    new Date(Date.UTC(2024, 0, 1 + integerBelow(numDays))).toISOString().slice(0, 10),
  );
};

describe('rows dealt by time', () => {
  it.each([2, 7, 40, 300])('test rows are newer than all others, whole days of %i', async (numDays) => {
    const { table, setup } = await fileWith(days(1000, numDays), { dealBy: 'time' });
    const split = tableSplitOf(table, setup);
    const [column] = table.columns;
    if (column === undefined) throw new Error('There is no column.');
    const { times } = datesOfColumn(column);
    const of = (part: PartName) => [...split[part]].map((row) => times[row] ?? Number.NaN);
    expect(Math.max(...of('train'))).toBeLessThan(Math.min(...of('validation'), ...of('test')));
    expect(Math.max(...of('validation'))).toBeLessThan(Math.min(...of('test')));
    const numRows = parts.map((part) => split[part].length);
    expect(numRows.reduce((sum, count) => sum + count)).toBe(1000);
    // Half a day away from its share, or nearer.
    if (numDays > 7)
      for (const count of numRows.slice(1))
        expect(Math.abs(count - 200)).toBeLessThanOrEqual(0.8 * (1000 / numDays) + 5);
  });

  it('whatever the order of the rows, with the same features', async () => {
    const cells = days(600, 90);
    const [given, turned] = await Promise.all(
      [cells, [...cells].reverse()].map((ofFile) => fileWith(ofFile, { dealBy: 'time' })),
    );
    const of = (file: typeof given) => {
      if (file === undefined) throw new Error('There is no file.');
      const { split, encoding } = encodedTableOf(file.table, file.setup);
      return {
        days: parts.map((part) => [...cellsOf(file.table, 'key', split[part])].sort()),
        columns: encoding.columns.map((column) => [column.name, column.kind === 'date' && column.part]),
      };
    };
    expect(of(turned)).toEqual(of(given));
  });

  it('says where time is cut, and how many rows have none and are left out', async () => {
    const cells = days(400, 30).map((cell, row) => (row % 50 === 0 ? '' : cell));
    const file = await fileWith(cells, { dealBy: 'time' });
    const split = tableSplitOf(file.table, file.setup);
    expect(parts.reduce((sum, part) => sum + split[part].length, 0)).toBe(392);
    const { notes, problems } = saidOf(file);
    expect(problems).toEqual([]);
    const firstOf = (part: PartName) => [...cellsOf(file.table, 'key', split[part])].sort()[0] ?? '';
    const shifts = dataShiftsIn(file.table, file.setup, encodedTableOf(file.table, file.setup));
    const cuts = text.shift.cuts('key', firstOf('validation'), firstOf('test'));
    expect(shifts && shiftSentences(shifts, ['y'])).toContain(cuts);
    expect(notes).toContain(words.timeless('key', 8));
  });

  it('is refused by name', async () => {
    const once = (changes: Partial<TableSetup>) => fileWith(days(200, 20), { dealBy: 'time', ...changes });
    expect(saidOf(await once({ resplits: true })).problems).toEqual([words.resplitsByTime]);
    expect(saidOf(await once({ timeColumn: 'then' })).problems).toEqual([words.noSuchColumn('then')]);
    const two = await fileWith(days(200, 2), { dealBy: 'time' });
    expect(saidOf(two).problems).toEqual([words.fewTimes('key', 2)]);
    const none = await fileWith(days(200, 20), { dealBy: 'time', columns: [{ name: 'y', role: 'target' }] });
    expect(saidOf(none).problems).toEqual([words.noTimeColumn]);
    const one = await fileWith(
      days(200, 20).map((cell, row) => (row < 195 ? cell : '2030-01-01')),
      { dealBy: 'time', testShare: 0.02 },
    );
    expect(saidOf(one).problems).toEqual([]);
  });
});

/** Names of groups, some of which are numbers and blanks, one of them with a third of the rows. */
const groups = (numRows: number, numGroups: number) => {
  const { integerBelow, uniform } = createStream('groups', numGroups);
  return Array.from({ length: numRows }, () => {
    const group = uniform() < 0.33 ? 0 : integerBelow(numGroups);
    return group === 3 ? '' : group % 3 === 0 ? String(group) : `user ${group}`;
  });
};

describe('rows dealt by groups', () => {
  const dealt = (cells: readonly string[], changes: Partial<TableSetup> = {}) =>
    fileWith(cells, { dealBy: 'group', group: 'key', ...changes });

  it.each([5, 12, 60, 500])(
    'no group stands on two sides, and parts have their shares: of %i groups',
    async (count) => {
      const { table, setup } = await dealt(groups(2000, count));
      const split = tableSplitOf(table, setup);
      const [train, validation, test] = parts.map((part) => new Set(cellsOf(table, 'key', split[part])));
      const together = [...(train ?? []), ...(validation ?? []), ...(test ?? [])];
      expect(new Set(together).size).toBe(together.length);
      expect(parts.reduce((sum, part) => sum + split[part].length, 0)).toBe(2000);
      // Half a group, or what is too little to look for.
      const nearness = Math.max(8, (0.5 * 2000 * 0.7) / count);
      for (const part of ['validation', 'test'] as const)
        expect(Math.abs(split[part].length - 400)).toBeLessThanOrEqual(nearness);
    },
  );

  it('another seed deals other groups; the order of the rows does not, nor how a number is written', async () => {
    const cells = groups(1000, 80);
    const testOf = async (ofFile: readonly string[], changes: Partial<TableSetup> = {}) => {
      const { table, setup } = await dealt(ofFile, changes);
      return [...new Set(cellsOf(table, 'key', tableSplitOf(table, setup).test))].sort();
    };
    const test = await testOf(cells);
    expect(await testOf([...cells].reverse())).toEqual(test);
    const written = cells.map((cell, row) => (/^\d+$/.test(cell) && row % 2 === 0 ? `${cell}.0` : cell));
    expect(await testOf(written)).toEqual(test);
    expect(await testOf(cells, { splitSeed: 2 })).not.toEqual(test);
  });

  it('are told by numbers that a program has too, but for few of them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 0, max: 999_999 }),
        async (sizes, splitSeed) => {
          const cells = sizes.flatMap((size, group) => Array.from({ length: size + 5 }, () => `g${group}`));
          const { table, setup } = await dealt(cells, { splitSeed });
          const { groupCuts } = fileEncodingOf(table, setup, 1);
          if (groupCuts === null) throw new Error('There are no cuts.');
          const { testBelow, validationBelow, trainGroups, validationGroups } = groupCuts;
          const partOf = (name: string): PartName => {
            if (trainGroups.includes(name)) return 'train';
            if (validationGroups.includes(name)) return 'validation';
            const number = hashOfGroup(name, splitSeed);
            return number < testBelow ? 'test' : number < validationBelow ? 'validation' : 'train';
          };
          const split = tableSplitOf(table, setup);
          for (const part of parts)
            for (const name of cellsOf(table, 'key', split[part])) expect(partOf(name)).toBe(part);
        },
      ),
      { numRuns: 30 },
    ));

  it('are refused by name', async () => {
    const message = async (cells: readonly string[], changes: Partial<TableSetup> = {}) =>
      saidOf(await dealt(cells, changes)).problems;
    expect(await message(groups(200, 20), { group: '' })).toEqual([words.noGroupColumn]);
    expect(await message(groups(200, 20), { group: 'who' })).toEqual([words.noSuchColumn('who')]);
    expect(await message(Array.from({ length: 200 }, () => 'one'))).toEqual([words.oneGroup('key')]);
    const halves = Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? 'a' : 'b'));
    expect(await message(halves)).toEqual([
      text.tableFile.problems.smallPart('validation', 0, 10),
      text.tableFile.problems.smallPart('test', 0, 10),
    ]);
  });
});

it('a column that names the parts counts more than time and groups, which is said', async () => {
  const cells = Array.from({ length: 300 }, (_, row) => ['train', 'val', 'test'][row % 3] ?? '');
  const file = await fileWith(cells, { dealBy: 'group', group: 'row' });
  const columns = file.setup.columns.map((one) =>
    one.name === 'key' ? { ...one, role: 'split' as const } : one,
  );
  const named = { table: file.table, setup: { ...file.setup, columns } };
  expect(tableSplitOf(named.table, named.setup).test).toHaveLength(100);
  expect(saidOf(named).notes).toContain(words.columnFirst('key', 'group'));
});
