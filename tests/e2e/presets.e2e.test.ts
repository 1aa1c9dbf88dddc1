/** The gallery of presets: what each is about, opened from the bar and from an empty page, by pointer and by keyboard. */
import type { Page } from 'playwright-core';
import { recipes } from '../../src/data/table/recipes.ts';
import { text } from '../../src/text/text.ts';
import { bar, barButton, enter, field, press, results, waitForTab } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { menu } = text.app;
const numTasks = (page: Page) => field(page, text.experiment.fields.numTasks);
const gallery = (page: Page) => page.getByRole('dialog', { name: text.presetGallery.title });
const card = (page: Page, { title }: { readonly title: string }) =>
  gallery(page).getByRole('button', { name: title, exact: true });

test('says what each preset shows, marks the one that is open, and gives the focus back', async ({
  openPage,
}) => {
  const page = await openPage();
  await press(page, menu.presets);
  await gallery(page).waitFor();
  const { groups } = text.presets;
  expect(await gallery(page).getByRole('listitem').count()).toBe(
    Object.keys(text.presets).length + recipes.length,
  );
  expect(await gallery(page).locator('[aria-current="true"]').count()).toBe(0);
  expect(await card(page, groups).textContent()).toContain(groups.hint);
  expect(await card(page, groups).textContent()).toContain(text.presetGallery.tasks(5));
  await card(page, groups).click();
  await gallery(page).waitFor({ state: 'hidden' });
  await expect.poll(() => numTasks(page).inputValue()).toBe('5');
  await results(page).getByText(groups.hint).waitFor();

  await press(page, menu.presets);
  await gallery(page).waitFor();
  const current = gallery(page).locator('[aria-current="true"]');
  expect(await current.count()).toBe(1);
  expect(await current.textContent()).toContain(text.presetGallery.current);
  await page.keyboard.press('Escape');
  await gallery(page).waitFor({ state: 'hidden' });
  await expect
    .poll(() => barButton(page, menu.presets).evaluate((button) => button === document.activeElement))
    .toBe(true);
});

test('opens from an empty page, with the keyboard alone', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=4&seed=9' });
  const choose = results(page).getByRole('button', { name: text.panels.invitation.choosePreset });
  await choose.focus();
  await page.keyboard.press('Enter');
  await card(page, text.presets.looselyRelated).waitFor();
  await card(page, text.presets.looselyRelated).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => numTasks(page).inputValue()).toBe('2');
  await page.getByRole('button', { name: text.app.ui.undo, exact: true }).click();
  await expect.poll(() => numTasks(page).inputValue()).toBe('4');
});

test('opens on its recorded run and the tab it speaks of, by keyboard; Play trains it; it stays ticked', async ({
  openPage,
}) => {
  const page = await openPage({ path: '#tasks=4&seed=9' });
  await press(page, menu.presets);
  const { figure3 } = text.presets;
  expect(await card(page, figure3).textContent()).not.toContain(text.presetGallery.seen);
  await card(page, figure3).focus();
  await page.keyboard.press('Enter');
  await waitForTab(page, 'gates');
  await results(page).getByText(figure3.hint).waitFor();
  const recorded = bar(page).getByText(text.app.run.phase.recorded, { exact: true });
  await recorded.waitFor();
  await barButton(page, text.app.run.play).click();
  await recorded.waitFor({ state: 'hidden' });
  await page.reload();
  await press(page, menu.presets);
  await card(page, text.presets.groups).click();
  await press(page, menu.presets);
  expect(await card(page, figure3).textContent()).toContain(text.presetGallery.seen);
});

test('is left by the back button for what was there before, and found again', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=3' });
  await press(page, menu.presets);
  await card(page, text.presets.groups).click();
  await expect.poll(() => numTasks(page).inputValue()).toBe('5');
  await page.waitForURL(/tasks=5/);
  await page.evaluate(() => history.back());
  await expect.poll(() => numTasks(page).inputValue()).toBe('3');
  await page.evaluate(() => history.forward());
  await expect.poll(() => numTasks(page).inputValue()).toBe('5');
});

test('tells its story one by one, and what to try stays in sight while it is tried', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=4' });
  await press(page, menu.presets);
  await card(page, text.presets.groups).click();
  const { next, back, beat } = text.presetHint;
  const said = (sentence: string) => results(page).getByText(sentence).waitFor();
  const go = (name: string) => results(page).getByRole('button', { name, exact: true }).click();
  const isOn = (tab: 'gates' | 'learned' | 'play') => waitForTab(page, tab);
  const [second, third] = text.presets.groups.beats;
  await isOn('gates');
  await go(next);
  await said(second);
  await isOn('learned');
  await go(next);
  await said(third);
  await isOn('play');
  await said(beat(3, 3));
  await go(back);
  await said(second);
  await go(next);
  await enter(numTasks(page), '4');
  await said(third);
  await go(text.presetHint.closeStory);
  expect(await results(page).getByText(third).count()).toBe(0);
});

test('leads to the tab that tells the story', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=4' });
  const isSelected = (tab: 'sweep' | 'play') => waitForTab(page, tab);
  await press(page, menu.presets);
  await card(page, text.presets.sweep).click();
  await isSelected('sweep');
  await results(page).getByText(text.presets.sweep.hint).waitFor();
  const values = text.sweep.setUp.values(['−0.5', '−0.2', '0.1', '0.4', '0.7', '1'], null);
  await page.getByText(values, { exact: true }).waitFor();
  await press(page, menu.presets);
  await card(page, text.presets.opposite).click();
  await isSelected('play');
});

test('fits any window, light and dark', async ({ openPage }) => {
  for (const [width, theme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    const page = await openPage({ width, theme, path: '#tasks=4' });
    await press(page, menu.presets);
    await card(page, text.presets.sweep).scrollIntoViewIfNeeded();
    const { scrollWidth, clientWidth } = await gallery(page).evaluate((dialog) => ({
      scrollWidth: dialog.scrollWidth,
      clientWidth: dialog.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await card(page, text.presets.looselyRelated).scrollIntoViewIfNeeded();
  }
});

test('has what is trained on files known by name, and asks for the file', async ({ openPage }) => {
  const page = await openPage();
  await press(page, menu.presets);
  for (const { label, story, links, tasks } of Object.values(text.recipes)) {
    const entry = card(page, { title: label });
    expect(await entry.textContent()).toContain(story);
    await entry.click();
    const panel = page.getByRole('dialog', { name: text.app.ownData.title });
    await panel.getByText(text.ownData.choose.awaited(label)).waitFor();
    const offer = panel.getByRole('link', { name: text.ownData.choose.links.file });
    expect(await offer.getAttribute('href')).toBe(links.file);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toContain(`tasks=${tasks.length}`);
    await page.getByRole('alert').first().waitFor();
    expect(await barButton(page, text.app.run.play).isDisabled()).toBe(true);
  }
});
