/** A finished run on a projector and on a phone: nothing is cut, covered or without a name; `npm run walk` sees all else. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { lookThrough, type Walk } from './harness/lookThrough.ts';
import {
  openMore,
  press,
  results,
  showTab,
  smallRun,
  sweep,
  train,
  unfold,
  unfoldEverything,
} from './harness/playground.ts';

const { menu, architectures } = text.app;

/** Five tasks, three architectures with their forms, one binary task. */
const richRun = smallRun(
  'steps=40&eval=10&backend=wasm&A=adattSp,experts:2&B=ple&C=crossStitch&t2=k:binary',
).replace('tasks=2', 'tasks=5');

const place = (tab: 'gates' | 'row' | 'learned' | 'equations') => ({
  name: tab,
  go: async (page: Page) => {
    await showTab(page, tab);
    await unfoldEverything(page, 'section details');
  },
});

const finishedRun: Walk = {
  name: 'a finished run',
  options: { path: richRun },
  views: [
    {
      name: 'compare',
      go: async (page) => {
        await train(page);
        await results(page).locator('svg[data-picture]').first().waitFor();
      },
    },
    {
      name: 'form',
      go: async (page) => {
        await openMore(page);
        await unfold(page, architectures.name('A', text.models.label.adattSp));
      },
    },
    place('gates'),
    place('row'),
    place('learned'),
    place('equations'),
    {
      name: 'sweep',
      go: async (page) => {
        await showTab(page, 'sweep');
        await sweep(page);
      },
    },
    {
      name: 'menu',
      go: async (page) => {
        await press(page, menu.more);
        await page.getByRole('button', { name: menu.about }).waitFor();
      },
    },
    {
      name: 'saved runs',
      go: async (page) => {
        await page.getByRole('button', { name: menu.history }).click();
        await page.getByRole('list', { name: text.history.list }).getByRole('listitem').first().waitFor();
      },
    },
    {
      name: 'gallery',
      go: async (page) => {
        await page.keyboard.press('Escape');
        await press(page, menu.presets);
        await page.getByRole('dialog').waitFor();
      },
    },
  ],
};

lookThrough(
  [finishedRun],
  [
    { width: 390, theme: 'dark' },
    { width: 1280, theme: 'light' },
  ],
  null,
);
