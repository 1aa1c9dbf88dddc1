/** Small files on which rows are followed, with every architecture. */

import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { fitToFile, setTable } from '../../../../src/experiment/tableEdit.ts';
import { numberIn, setupWith, tableOf, yesIn } from '../../data/table/csvFiles.ts';
import { smallExperiment } from './trainerCases.ts';

/** Categories that make rows sparse, and numbers with blanks; the second target lacks labels. */
async function sparseTable(): Promise<Table> {
  const rows = Array.from({ length: 160 }, (_, row) =>
    [
      `a${(7 * row) % 9}`,
      `b${(5 * row) % 17}`,
      `c${row % 6}`,
      row % 5 === 0 ? '' : ((row % 13) / 4 - 1.5).toFixed(2),
      (row % 11) / 5,
      row % 9 < 4 ? 1 : 0,
      ((3 * row) % 17) / 5,
      row % 2,
    ].join(','),
  );
  return tableOf(['a,b,c,n,m,yes,score,known', ...rows].join('\n'));
}

const roles = { a: 'categories', b: 'categories', c: 'categories', n: 'number', m: 'number' } as const;
const targets: TableSetup['targets'] = [yesIn('yes', '1'), { ...numberIn('score'), mask: 'known' }];

function ofFile(table: Table, setup: TableSetup): Experiment {
  const base = setTable(smallExperiment(2), setup, null);
  return fitToFile(base, table, tableSizesOf(table, setup));
}

/** A file and the experiment on its rows. */
type OfFile = readonly [Experiment, Table];

/** Kept sparse; `resplits`: every repetition splits the rows anew. */
export async function sparseFile(resplits = false): Promise<OfFile> {
  const table = await sparseTable();
  const setup = setupWith(
    table,
    { ...roles, known: 'mask', yes: 'target', score: 'target' },
    { targets, resplits },
  );
  return [ofFile(table, setup), table];
}

/** With two columns of ids, of which some values are rare; kept sparse where there are many categories. */
export async function idFile(hasCategories: boolean): Promise<OfFile> {
  const table = await sparseTable();
  const setup = setupWith(
    table,
    {
      a: hasCategories ? 'categories' : 'prior',
      b: hasCategories ? 'categories' : 'id',
      c: 'id',
      m: 'id',
      n: hasCategories ? 'ignored' : 'number',
      known: 'mask',
      yes: 'target',
      score: 'target',
    },
    { targets, embeddingDim: 3, minIdRows: hasCategories ? 3 : 10 },
  );
  return [ofFile(table, setup), table];
}

export async function denseFile(): Promise<OfFile> {
  const table = await tableOf(exampleCsv(300));
  const setup = setupWith(
    table,
    { clicked: 'target', bought: 'ignored', spent: 'ignored' },
    { targets: [yesIn('clicked', '1')] },
  );
  return [ofFile(table, setup), table];
}
