/** What differs between the parts of a split: found where it is there, and silent where only chance made it. */
import { expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { type DataShifts, dataShiftsIn } from '../../../../src/data/table/notes/shift.ts';
import { shiftSentences } from '../../../../src/data/table/notes/shiftWords.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import { numberIn, setupWith, tableOf, yesIn } from './csvFiles.ts';

async function shiftsIn(lines: readonly string[], changes: Partial<TableSetup>): Promise<DataShifts | null> {
  const table = await tableOf(lines.join('\n'));
  const roles = { y: 'target', z: 'target', who: 'ignored' } as const;
  const setup = setupWith(table, roles, { targets: [yesIn('y', '1'), numberIn('z')], ...changes });
  return dataShiftsIn(table, setup, encodedTableOf(table, setup));
}

/** A day per ten rows: prices rise, phones take over, yes becomes rare; `x` stays what it is. */
function driftingRows(numRows: number): readonly string[] {
  const { normal, uniform } = createStream('drift', numRows);
  const rows = Array.from({ length: numRows }, (_, row) => {
    const late = row / numRows;
    const when = new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 10))).toISOString().slice(0, 10);
    const device = uniform() < 0.2 + 0.6 * late ? 'phone' : 'desk';
    const cells = [when, 10 + 20 * late + normal(), device, normal(), uniform() < 0.5 - 0.4 * late ? 1 : 0];
    return [...cells, 3 + late + 0.1 * normal()].join(',');
  });
  return ['when,price,device,x,y,z', ...rows];
}

it('names the columns whose later rows are others, the largest shift first, and labels that changed', async () => {
  const shifts = await shiftsIn(driftingRows(4000), { dealBy: 'time' });
  expect(shifts?.columns.map(({ column }) => column)).toEqual(['price', 'device']);
  const [first, second] = shifts?.labels ?? [];
  expect(first).toMatchObject({ isBinary: true, isShifted: true });
  expect(first?.means.train).toBeGreaterThan(0.33);
  expect(first?.means.test).toBeLessThan(0.19);
  expect(second).toMatchObject({ isBinary: false, isShifted: true });
  const sentences = shifts === null ? [] : shiftSentences(shifts, ['Clicked', 'Spent']);
  expect(sentences[1]).toMatch(/^Clicked is yes in 3\d.* of the test rows, which is more than chance\.$/);
  expect(sentences[3]).toMatch(/^Test rows differ most from training rows in price \(\d+\.\d\d\), device/);
});

it('is seldom wrong: 400 columns of noise in files of 60 to 900 rows', async () => {
  let numWrong = 0;
  for (const numRows of [60, 200, 900]) {
    const { normal, integerBelow } = createStream('noise', numRows);
    const names = Array.from({ length: 400 }, (_, column) => `c${column}`);
    const rows = Array.from({ length: numRows }, (_, row) =>
      [...names.map((_, column) => (column % 2 === 0 ? normal() : `k${integerBelow(5)}`)), row % 2, row].join(
        ',',
      ),
    );
    const shifts = await shiftsIn([[...names, 'y', 'z'].join(','), ...rows], {});
    numWrong += shifts?.columns.length ?? Number.NaN;
  }
  expect(numWrong).toBeLessThanOrEqual(1);
});

it('counts the rows of a group as one: few groups differ by chance', async () => {
  const { normal } = createStream('grouped');
  // What a group has, all of its rows have.
  const rows = Array.from({ length: 20 }, (_, group) => {
    const cells = `g${group},${normal()},${normal() > 0 ? 1 : 0},${normal()}`;
    return Array.from({ length: 100 }, () => cells);
  });
  const lines = ['who,x,y,z', ...rows.flat()];
  const grouped = await shiftsIn(lines, { dealBy: 'group', group: 'who' });
  expect(grouped?.columns).toEqual([]);
  expect(grouped?.labels.map((label) => label?.isShifted)).toEqual([false, false]);
});
