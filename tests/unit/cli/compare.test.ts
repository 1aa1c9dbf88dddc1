/** The command that says what changed between two results. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadExperiment } from '../../../src/cli/loadExperiment.ts';
import { withRunner } from '../../../src/cli/trainRun.ts';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { runsFileParts } from '../../../src/run/codec/runsFile.ts';
import { savedRunText } from '../../../src/run/codec/savedRun.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { outputOf, run } from './inProcess.ts';

const folder = await temporaryFolder();
const tiny =
  'v=2&tasks=2&corr=.5&source=synthetic&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=20&eval=10&budget=asConfigured&A=adattSp,levels:6,tower:4&B=ple,levels:6,tower:4';

async function resultOf(name: string, link: string, ...args: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), await outputOf('train', link, '--json', ...args));
  return join(folder, name);
}

const a = await resultOf('a.json', tiny);

const linesOf = async (...args: readonly string[]) => (await outputOf('compare', ...args)).trim().split('\n');

it('finds a result the same as itself to the last digit', async () => {
  const [first, ...others] = await linesOf(a, a);
  expect(first).toBe('Both are of the same experiment, backend and file.');
  expect(others).toHaveLength(2 * 2 + 1);
  for (const line of others.slice(0, 4)) expect(line).toMatch(/: same to the last digit$/);
  expect(others.at(-1)).toMatch(/^Verdict on B: .* overall, before .*; the same on every task$/);
});

it('says which settings, backend and losses changed, in words and as JSON', async () => {
  const longer = await resultOf('b.json', tiny, '--steps', '60', '--lr', '.03');
  const lines = await linesOf(a, longer);
  expect(lines.slice(0, 2)).toEqual([
    'Training: learning rate 0.03 instead of 0.003',
    'Training: steps 60 instead of 20',
  ]);
  const { changes, losses } = JSON.parse(await outputOf('compare', a, longer, '--json'));
  expect(changes).toEqual(lines.slice(0, 2));
  const { architectures } = JSON.parse(await readFile(longer, 'utf8'));
  expect(losses[0]).toMatchObject({ card: 'A  AdaTT-sp', after: architectures[0].tasks[0].mean });
  expect(losses.some(({ same }: { readonly same: string }) => same === 'differs')).toBe(true);
  // Other threads of arithmetic, the same science.
  const other = await resultOf('c.json', tiny, '--backend', 'cpu');
  const { changes: others, losses: near } = JSON.parse(await outputOf('compare', a, other, '--json'));
  expect(others).toEqual([expect.stringMatching(/^It ran on cpu instead of wasm/)]);
  for (const { same } of near) expect(['digits', 'intervals']).toContain(same);
});

it('reads a run that the page saved', async () => {
  const { experiment } = await loadExperiment(tiny);
  const trained = await withRunner({ backend: 'wasm', numWorkers: 1 }, ({ trainAll }) =>
    trainAll(experiment),
  );
  const saved = savedRunText({ ...trained, experiment });
  const labelled = { name: '', note: '', time: 0, release: '', saved };
  await writeFile(join(folder, 'runs.json'), runsFileParts([labelled]).join(''));
  const lines = await linesOf(a, join(folder, 'runs.json'));
  expect(lines.filter((line) => line.endsWith('same to the last digit'))).toHaveLength(4);
});

it('names another file and other roles of its columns', async () => {
  const [one, two] = ['one.csv', 'two.csv'].map((name) => join(folder, name));
  await writeFile(one ?? '', exampleCsv(200));
  await writeFile(two ?? '', exampleCsv(220));
  const args = ['--target', 'clicked', '--steps', '20', '--reps', '2'];
  const results: string[] = [];
  for (const [csv, ...roles] of [[one], [two, '--cols', 'age:nl']]) {
    results.push(`${csv}.json`);
    const given = ['--csv', csv ?? '', ...args, ...roles.map(String)];
    await writeFile(`${csv}.json`, await outputOf('train', '--json', ...given));
  }
  const lines = await linesOf(...results);
  expect(lines).toContain('File: file two.csv instead of one.csv');
  expect(lines).toContain('File: column age nl instead of n');
  expect(lines.join('\n')).toMatch(/^File: hash [0-9a-f]{64} instead of [0-9a-f]{64}$/m);
});

it.each([
  [[a], /^Usage: npm run -s compare/],
  [[a, join(folder, 'none.json')], /none\.json' cannot be read/],
  [[a, 'package.json'], /'package\.json' is no result/],
])('refuses what is no pair of results: %s', async (args, expected) => {
  const { code, stderr } = await run('compare', ...args);
  expect(stderr).toMatch(expected);
  expect(code).toBe(2);
});
