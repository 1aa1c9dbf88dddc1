/** The command that predicts the rows of another file. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadExperiment } from '../../../src/cli/loadExperiment.ts';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { tableSplitOf } from '../../../src/data/table/split.ts';
import { tableOf } from '../data/table/csvFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { outputOf, run } from './inProcess.ts';

const columns = ['visit:i,age:n,income:n,city:c,device:e,pages:n,country:i,clicked:t,bought:i,spent:t'];
const link = [
  `v=2&tasks=2&t1=n:Clicked,k:binary&t2=n:Spent&source=table&cols=${columns.join()}`,
  'y1=clicked,is:1&y2=spent&idrows=2',
  'A=adattSp,levels:6,tower:4&B=ple,levels:6,tower:4&reps=1&batch=32&steps=60&eval=10&lr=.05',
].join('&');

const csv = exampleCsv(300);
const [header = '', ...lines] = csv.trim().split('\n');
let folder = '';

const write = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

beforeAll(async () => {
  folder = await temporaryFolder();
  await write('shop.csv', csv);
});

const predict = (path: string, ...args: readonly string[]) =>
  run(
    'predict',
    link,
    '--csv',
    join(folder, 'shop.csv'),
    '--predict',
    path,
    '--out',
    join(folder, 'out.csv'),
    ...args,
  );

async function predictionsOf(path: string, ...args: readonly string[]) {
  const { code, stderr } = await predict(path, ...args);
  if (code !== 0) throw new Error(stderr);
  const [head, ...rows] = (await readFile(join(folder, 'out.csv'), 'utf8')).trim().split('\r\n');
  expect(head).toBe('file,line,Clicked,Spent');
  return rows.map((row) => row.split(',').slice(1).map(Number));
}

it.each(['A', 'B'])('gives the losses that are reported, row by row: %s', async (card) => {
  const predicted = await predictionsOf(join(folder, 'shop.csv'), '--card', card);
  expect(predicted).toHaveLength(300);
  const given = ['--csv', join(folder, 'shop.csv'), '--json'];
  const { architectures } = JSON.parse(await outputOf('train', link, ...given));
  const [clicked] = architectures.find(({ id }: { readonly id: string }) => id === card).tasks;
  const { experiment } = await loadExperiment(link);
  if (experiment.data.table === null) throw new Error('There is no file.');
  const { test } = tableSplitOf(await tableOf(csv), experiment.data.table);
  const losses = Array.from(test, (row) => {
    const chance = predicted[row]?.[1] ?? Number.NaN;
    return -Math.log(lines[row]?.split(',').at(-3) === '1' ? chance : 1 - chance);
  });
  expect(losses.reduce((sum, loss) => sum + loss) / losses.length).toBeCloseTo(clicked.loss[0], 5);
});

it('predicts a single row without labels as among others, with its columns in any order', async () => {
  const all = await predictionsOf(join(folder, 'shop.csv'));
  const [visit, age, income, ...others] = lines[7]?.split(/,(?! )/) ?? [];
  const names = header.split(',');
  expect(names.slice(0, 6)).toEqual(['visit', 'age', 'income', 'city', 'device', 'pages']);
  const cells = [others[0], visit, income, age, others[1], others[2]];
  const one = await write('one.csv', `city,visit,income,age,device,pages\n${cells.join(',')}\n`);
  const [predicted] = await predictionsOf(one);
  expect(predicted?.slice(1)).toEqual(all[7]?.slice(1));
  // A city and a device that training rows do not have.
  const strange = await write('strange.csv', 'age,income,city,device,pages\n40,,nowhere,radio,3\n');
  expect((await predictionsOf(strange))[0]?.every(Number.isFinite)).toBe(true);
});

it.each([
  [
    'a missing column',
    'age,income,device,pages\n1,2,phone,4\n',
    "has no column 'city', which the network reads",
  ],
  ['a foreign column', `${header},colour\n${lines[0]},red\n`, "the training file had not: 'colour'"],
  [
    'texts among numbers',
    `${header}\n${lines[0]?.replace(/^(\d+),\d+/, '$1,old')}\n`,
    "'old' in column 'age' is no",
  ],
  ['no file at all', null, "none.csv' cannot be read"],
])('refuses %s by name, before it trains', async (_, content, expected) => {
  const path = content === null ? join(folder, 'none.csv') : await write('bad.csv', content);
  const { code, stderr } = await predict(path);
  expect(stderr).toContain(expected);
  expect(stderr).not.toContain('step');
  expect(code).toBe(2);
});

it('says how it is used without a file to predict, one to write, or one that the network was trained on', async () => {
  const shop = join(folder, 'shop.csv');
  for (const args of [
    [link, '--csv', shop, '--out', 'x.csv'],
    [link, '--csv', shop, '--predict', shop],
    ['figure3', '--predict', shop, '--out', 'x.csv'],
  ]) {
    const { code, stderr } = await run('predict', ...args);
    expect(stderr).toMatch(/Usage: npm run -s predict .*--predict NEW --out FILE/);
    expect(code).toBe(2);
  }
});
