/** The page around the run: what a click took away comes back, it fits its window, and it is pleasant in light and dark. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { changeLook, looks } from './harness/looks.ts';
import {
  bar,
  barButton,
  field,
  press,
  results,
  setUp,
  showLosses,
  showTab,
  smallRun,
  textOf,
  train,
  unfold,
} from './harness/playground.ts';
import { expect, test, testOnePage } from './harness/test.ts';

const { architectures, menu, ui, theme: themeWords } = text.app;
const quickRun = smallRun('A=adattSp&B=ple&C=crossStitch&backend=wasm&steps=20&eval=10');
const hashOf = (page: Page): string => new URL(page.url()).hash;

test('a removed architecture comes back', async ({ openPage }) => {
  const page = await openPage({ path: quickRun });
  const name = architectures.name('B', text.models.label.ple);
  const remove = page.getByRole('button', { name: architectures.remove(name) });
  const isKept = () => setUp(page).locator('summary').getByText(name, { exact: true }).count();

  await unfold(page, name);
  await remove.click();
  await page.getByText(architectures.removed(name), { exact: true }).first().waitFor();
  expect(await isKept()).toBe(0);
  await undoInMessage(page);
  await expect.poll(isKept).toBe(1);

  await unfold(page, name);
  await remove.click();
  await expect.poll(isKept).toBe(0);
  await expect.poll(() => hashOf(page)).not.toContain('B=ple');
  await page.keyboard.press('Control+z');
  await expect.poll(isKept).toBe(1);
  await expect.poll(() => hashOf(page)).toContain('B=ple');
});

/** The stage, too, offers to take back what made its results stale. */
const undoInMessage = (page: Page): Promise<void> =>
  page.getByRole('region', { name: ui.message }).getByRole('button', { name: ui.undo, exact: true }).click();

test('a preset is opened and taken back, and so is a fresh start', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=5&seed=7' });
  const tasks = field(page, text.experiment.fields.numTasks);
  const { title, hint } = text.presets.opposite;
  await press(page, menu.presets);
  await page.getByRole('button', { name: title }).click();
  await expect.poll(() => tasks.inputValue()).toBe('2');
  await results(page).getByText(hint).waitFor();
  await undoInMessage(page);
  await expect.poll(() => tasks.inputValue()).toBe('5');

  await press(page, menu.more);
  await page.getByRole('button', { name: menu.startOver }).click();
  await expect.poll(() => tasks.inputValue()).toBe('4');
  await undoInMessage(page);
  await expect.poll(() => tasks.inputValue()).toBe('5');
  await expect.poll(() => hashOf(page)).toContain('seed=7');
});

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

test('changes its colours and remembers them', async ({ openPage }) => {
  const page = await openPage();
  const { system, light, dark } = themeWords.names;
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const choose = async (name: string) => {
    await press(page, text.app.menu.more);
    await bar(page).getByText(name, { exact: true }).click();
    await page.keyboard.press('Escape');
  };
  const ofSystem = await background();
  await choose(light);
  expect(await background()).toBe(ofSystem);
  await choose(dark);
  await expect.poll(background).not.toBe(ofSystem);
  const ofDark = await background();
  await page.reload();
  await barButton(page, text.app.run.play).waitFor();
  expect(await background()).toBe(ofDark);
  await choose(system);
  await expect.poll(background).toBe(ofSystem);
});

test('the charts answer the pointer, the legend and the axis', async ({ openPage }) => {
  const page = await openPage({ path: quickRun });
  await train(page);
  await showLosses(page);
  const chart = page.getByRole('figure', { name: 'Task 1', exact: true });
  const lines = chart.locator('.recharts-line-curve');
  await expect.poll(() => lines.count()).toBe(3);

  await chart.locator('svg[data-picture]').hover();
  await chart.getByText('step 10', { exact: true }).waitFor();

  const path = () => lines.first().getAttribute('d');
  const onLog = await path();
  await results(page).getByRole('button', { name: text.panels.compare.splits.test, exact: true }).click();
  await page.getByText(text.panels.compare.scales.linear, { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect.poll(path).not.toBe(onLog);

  const toggle = results(page).getByRole('button', {
    name: architectures.name('B', text.models.label.ple),
    exact: true,
  });
  await toggle.click();
  await expect.poll(() => lines.count()).toBe(2);
  expect(await toggle.getAttribute('aria-pressed')).toBe('false');
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
