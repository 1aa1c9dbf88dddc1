import { expect, it } from 'vitest';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setTable } from '../../../src/experiment/tableEdit.ts';
import { sizesOf } from '../../../src/table/encode.ts';
import { valuesRule } from '../../../src/table/guess.ts';
import { summariesOf } from '../../../src/table/summary.ts';
import { setupWith, tableOf } from './csvFiles.ts';

/** The value that a column of such cells, each as often as said, would be guessed to say yes with. */
async function guessedOf(cells: Readonly<Record<string, number>>) {
  const rows = Object.entries(cells).flatMap(([cell, count]) => Array.from({ length: count }, () => cell));
  const table = await tableOf(['answer,x', ...rows.map((cell, row) => `${cell},${row}`)].join('\n'));
  const [summary = null] = summariesOf(table);
  return valuesRule(summary);
}

it('guesses the rarest of the values that are not too rare to say yes, and words that do', async () => {
  expect(await guessedOf({ no: 90, yes: 10 })).toEqual({ kind: 'values', values: ['yes'] });
  expect(await guessedOf({ red: 199, blue: 1 })).toEqual({ kind: 'values', values: ['blue'] });
  expect(await guessedOf({ none: 80, minor: 15, severe: 4, lost: 1 })).toEqual({
    kind: 'values',
    values: ['minor'],
  });
});

it('takes batches of no more rows than there are to train on', async () => {
  const rows = Array.from({ length: 100 }, (_, row) => `${row % 7},${row % 5}`);
  const table = await tableOf(['size,spent', ...rows].join('\n'));
  const setup = setupWith(table, { size: 'number', spent: 'target' });
  const experiment = setTable(defaultExperiment(), setup, sizesOf(table, setup));
  expect(defaultExperiment().training.batchSize).toBeGreaterThan(60);
  expect(experiment.training.batchSize).toBe(60);
  expect(problemsOfExperiment(experiment)).toEqual([]);
});
