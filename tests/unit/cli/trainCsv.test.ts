/** Training on a file of one's own by command. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it, vi } from 'vitest';
import { tInterval } from '../../../src/analysis/statistics.ts';
import { parseArguments } from '../../../src/cli/arguments.ts';
import { csvOptions, experimentWithCsv, experimentWithFile } from '../../../src/cli/csvFile.ts';
import { loadExperiment } from '../../../src/cli/loadExperiment.ts';
import { withRunner } from '../../../src/cli/trainRun.ts';
import { UserError } from '../../../src/core/errors.ts';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { text } from '../../../src/text/text.ts';
import { root, runIn } from '../commands.ts';
import { bytesIn } from '../data/table/csvFiles.ts';
import { gzipped } from '../data/table/gzipped.ts';
import { columnsOf, csvOf, rowsOf } from '../data/table/parquet/everyKind.ts';
import { parquetOf } from '../data/table/parquet/parquetFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { outputOf, run as runCommand } from './inProcess.ts';

/** The example file in a folder of its own, plain and packed, and an experiment on it. */
const paths = { folder: '', csv: '', packed: '', experiment: '' };

const columns = ['visit:i,age:n,income:n,city:c,device:c,pages:n,country:i,clicked:t,bought:t,spent:t'];
const link = [
  'v=2&tasks=3&t1=n:Clicked,k:binary&t2=n:Bought,k:binary&t3=n:Spent&source=table',
  `cols=${columns.join('')}&y1=clicked,is:1&y2=bought,is:yes&y3=spent&file=example.csv`,
  'A=adattSp,levels:6,tower:4&reps=3&batch=32&steps=20&eval=10&lr=.01',
].join('&');

beforeAll(async () => {
  paths.folder = await temporaryFolder();
  for (const [name, content] of [
    ['csv', exampleCsv(300)],
    ['packed', gzipped(exampleCsv(300))],
    ['experiment', JSON.stringify((await loadExperiment(link)).experiment)],
  ] as const) {
    paths[name] = join(
      paths.folder,
      { csv: 'shop.csv', packed: 'shop.csv.gz', experiment: 'shop.json' }[name],
    );
    await writeFile(paths[name], content);
  }
});

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

it('gives what the engine gives in this process, and AUC, NE and log loss of every repetition', async () => {
  const args = [paths.experiment, '--csv', paths.packed, '--json', '--backend', 'cpu'];
  const { stdout, stderr } = await runCommand('train', ...args);
  expect(stderr).toMatch(/^Training takes about \d+ MB of memory\.$/m);
  const { architectures, config, holds } = JSON.parse(stdout);
  expect(holds).toBe('for this file and split');

  const { experiment, table } = await experimentWithCsv((await loadExperiment(link)).experiment, paths.csv);
  const run = await withRunner({ backend: 'cpu', numWorkers: 1, table }, ({ trainAll }) =>
    trainAll(experiment),
  );
  for (const { id, tasks } of architectures) {
    const last = run.networks.get(id)?.history.at(-1)?.loss;
    for (const [task, { finalLoss }] of tasks.entries())
      expect(finalLoss).toEqual([0, 1, 2].map((replica) => finite(last?.test[3 * replica + task])));
    const [clicked, bought, spent] = tasks;
    for (const { auc, ne, logLoss, loss, aucInterval } of [clicked, bought]) {
      expect(auc).toHaveLength(3);
      expect(logLoss).toEqual(loss);
      expect(ne.map((value: number, replica: number) => value > logLoss[replica])).toEqual([
        true,
        true,
        true,
      ]);
      // 60 test rows: their sampling error alone is some 0.07 either way.
      expect(aucInterval[1] - aucInterval[0]).toBeGreaterThan(0.1);
    }
    expect(spent.auc).toBeUndefined();
  }
  // The link of the run knows the file by its contents, packed or not.
  expect(config).toContain(linkOfAll(experiment).match(/hash=[0-9a-f]{64}/)?.[0]);
  expect(config).toContain('&file=shop.csv.gz&');
});

it('trains on a Parquet file as on the CSV file of its cells, and says what is wrong with one', async () => {
  const [rows, taken] = [rowsOf(300), ['user', 'count', 'ratio', 'member', 'clicked']];
  const [parquet, csv, cut] = ['log.parquet', 'log.csv', 'cut.parquet'].map((name) =>
    join(paths.folder, name),
  );
  const bytes = parquetOf(columnsOf(rows, taken));
  await writeFile(parquet ?? '', bytes);
  await writeFile(csv ?? '', csvOf(rows, taken));
  await writeFile(cut ?? '', bytes.subarray(0, 1000));
  const given = (path = '') =>
    experimentWithFile(parseArguments(['--csv', path, '--target', 'clicked'], csvOptions), 'train');
  const [first, second] = [await given(parquet), await given(csv)];
  expect(first.table?.columns).toEqual(second.table?.columns);
  const { hash, fileName, ...setup } = first.experiment.data.table ?? {};
  expect({ ...second.experiment.data.table, ...{ hash, fileName } }).toEqual({ ...setup, hash, fileName });
  expect(fileName).toBe('log.parquet');
  await expect(given(cut)).rejects.toThrow(`${cut}: ${text.parquet.damaged}`);
});

it('speaks of files like this where every repetition splits the file anew', async () => {
  const args = [`${link}&resplit=on`, '--csv', paths.csv, '--json', '--backend', 'cpu'];
  const { holds, config, comparison, architectures } = JSON.parse(await outputOf('train', ...args));
  expect(holds).toBe('for files like this');
  expect(config).toContain('&resplit=on');
  expect(comparison.rules.overlap).toBeCloseTo(1 / 3, 12);
  const [{ loss, interval, mean }] = architectures[0].tasks;
  expect(interval).toEqual([expect.any(Number), expect.any(Number)]);
  const { low, high } = tInterval(loss, 0.95, 1 / 3);
  expect(interval).toEqual([low, high]);
  expect(mean).toBeCloseTo((low + high) / 2, 12);
});

it('writes a report of what is in the file, with a command that trains on it again', async () => {
  const limited = link.replace('y3=spent', 'y3=spent,above:20').replace('t3=n:Spent', 't3=n:Old,k:binary');
  const args = [limited, '--csv', paths.csv, '--markdown', '--backend', 'cpu'];
  const report = await outputOf('train', ...args);
  const given = (await readFile(paths.csv, 'utf8')).trim().split('\n').slice(1);
  expect(given).toHaveLength(300);
  const facts = report.split('\n## Verdict')[0] ?? '';
  expect(facts).toMatch(/Clicked \(yes where clicked is “1”; [\d.]+ % of 60 labelled test rows are yes\)/);
  expect(facts).toMatch(/Bought \(yes where bought is “yes”; [\d.]+ % of \d\d labelled test rows are yes\)/);
  expect(facts).toMatch(/Old \(yes where spent is above 20; [\d.]+ % of 60 labelled test rows are yes\)/);
  expect(facts).toMatch(/Correlation of the labels, measured on training rows: .*Clicked and Old −?0\.\d\d/);
  expect(facts).toMatch(/File: shop\.csv, SHA-256 [0-9a-f]{64}, 13 features a row\./);
  expect(facts).toContain('Categories (2): city, device.');
  expect(facts).toContain('Split: 180 training, 60 validation and 60 test rows, dealt with seed 1.');
  expect(facts).not.toMatch(/50 % yes|noise|0\.9/);
  expect(report).toMatch(/^\| A · AdaTT-sp \| .*AUC 0\.\d{3} \(-?\d\.\d{3} to \d\.\d{3}\)/m);

  const command = /`npm run -s train -- (.*)`/.exec(report)?.[1] ?? '';
  const fragment = /`(#[^`]*)`/.exec(report)?.[1] ?? '';
  expect(command).toContain("--csv 'FILE'");
  const again = command.replace('LINK', fragment).replace('FILE', paths.packed);
  const shell = `'${process.execPath}' '${join(root, 'src/cli/run.mjs')}' train ${again} --backend cpu`;
  const { stdout } = await promisify(execFile)('sh', ['-c', shell]);
  expect(lossesIn(stdout)).toEqual(lossesIn(report));
});

const lossesIn = (report: string) => report.split('\n').filter((line) => line.startsWith('| '));

it('sweeps a setting on the rows of a file', async () => {
  const over = ['--over', 'learningRate', '--from', '.01', '--to', '.02', '--points', '2'];
  const written = await outputOf('sweep', paths.experiment, '--csv', paths.packed, ...over, '--json');
  const { points, config } = JSON.parse(written);
  expect(points.map(({ key }: { readonly key: number }) => key)).toEqual([0.01, 0.02]);
  expect(config).toContain('&file=shop.csv.gz&');
});

it.each<[string, string, () => string | null, RegExp]>([
  ['no file', link, () => null, /add --csv FILE/],
  ['a file that is not needed', 'tasks=2', () => paths.csv, /leave out --csv/],
  ['a file that is not there', link, () => join(paths.folder, 'none.csv'), /cannot be read/],
  ['a folder', link, () => paths.folder, /cannot be read|could not be read/],
  [
    'another file than that of the link',
    `${link}&hash=${'0'.repeat(64)}`,
    () => paths.csv,
    /is not the file/,
  ],
  ['a file for another recipe', 'census', () => paths.csv, /no column|holds texts|All training rows/],
])('refuses %s in words', async (_, source, path, expected) => {
  const { experiment } = await loadExperiment(source);
  const refusal = await experimentWithCsv(experiment, path()).catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(UserError);
  expect((refusal as UserError).message).toMatch(expected);
});

it.each([
  [
    'too many columns',
    Array.from({ length: 2001 }, (_, i) => `c${i}`).join(','),
    'The file has 2,001 columns',
  ],
  ['bytes that are no text', 'a,b\n1,\0\n', 'The file is no text'],
])('says of a file with %s one sentence and no more', async (_, content, expected) => {
  const path = join(paths.folder, 'bad.csv');
  // Longer than the piece in which it is refused.
  await writeFile(path, `${content}\n`.padEnd(500_000, '1,2\n'));
  const { code, stdout, stderr } = await runIn(root, 'train', '--csv', path, '--target', 'c1');
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(`bad.csv: `)]);
  expect(stderr).toContain(expected);
  expect([code, stdout]).toEqual([2, '']);
});

it('starts from a file alone, with a task per target', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const given = (...argv: string[]) => experimentWithFile(parseArguments(argv, csvOptions), 'Usage');
  const { experiment, table } = await given('--csv', paths.packed, '--target', 'spent', '--target', 'bought');
  expect(table?.numRows).toBe(300);
  expect(experiment.tasks.map(({ name, kind }) => [name, kind])).toEqual([
    ['spent', 'regression'],
    ['bought', 'binary'],
  ]);
  const features = experiment.data.table?.columns.filter(
    ({ role }) => role === 'number' || role === 'categories',
  );
  expect(features?.map(({ name }) => name)).not.toContain('bought');
  // The page reads the same of the link.
  const [link = ''] = /source=table\S*/.exec(said.mock.calls.map(([line]) => String(line)).join('')) ?? [];
  expect(link).toContain('spent:t');
  await expect(given('--csv', paths.csv)).rejects.toThrow(/add --target COLUMN, such as --target '/);
  await expect(given('--csv', paths.csv, '--target', 'clickd')).rejects.toThrow(
    /no column 'clickd'.*clicked/,
  );
  await expect(given('figure3', '--target', 'clicked')).rejects.toThrow(/--target is for a file alone/);
  await expect(given()).rejects.toThrow('Usage');
  said.mockRestore();
});

it.each(['train', 'sweep', 'export'])('%s --help says how it is used', async (command) => {
  expect(await outputOf(command, '--help')).toMatch(new RegExp(`^Usage: npm run (-s )?${command} -- `));
});

it('deals the rows of a file alone by time or by groups, which its link and its report say', async () => {
  const path = join(paths.folder, 'log.csv');
  const days = (row: number) => new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  const lines = Array.from({ length: 300 }, (_, row) => `${days(row)},u${row % 40},${row % 7},${row % 2}`);
  await writeFile(path, ['when,user,x,y', ...lines].join('\n'));
  const argsOf = (...by: readonly string[]) =>
    parseArguments(['--csv', path, '--target', 'y', ...by], csvOptions);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { experiment, table } = await experimentWithFile(argsOf('--by', 'time'), '');
  expect(linkOfAll(experiment)).toContain('&cols=when:d,user:c,x:n,y:t&');
  expect(linkOfAll(experiment)).toMatch(/&by=time$/);
  expect(said.mock.calls.join('')).toContain(
    'Validation rows are those from 2024-06-29 on, test rows those from 2024-08-28 on, by column when (UTC).\n',
  );
  expect(said.mock.calls.join('')).toContain('y is yes in 50 % of the training rows');
  const grouped = await experimentWithFile(argsOf('--by', 'group:user'), '');
  expect(linkOfAll(grouped.experiment)).toMatch(/&by=group&group=user$/);
  await expect(experimentWithFile(argsOf('--by', 'luck'), '')).rejects.toThrow(
    /Rows are split must be one of .*got "luck"/,
  );
  await expect(experimentWithFile(argsOf('--by', 'group:who'), '')).rejects.toThrow(/by column who, which/);
  said.mockRestore();
  expect(table?.numRows).toBe(300);

  const short = `${linkOfAll(experiment)}&reps=1&steps=20&eval=10`;
  const report = await outputOf('train', short, '--csv', path, '--markdown', '--backend', 'cpu');
  expect(report).toContain('Dates (1): when.');
  expect(report).toMatch(
    /60 test rows, the newest last by column when, each part in an order dealt with seed 1/,
  );
  expect(report).toMatch(
    /y is yes in 50 % of the training rows, 50 % of the validation rows and 50 % of the test/,
  );
});

it('reads a file alone in the encoding that is asked for, which its link carries', async () => {
  const path = join(paths.folder, 'letters.csv');
  const lines = Array.from(
    { length: 100 },
    (_, row) => `${row % 3 === 0 ? '男' : '女'},${row % 7},${row % 2}`,
  );
  await writeFile(path, bytesIn('gb18030', ['who,x,y', ...lines].join('\n')));
  const linkFor = async (...encoding: readonly string[]) => {
    const args = parseArguments(['--csv', path, '--target', 'y', ...encoding], csvOptions);
    return linkOfAll((await experimentWithFile(args, '')).experiment);
  };
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await linkFor()).toContain('chars=chinese');
  expect(said.mock.calls.join('')).toMatch(/could as well be .*Korean/);
  for (const name of ['korean', 'EUC-KR'])
    expect(await linkFor('--encoding', name)).toContain('chars=korean');
  expect(await linkFor('--encoding', 'gbk')).toContain('chars=chinese');
  await expect(linkFor('--encoding', 'klingon')).rejects.toThrow(/--encoding must be one of utf-8, windows/);
  said.mockRestore();
});
