import { expect, it } from 'vitest';
import { encodingOf, tableSizesOf } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { tableSplitOf } from '../../../../src/data/table/split.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { memoryEstimateOf } from '../../../../src/experiment/costs/memory.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { fitToFile, setTable } from '../../../../src/experiment/tableEdit.ts';
import { numEmbeddingParamsOf, paramCountsOf } from '../../../../src/models/counts.ts';
import { text } from '../../../../src/text/text.ts';
import { inputsIn, setupWith, tableOf } from './csvFiles.ts';

const numRows = 400;
const rows = Array.from({ length: numRows }, (_, row) => {
  // One user in many rows, twenty in some, and one per row that nobody meets again.
  const user = row % 4 === 0 ? 'often' : row % 4 === 1 ? `user ${row % 20}` : `once ${row}`;
  return [user, 1000 + (row % 7), row, ['north', 'south'][row % 2], row % 2].join(',');
});
const roles = { user: 'id', item: 'id', age: 'number', region: 'prior', click: 'target' } as const;
const csv = (lines: readonly string[]) => ['user,item,age,region,click', ...lines].join('\n');

async function read(lines: readonly string[], changes: Partial<TableSetup> = {}) {
  const table = await tableOf(csv(lines));
  const setup = setupWith(table, roles, changes);
  return { table, setup, encoding: encodingOf(table, setup, tableSplitOf(table, setup)) };
}

const firstIdIn = ({ encoding, ...file }: Awaited<ReturnType<typeof read>>, row: number) =>
  inputsIn(encoding, file, [row])[1];

it('gives the values that enough training rows have a vector each, and all others the first one', async () => {
  const file = await read(rows, { embeddingDim: 4 });
  const { encoding, setup, table } = file;
  expect(encoding.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['age', 'number'],
    ['user', 'id'],
    ['item', 'id'],
    ['region', 'categories'],
  ]);
  const [, user] = encoding.columns;
  const values = user?.kind === 'id' ? user.values : [];
  expect(values[0]).toBe('often');
  expect(values.some((value) => value.startsWith('once'))).toBe(false);
  expect(encoding.numVectors).toEqual([values.length + 1, 8]);
  // An id counts as long as its vector is, and is one number of a row.
  expect([encoding.inputDim, encoding.rowDim, encoding.numPriors]).toEqual([1 + 4 + 4 + 2, 5, 2]);
  expect([firstIdIn(file, 0), firstIdIn(file, 2)]).toEqual([1, 0]);
  const train = new Set(tableSplitOf(table, setup).train);
  const often = rows.filter((line, row) => train.has(row) && line.startsWith('user 1,')).length;
  const strict = await read(rows, { minIdRows: often + 1 });
  expect(strict.encoding.columns[1]).not.toHaveProperty('values', expect.arrayContaining(['user 1']));
  const lax = await read(rows, { minIdRows: often });
  expect(lax.encoding.columns[1]).toHaveProperty('values', expect.arrayContaining(['user 1']));
});

it('knows ids whatever the order of the rows', async () => {
  const part = (row: number) => ['train', 'train', 'train', 'val', 'test'][row % 5];
  const lines = rows.map((line, row) => `${line},${part(row)}`);
  const of = async (given: readonly string[]) => {
    const table = await tableOf(['user,item,age,region,click,part', ...given].join('\n'));
    const setup = setupWith(table, { ...roles, part: 'split' });
    return encodingOf(table, setup, tableSplitOf(table, setup)).columns;
  };
  const turned = await of([...lines].reverse());
  const straight = await of(lines);
  expect(turned.filter(({ kind }) => kind === 'id')).toEqual(straight.filter(({ kind }) => kind === 'id'));
});

it('is known to networks without the file, from links too, and is counted apart', async () => {
  const { table, setup } = await read(rows, { embeddingDim: 4 });
  const experiment = fitToFile(setTable(defaultExperiment(), setup, null), table, tableSizesOf(table, setup));
  expect(problemsOfExperiment(experiment)).toEqual([]);
  const opened = readLink(linkOfAll(experiment)).experiment;
  expect(opened.data).toEqual(experiment.data);
  const [card] = opened.cards;
  const topology = card && topologyOfCard(card, opened);
  if (!topology) throw new Error('There is no network.');
  const numVectors = experiment.data.table?.numVectors ?? [];
  expect(topology.embeddings).toMatchObject({ numBefore: 1, dim: 4, numVectors });
  expect(numEmbeddingParamsOf(topology)).toBe(4 * (numVectors[0] ?? 0) + 4 * 8);
  const { embeddings, ...without } = topology;
  expect(paramCountsOf(topology)).toEqual(paramCountsOf(without));
  const longer = { ...opened, data: { ...opened.data, table: { ...setup, numVectors: [90_001, 8] } } };
  expect(memoryEstimateOf(longer).vectors).toBeGreaterThan(
    memoryEstimateOf(opened).vectors + 4 * 4 * 4 * 90_000,
  );
  expect(memoryEstimateOf(longer).parameters).toBe(memoryEstimateOf(opened).parameters);
  const huge = { ...opened, data: { ...opened.data, table: { ...setup, numVectors: [900_001, 8] } } };
  const [problem] = problemsOfExperiment(huge);
  expect(problem?.message).toContain(text.experiment.checks.reduce.vectors);
});

it('is guessed of names with many rows each, and of what is called an id', async () => {
  const lines = Array.from({ length: 900 }, (_, row) => {
    const names = `shop ${row % 300},q${row % 40},k${row % 15}`;
    return [names, 5000 + (row % 60), (row * 7) % 700, row % 60, `r${row}`, row % 2].join(',');
  });
  const table = await tableOf(
    ['shop,queryId,kind_id,item_id,userId,humid,row_id,click', ...lines].join('\n'),
  );
  const roles = guessTableSetup(table).columns.map(({ name, role }) => `${name} ${role}`);
  expect(roles).toEqual([
    'shop id',
    'queryId id',
    'kind_id categories',
    'item_id id',
    'userId id',
    'humid number',
    'row_id ignored',
    'click target',
  ]);
});
