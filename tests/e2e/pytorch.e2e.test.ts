/** Networks out of the page as weights and as programs, and back in. */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { createStream } from '../../src/core/random.ts';
import { recipeOf } from '../../src/data/table/recipes.ts';
import { readSafetensors } from '../../src/interop/safetensors.ts';
import { text } from '../../src/text/text.ts';
import { drop, panel, useButton, waitUntilReady } from './harness/ownFile.ts';
import {
  csvOf,
  enter,
  field,
  giveFile,
  noticeSentences,
  openMore,
  patience,
  press,
  results,
  showLosses,
  showTab,
  smallRun,
  stepOf,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { openMenu, saidBy, saved, savedFromMenu } from './harness/programs.ts';
import { expect, test } from './harness/test.ts';

const words = text.weights;

const chooseNetwork = (page: Page, name: string): Promise<void> =>
  results(page)
    .getByRole('radio', { name: new RegExp(name) })
    .check({ force: true });

/** Loads a file of weights into the shown network. */
async function load(page: Page, name: string, buffer: Buffer): Promise<void> {
  await openMenu(page);
  await giveFile(page, { name, mimeType: 'application/octet-stream', buffer }, () =>
    results(page).getByRole('button', { name: words.load }).click(),
  );
}

test('a program and its weights need no training', async ({ openPage }) => {
  const page = await openPage({ path: smallRun('steps=40&eval=20&backend=wasm&A=adattSp&B=ple') });
  const program = await savedFromMenu(page);
  expect(program.name).toBe('A-adattSp.py');
  expect(program.content.toString()).toContain('class AdaTTSp(nn.Module):');
  await showTab(page, 'equations');
  const weights = await saved(page, words.file);
  expect(readSafetensors(weights.content).metadata.get('step')).toBe('0');
  expect(await stepOf(page)).toBe(0);
});

test('of a recorded run the network is saved where the verdict reports it', async ({ openPage }) => {
  const page = await openPage();
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  expect((await savedFromMenu(page)).name).toBe('A-adattSp.py');
  await page
    .getByText(/where tables and verdict report this repetition/)
    .first()
    .waitFor(patience);
  await results(page).getByText(text.app.run.recorded).waitFor();
});

test('a network is taken to PyTorch, and its weights come back', async ({ openPage }) => {
  const small = 'levels:6,tower:4';
  const run = smallRun(`steps=40&eval=20&backend=wasm&A=adattSp,${small}&B=sharedBottom,${small}`);
  // One repetition: each has rows of its own, and the file holds one network.
  const page = await openPage({ path: run.replace('reps=2', 'reps=1') });
  await train(page);
  /** The losses of A on the first task, without the step of each. */
  const lossesAt = async (step: number) => {
    await showLosses(page);
    const cells = (await csvOf(page, 'Task 1')).map((line) => line.split(','));
    return cells
      .filter(([card, , , at]) => card?.includes('AdaTT-sp') && at === String(step))
      .map((line) => line.at(-1));
  };
  const trained = await lossesAt(40);
  await showTab(page, 'equations');
  const weights = await saved(page, words.file);
  const program = await saved(page, words.program);
  // It holds no weights, and does not say so.
  await page
    .getByText(words.saved.program(program.name, weights.name, 1, '').trim())
    .first()
    .waitFor(patience);
  const adam = await saved(page, words.adam);
  expect([weights, program, adam].map(({ name }) => name)).toEqual([
    'A-adattSp.safetensors',
    'A-adattSp.py',
    'A-adattSp.adam.safetensors',
  ]);

  const { tensors, metadata } = readSafetensors(weights.content);
  const shapes = Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape]));
  expect(shapes).toMatchObject({
    'mtl_arch.experts.0.0.mlp_net.0.weight': [6, 8],
    'mtl_arch.gate_weights.0.1.0.bias': [2],
    'task_modules.1.0.mlp_net.0.weight': [4, 6],
    'task_modules.1.1.weight': [1, 4],
  });
  expect(metadata.get('step')).toBe('40');
  expect(readSafetensors(adam.content).tensors.size).toBe(3 * tensors.size);
  expect(program.content.toString()).toContain('class AdaTTSp(nn.Module):');
  const said = await saidBy([weights, program, adam], ['A-adattSp.py', '--steps', '2', '--eval-every', '1']);
  if (said !== null)
    expect(said).toMatch(
      /^max \|browser - torch\| = \S+ on 8 stored rows\nThe weights are of step 40, .*\nstep 41 /,
    );

  await load(page, 'mine.safetensors', weights.content);
  const card = text.app.architectures.name('A', text.models.label.adattSp);
  await page
    .getByText(words.loaded(card, 'mine.safetensors', 'mean'))
    .first()
    .waitFor();
  await waitForPhase(page, 'paused');
  expect(await stepOf(page)).toBe(0);
  await showTab(page, 'play');
  expect(trained).toHaveLength(1);
  expect(await lossesAt(0)).toEqual(trained);
  await press(page, text.app.run.play);
  await waitForPhase(page, 'finished');
  expect(await lossesAt(40)).not.toEqual(trained);

  await showTab(page, 'equations');
  await chooseNetwork(page, 'Shared-Bottom');
  await load(page, 'mine.safetensors', weights.content);
  await page.getByText(words.notLoaded('mine.safetensors')).waitFor();
  const [sentence = ''] = await noticeSentences(page);
  expect(sentence).toContain(words.missing('mtl_arch.bottom_projection.mlp_net.0.weight', [6, 8]));
  expect(sentence).toMatch(/mtl_arch\.\S+ \[\d+(, \d+)?\] has no place/);
});

/** A file in the shape of the census: whatever the recipe's columns hold. */
function censusRows(numRows: number): readonly string[] {
  const recipe = recipeOf('census')?.form;
  const { uniform, integerBelow } = createStream('census');
  const yes = new Map(
    recipe?.targets.map((target) => [
      target?.column,
      target?.positive?.kind === 'values' ? target.positive.values : [],
    ]),
  );
  return Array.from({ length: numRows }, () => {
    const hidden = uniform();
    const cells = recipe?.columns.map(({ name, role }) => {
      if (role === 'number') return Math.round(40 * hidden + 10 * uniform());
      if (role !== 'target') return [' Not in universe', ' ?', '"Yes, it is"'][integerBelow(3)];
      const positives = yes.get(name) ?? [];
      return hidden + 0.5 * uniform() > 0.8 ? ` ${positives[integerBelow(positives.length)]}` : ' - 50000.';
    });
    return cells?.join(',') ?? '';
  });
}

const censusFile = process.env['CENSUS_CSV'];

/** Rows of the real file where there is one, which is not ours to hand out: `CENSUS_CSV=census-income.test.gz`. */
const rowsOfFile = async (): Promise<readonly string[]> =>
  censusFile === undefined
    ? censusRows(1000)
    : gunzipSync(await readFile(censusFile))
        .toString()
        .trim()
        .split('\n');

test('what was trained on a file is taken to PyTorch, where it reads parts of that file', {
  timeout: censusFile === undefined ? 120_000 : 600_000,
}, async ({ openPage }) => {
  const page = await openPage();
  const rows = await rowsOfFile();
  await drop(page, 'census.csv.gz', gzipSync(rows.join('\n')));
  await panel(page).getByRole('button', { name: text.ownData.useRecipe }).click(patience);
  await panel(page).getByText(text.ownData.recipeUsed).waitFor();
  await waitUntilReady(page);
  await useButton(page).click();
  await panel(page).waitFor({ state: 'hidden' });
  const { numSteps, numReplicas } = text.experiment.fields.training;
  await openMore(page);
  await enter(field(page, numSteps), '6');
  await enter(field(page, numReplicas), '1');
  await train(page);
  await showTab(page, 'equations');
  const files = [await saved(page, words.program), await saved(page, words.file)];
  const program = files[0]?.content.toString() ?? '';
  const lines = program.split('\n').map((line) => line.trim());
  for (const line of [
    /^Number\("age", mean=\d+\.\d+, deviation=\d+\.\d+\),$/,
    /^Categories\("sex", \["[A-Z][^"]+", "[A-Z][^"]+"\](, has_others=True)?\),$/,
    /^Task\("Income", kind="binary", loss_weight=1, column="income", positive=\["50000\+\."\]\),$/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(line));
  const half = rows.length / 2;
  const parts = [rows.slice(0, half), rows.slice(half)].map((part, number) => ({
    name: `part-${number}.csv`,
    content: part.join('\n'),
  }));
  const args = ['A-adattSp.py', '--csv', 'part-*.csv', '--steps', '2', '--batch-size', '64'];
  const said = await saidBy([...files, ...parts], args);
  if (said === null) return;
  expect(said).toMatch(/^16 stored rows of cells are encoded as in the browser\nmax \|browser - torch\| = /);
  expect(said).toMatch(/step 8 {2}train [\s\S]* {2}Income: log loss .* AUC /);
});
