/** Rooms of the page that cannot be downloaded: the form stays, the room says so, and is there after another try. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { expect, test } from './harness/test.ts';

const { app } = text;

/** The set-up is whole: all its sections, and a Play that can be pressed. */
async function expectForm(page: Page): Promise<void> {
  const form = page.getByRole('region', { name: app.setUp });
  for (const title of [app.tasks.title, app.architectures.title, app.training.title, app.data.title])
    await form.getByText(title, { exact: true }).first().waitFor();
  await page.getByRole('banner').getByRole('button', { name: app.run.play }).waitFor();
}

test('a room that could not be downloaded takes nothing with it, and is there after another try', async ({
  openPage,
}) => {
  const page = await openPage({ tolerated: [/ERR_FAILED/, /Failed to fetch dynamically imported/] });
  const file = '**/assets/SweepPanel-*.js';
  await page.route(file, (route) => route.abort());
  await page.getByRole('tab', { name: app.tabs.sweep }).click();
  await page.getByText(app.ui.panelFailed(app.tabs.sweep)).waitFor();
  await expectForm(page);
  await page.unroute(file);
  await page.getByRole('button', { name: app.ui.tryAgain }).click();
  await page.getByRole('region', { name: text.sweep.setUp.title }).waitFor();
  expect(await page.getByText(app.ui.panelFailed(app.tabs.sweep)).count()).toBe(0);
});

test('without the room of results the form is whole, one message says so, and another try brings all of it', async ({
  openPage,
}) => {
  const file = '**/assets/results-*.js';
  const page = await openPage({ tolerated: [/ERR_FAILED/, /Failed to fetch dynamically imported/] });
  await page.route(file, (route) => route.abort());
  await page.reload();
  await page.getByText(app.ui.panelFailed(app.tabs.compare)).waitFor();
  await expectForm(page);
  expect(await page.getByRole('button', { name: app.ui.tryAgain }).count()).toBe(1);
  await page.unroute(file);
  await page.getByRole('button', { name: app.ui.tryAgain }).click();
  await page.getByText(text.app.run.recorded).waitFor();
  await page.getByRole('slider', { name: text.time.slider }).waitFor();
});
