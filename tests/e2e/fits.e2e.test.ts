/** On a projector and on a phone nothing overlaps, is cut, covered or wider than the window; `npm run walk` looks at all else. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { layoutFaultsOf } from './harness/layoutFaults.ts';
import { changeLook, type Look } from './harness/looks.ts';
import {
  openMore,
  press,
  results,
  scrubber,
  showTab,
  smallRun,
  train,
  unfold,
} from './harness/playground.ts';
import { expect, testOnePage } from './harness/test.ts';

const path = smallRun('steps=40&eval=10&backend=wasm&A=adattSp&B=ple&C=crossStitch').replace(
  'tasks=2',
  'tasks=5',
);

const test = testOnePage(async (openPage) => {
  const page = await openPage({ path });
  await train(page);
  return page;
});

/** What is open in each view, from where the one before ended. */
const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  compare: async (page) => {
    await showTab(page, 'play');
    await results(page).locator('svg[data-picture]').first().waitFor();
  },
  form: async (page) => {
    await openMore(page);
    await unfold(page, text.app.architectures.name('A', text.models.label.adattSp));
  },
  gates: (page) => showTab(page, 'gates'),
  row: (page) => showTab(page, 'row'),
  learned: (page) => showTab(page, 'learned'),
  equations: (page) => showTab(page, 'equations'),
  map: (page) => showTab(page, 'map'),
  sweep: (page) => showTab(page, 'sweep'),
  search: (page) => showTab(page, 'search'),
  menu: async (page) => {
    await press(page, text.app.menu.more);
    await page.getByRole('button', { name: text.app.menu.about }).waitFor();
    // All of it is seen.
    const isCut = await page
      .locator(':popover-open')
      .evaluate((menu) => menu.scrollHeight > menu.clientHeight + 1);
    expect(isCut).toBe(false);
  },
  gallery: async (page) => {
    await page.keyboard.press('Escape');
    await press(page, text.app.menu.presets);
    await page.getByRole('dialog').waitFor();
  },
};

test('the header of the opening is whole on a projector, also at a former step', async ({ openPage }) => {
  const page = await openPage({ width: 1024 });
  await scrubber(page).press('Home');
  await page.getByRole('button', { name: text.app.run.newest }).waitFor();
  expect(await layoutFaultsOf(page)).toEqual([]);
});

const looks: readonly Look[] = [
  { width: 1024, theme: 'light' },
  { width: 390, theme: 'dark' },
];

test.for(looks)('a finished run fits $width px, $theme', async (look, { page }) => {
  await changeLook(page, look);
  for (const [name, open] of Object.entries(views)) {
    await open(page);
    expect.soft(await layoutFaultsOf(page), name).toEqual([]);
  }
  await page.keyboard.press('Escape');
});
