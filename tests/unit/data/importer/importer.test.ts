import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  createImporter,
  type ImporterRequest,
  type ImporterResponse,
} from '../../../../src/data/importer/importer.ts';
import { measuredCorrelation } from '../../../../src/data/labelCorrelation.ts';
import { dataSourceOf } from '../../../../src/data/sources/registry.ts';
import { EXAMPLE_NAME, exampleCsv } from '../../../../src/data/table/example.ts';
import { packTable, unpackTable } from '../../../../src/data/table/packedTable.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { text } from '../../../../src/text/text.ts';
import { finished } from '../setup.ts';
import { numberIn, tableOf, yesIn } from '../table/csvFiles.ts';
import { columnsOf, rowsOf } from '../table/parquet/everyKind.ts';
import { parquetOf } from '../table/parquet/parquetFiles.ts';

const csv = exampleCsv();

function setUp() {
  const answers: ImporterResponse[] = [];
  const take = createImporter((message) => answers.push(message));
  const lastOf = <T extends ImporterResponse['type']>(type: T) =>
    answers.findLast((answer): answer is Extract<ImporterResponse, { type: T }> => answer.type === type);
  const read = (content: BlobPart, form = {}): Promise<void> =>
    take({
      type: 'read',
      name: EXAMPLE_NAME,
      file: new Blob([content]),
      form,
    } satisfies ImporterRequest);
  return { take, lastOf, read };
}

it('brings a table back cell by cell from the Blob that it was packed into', async () => {
  const table = await tableOf(csv);
  expect(await unpackTable(packTable(table))).toEqual(table);
  const odd = await tableOf(`a,ü\n${'1,x\n2,\n'.repeat(25)}3,y\n`);
  expect(await unpackTable(packTable(odd))).toEqual(odd);
});

it('reads a file, packed or not, and says what its columns hold', async () => {
  const { lastOf, read } = setUp();
  await read(gzipSync(csv));
  const { facts, recipeIds, guess, packed } = lastOf('read') ?? {};
  expect(facts).toMatchObject({ numRows: 5000, fileName: EXAMPLE_NAME });
  const income = facts?.columns.find(({ name }) => name === 'income');
  expect(income?.numBlank).toBeGreaterThan(100);
  expect(income?.range?.median).toBeGreaterThan(0);
  const device = facts?.columns.find(({ name }) => name === 'device');
  expect(device?.frequent.map(({ cell }) => cell).sort()).toEqual(['laptop', 'phone', 'tablet']);
  expect(device?.frequent.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
  expect(recipeIds).toEqual([]);
  expect(guess?.targets).toHaveLength(1);
  expect((await unpackTable(packed ?? new Blob())).numRows).toBe(5000);
});

it('says why there is no table, also for one that the browser has lost', async () => {
  const { take, lastOf, read } = setUp();
  await read('a,b\n1,2\n');
  expect(lastOf('failed')?.problems).toEqual([text.tableFile.parse.tooFewRows(1, 50)]);
  await take({ type: 'take', packed: new Blob(['nothing']) });
  expect(lastOf('failed')).toMatchObject({ problems: [text.table.setup.lost] });
});

const targets = [yesIn('clicked', '1'), numberIn('spent')];

it('measures the correlation of labels that a run measures, and counts its rows and features', async () => {
  const { take, lastOf, read } = setUp();
  await read(csv);
  const guess = lastOf('read')?.guess;
  if (guess === undefined) throw new Error('Nothing was read.');
  const columns = guess.columns.map((column) =>
    targets.some((target) => target.column === column.name) ? { ...column, role: 'target' as const } : column,
  );
  const setup = { ...guess, columns, targets };
  await take({ type: 'report', setup });
  const report = lastOf('report')?.report;
  expect(report?.problems).toEqual([]);
  const experiment = setTable(defaultExperiment(), setup, report?.sizes ?? null);
  const source = await dataSourceOf('table');
  const { train } = finished(source.replicaInParts(experiment, 0, await tableOf(csv)));
  expect(train.numRows).toBe(report?.sizes?.numTrainRows);
  expect(train.inputs.length / train.numRows).toBe(report?.sizes?.inputDim);
  const measured = measuredCorrelation(train).flat();
  for (const [cell, value] of (report?.correlation ?? []).flat().entries())
    expect(value).toBeCloseTo(measured[cell] ?? Number.NaN, 5);
  expect(report?.labels[0]?.mean).toBeCloseTo(0.49, 1);
});

it('knows a Parquet file by its bytes or by its name, and anything else as CSV', async () => {
  const { take, lastOf } = setUp();
  const bytes = parquetOf(columnsOf(rowsOf(100)));
  const read = async (name: string, content: Uint8Array) => {
    await take({ type: 'read', name, file: new Blob([content as BlobPart]), form: {} });
    return [lastOf('read')?.facts.fileName, lastOf('read')?.facts.parquet !== undefined];
  };
  expect(await read('log.data', bytes)).toEqual(['log.data', true]);
  expect(await read('log.csv', new TextEncoder().encode(csv))).toEqual(['log.csv', false]);
  // Its first letters alone are those of a column, too.
  expect(await read('odd.csv', new TextEncoder().encode(`PAR1,${csv.replaceAll('\n', '\n1,')}`))).toEqual([
    'odd.csv',
    false,
  ]);
  await read('log.parquet', new TextEncoder().encode(csv));
  expect(lastOf('failed')?.problems).toEqual([text.parquet.damaged]);
});
