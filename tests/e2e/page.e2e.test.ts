/** The page around the run: messages lie beside results, runs outlive a reload, and all fits the window. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { changeLook, looks } from './harness/looks.ts';
import { press, results, setUp, showTab, smallRun, textOf, train, unfold } from './harness/playground.ts';
import { expect, test, testOnePage } from './harness/test.ts';

const { architectures, menu, ui } = text.app;
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
  const figure = results(page).getByRole('figure', { name: /^Verdict on A/ });
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

const testLook = testOnePage(async (openPage) => {
  const page = await openPage({ path: '#reps=3&val=200&test=500&steps=200&eval=20&backend=wasm' });
  await train(page);
  return page;
});

/** How far the page can be pushed sideways. */
const scrollSideways = (page: Page): Promise<number> =>
  page.evaluate(() => {
    scrollTo(1000, 0);
    return scrollX;
  });

testLook.for(looks)('a finished run fits $width px, $theme', async ({ width, theme }, { page }) => {
  await changeLook(page, { width, theme });
  for (const tab of ['play', 'gates', 'equations', 'learned'] as const) {
    await showTab(page, tab);
    await results(page).locator('svg[data-picture]').first().waitFor();
    expect(await scrollSideways(page), tab).toBe(0);
  }
  await setUp(page).waitFor();
  for (const title of [
    architectures.name('A', text.models.label.adattSp),
    'Task 1',
    text.settings.data.title,
  ]) {
    await unfold(page, title);
  }
  expect(await scrollSideways(page), 'set-up').toBe(0);
});
