import { expect, it } from 'vitest';
import { fileEncodingOf, NUM_PLAIN_ROWS } from '../../../../src/data/table/fileEncoding.ts';
import { repeated, setupWith, tableOf, yesIn } from './csvFiles.ts';

/** Mostly nothing, and sometimes a fortune, as columns of money are. */
const cells = ['0', '0', '0', '0', '0', '0', '0', '0', '12.5', '100000'];

it('makes rows with numbers among those of the training rows, none of which is the smallest or the largest, then wild ones', async () => {
  const lines = repeated(cells, 300).map((cell, row) => `${cell},${Math.floor(row / 10) % 2}`);
  const table = await tableOf(['money,y', ...lines].join('\n'));
  const setup = setupWith(table, { money: 'number', y: 'target' }, { targets: [yesIn('y', '1')] });
  const numbers: { plain: number[]; wild: number[] } = { plain: [], wild: [] };
  for (let seed = 0; seed < 20; seed++) {
    const { rows } = fileEncodingOf(table, setup, seed);
    for (const [row, [cell = '']] of rows.cells.entries())
      if (/\d/.test(cell)) numbers[row < NUM_PLAIN_ROWS ? 'plain' : 'wild'].push(Number(cell));
  }
  expect(numbers.plain.length).toBeGreaterThan(80);
  expect(Math.min(...numbers.plain)).toBeGreaterThan(0);
  expect(Math.max(...numbers.plain)).toBeLessThan(100_000);
  expect(Math.max(...numbers.wild)).toBeGreaterThan(400_000);
});
