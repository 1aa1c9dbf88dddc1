/** The page around the run: messages lie beside results, and runs outlive a reload. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { press, results, smallRun, textOf, train } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const { menu, ui } = text.app;
const quickRun = smallRun('A=adattSp&B=ple&C=crossStitch&backend=wasm&steps=20&eval=10');
/** The stage, too, offers to take back what made its results stale. */
const undoInMessage = (page: Page): Promise<void> =>
  page.getByRole('region', { name: ui.message }).getByRole('button', { name: ui.undo, exact: true }).click();

test.for([1280, 390])('a message at %i px lies over no results', async (width, { openPage }) => {
  const page = await openPage({ width });
  await results(page).getByText(text.app.run.recorded).waitFor();
  await page.keyboard.press('r');
  const message = await page.getByRole('region', { name: ui.message }).boundingBox();
  const shown = await results(page).boundingBox();
  if (message === null || shown === null) throw new Error('There is no message, or there are no results.');
  const isBeside = message.x >= shown.x + shown.width;
  expect(isBeside || message.y + message.height <= shown.y).toBe(true);
});

test('a finished run outlives a reload, and a preset that took its place', async ({ openPage }) => {
  const page = await openPage({ path: quickRun.replace('reps=2', 'reps=3') });
  await train(page);
  const figure = results(page).getByRole('figure', { name: /^Compared with A/ });
  const saidOf = async () => (await textOf(figure)).replace(/final|recorded/, '');
  const verdict = await saidOf();
  await page.reload();
  await results(page).getByText(text.app.run.recordedHere).waitFor();
  await expect.poll(saidOf).toBe(verdict);

  await press(page, menu.presets);
  await page.getByRole('button', { name: text.presets.opposite.title }).click();
  await results(page).getByText(text.app.run.recorded).waitFor();
  await undoInMessage(page);
  await results(page).getByText(text.app.run.recordedHere).waitFor();
  await expect.poll(saidOf).toBe(verdict);
});
