/** The promise of CONTRIBUTING.md: an architecture is one file and one line, and the form, the links and the training have it. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePage } from '../../src/build/preview.mjs';
import { text } from '../../src/text/text.ts';
import { applyExample, copyTree, examplesIn } from '../documentExamples.ts';
import {
  csvOf,
  enter,
  field,
  shareLink,
  showLosses,
  showTable,
  smallRun,
  textOf,
  train,
  unfold,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { architectures: words } = text.app;

/** What the page is built from, with the kernels that the build of the page has compiled. */
const parts = [
  ...['app', 'src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.base.json'],
  'build/kernels',
];

/** Runs a script of an installed package in `folder`. */
function runScript(folder: string, script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join('node_modules', script), ...args], { cwd: folder });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))));
  });
}

test('a new architecture is one file and one line', async ({ openPage, onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'adatt-toy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await copyTree(folder, parts);
  const examples = await examplesIn('CONTRIBUTING.md');
  const toy = examples.filter(({ path }) => path.startsWith('src/models/'));
  expect(toy.map(({ isDiff }) => isDiff)).toEqual([false, true]);
  for (const example of toy) await applyExample(folder, example);
  await runScript(folder, 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  const server = await servePage(join(folder, 'dist'), 0);
  onTestFinished(server.close);

  const page = await openPage({
    url: server.url,
    path: smallRun('A=sharedBottom&backend=wasm&steps=20&eval=10'),
  });
  // When the editor of the correlation comes, the page moves below it, and with it what a click is meant for.
  await page.getByRole('button', { name: text.correlation.patterns.menu }).waitFor();
  await page.getByRole('button', { name: words.add }).click();
  await page.getByRole('group', { name: words.add }).getByRole('button', { name: 'Toy' }).click();
  await unfold(page, words.name('B', 'Toy'));
  await enter(field(page, { label: 'Toy width' }), '7');
  await expect.poll(() => new URL(page.url()).hash).toContain('B=toy,width:7');

  await train(page);
  await showLosses(page);
  const chart = page.getByRole('figure', { name: 'Task 1', exact: true });
  await showTable(chart);
  await chart.getByRole('columnheader', { name: words.name('B', 'Toy') }).waitFor();
  const lastLosses = chart.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '20' }) });
  expect(await textOf(lastLosses.getByRole('cell').nth(1))).toMatch(/^\d[\d.]* ± \d/);

  // And from the link alone, in a tab that has never seen the form.
  const tab = await page.context().newPage();
  await tab.goto(await shareLink(page));
  await unfold(tab, words.name('B', 'Toy'));
  expect(await field(tab, { label: 'Toy width' }).inputValue()).toBe('7');
  await train(tab);
  await showLosses(tab);
  expect(await csvOf(tab, 'Task 1')).toEqual(await csvOf(page, 'Task 1'));
});
