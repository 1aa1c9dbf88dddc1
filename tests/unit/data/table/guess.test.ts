import { expect, it } from 'vitest';
import { guessTableSetup, summariesOf } from '../../../../src/data/table/guess.ts';
import { notesOnTable } from '../../../../src/data/table/notes/problems.ts';
import { positiveValuesRule } from '../../../../src/data/table/summary.ts';
import { text } from '../../../../src/text/text.ts';
import { tableOf } from './csvFiles.ts';

/** The value that a column of such cells, each as often as said, would be guessed to say yes with. */
async function guessedOf(cells: Readonly<Record<string, number>>) {
  const rows = Object.entries(cells).flatMap(([cell, count]) => Array.from({ length: count }, () => cell));
  const table = await tableOf(['answer,x', ...rows.map((cell, row) => `${cell},${row}`)].join('\n'));
  const [summary = null] = summariesOf(table);
  return positiveValuesRule(summary);
}

it('guesses the rarest of the values that are not too rare to say yes, and words that do', async () => {
  expect(await guessedOf({ no: 90, yes: 10 })).toEqual({ kind: 'values', values: ['yes'] });
  expect(await guessedOf({ red: 199, blue: 1 })).toEqual({ kind: 'values', values: ['blue'] });
  expect(await guessedOf({ none: 80, minor: 15, severe: 4, lost: 1 })).toEqual({
    kind: 'values',
    values: ['minor'],
  });
});

it('guesses that digits after a 0 name something, and says of prices with signs that they are left out', async () => {
  const rows = Array.from({ length: 400 }, (_, row) => {
    const code = String(row % 60 === 0 ? 501 + row : 10_000 + (row % 90)).padStart(5, '0');
    return `${code},"$${1 + (row % 9)},${100 + (row % 800)}.50",${row % 2}`;
  });
  const table = await tableOf(['code,price,click', ...rows].join('\n'));
  const setup = guessTableSetup(table, undefined, ['click']);
  expect(setup.columns.map(({ role }) => role)).toEqual(['categories', 'ignored', 'target']);
  expect(notesOnTable(table, setup).map(({ message }) => message)).toContain(
    text.tableFile.problems.writtenNumbers('price', '$1,100.50'),
  );
});
