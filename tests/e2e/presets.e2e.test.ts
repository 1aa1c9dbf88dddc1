/** The gallery of presets: what each is about, which is open, and that it fits. */
import type { Page } from 'playwright-core';
import { fileRecipes } from '../../src/data/table/recipes.ts';
import { text } from '../../src/text/text.ts';
import { barButton, field, press, results } from './harness/playground.ts';
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
    Object.keys(text.presets).length + fileRecipes.length,
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
