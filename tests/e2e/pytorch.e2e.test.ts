/** A network leaves the page as weights and as a program, and comes back in. */
import type { Page } from 'playwright-core';
import { readSafetensors } from '../../src/interop/safetensors.ts';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  giveFile,
  noticeSentences,
  patience,
  press,
  results,
  savedFile,
  showLosses,
  showTab,
  smallRun,
  stepOf,
  train,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.weights;

/** Opens the Weights menu of the shown network. */
const openMenu = (page: Page): Promise<void> =>
  results(page).getByRole('button', { name: words.menu, exact: true }).click();

/** What a choice of the Weights menu of the shown network saves. */
const saved = (page: Page, choice: string) =>
  savedFile(page, async () => {
    await openMenu(page);
    await results(page).getByRole('button', { name: choice }).click();
  });

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

test('a network is saved as weights and a program, and its weights come back', async ({ openPage }) => {
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

  await load(page, 'mine.safetensors', weights.content);
  const card = text.app.architectures.name('A', text.models.label.adattSp);
  const [loaded = ''] = words.loaded(card, 'mine.safetensors', 'mean').split(/(?<=[.]) (?=Press)/);
  await page.getByText(loaded).first().waitFor();
  await waitForPhase(page, 'paused');
  expect(await stepOf(page)).toBe(0);
  await showTab(page, 'play');
  expect(trained).toHaveLength(1);
  // Curves are drawn a moment after they are asked for.
  await expect.poll(() => lossesAt(0), patience).toEqual(trained);
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
