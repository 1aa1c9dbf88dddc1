/** Pictures of what lies around the three places: dialogs and menus, messages, data of one's own. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { lookThrough, openAgain, type Walk } from '../../e2e/harness/lookThrough.ts';
import { drop, panel, useButton, waitUntilReady } from '../../e2e/harness/ownFile.ts';
import {
  enter,
  field,
  openMore,
  patience,
  pickFile,
  press,
  results,
  showTab,
  smallRun,
  train,
  unfold,
} from '../../e2e/harness/playground.ts';
import { everyLook, pictures } from './everyLook.ts';

const { menu, ui } = text.app;
const ownWords = text.ownData;
const pressEscape = (page: Page) => page.keyboard.press('Escape');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const dialogs: Walk = {
  name: 'dialogs',
  views: [
    { name: 'menu', go: (page) => press(page, menu.more) },
    { name: 'about', go: (page) => button(page, menu.about).click() },
    {
      name: 'glossary',
      go: async (page) => {
        await pressEscape(page);
        await press(page, menu.more);
        await button(page, menu.glossary).click();
      },
    },
    {
      name: 'gallery',
      go: async (page) => {
        await pressEscape(page);
        await press(page, menu.presets);
      },
    },
    {
      name: 'story',
      go: async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: text.presets.groups.title, exact: true })
          .click();
        await results(page).getByText(text.presets.groups.hint).waitFor(patience);
      },
    },
    {
      name: 'history',
      go: async (page) => {
        await press(page, menu.more);
        await page.getByRole('button', { name: menu.history }).click();
        await page.getByText(text.history.empty).waitFor(patience);
      },
    },
    {
      name: 'share',
      go: async (page) => {
        await pressEscape(page);
        await press(page, text.app.link.share);
      },
    },
    {
      name: 'backend',
      go: async (page) => {
        await pressEscape(page);
        await press(page, menu.more);
        await page.getByRole('button', { name: text.app.backend.name('') }).click();
      },
    },
    {
      name: 'patterns',
      go: async (page) => {
        for (let open = 0; open < 2; open++) await pressEscape(page);
        await button(page, text.correlation.patterns.menu).click();
      },
    },
  ],
};

const messages: Walk = {
  name: 'messages',
  options: { path: '#tasks=99&lr=fast&A=nobody&B=ple&unknown=1' },
  views: [
    { name: 'link', go: (page) => results(page).getByRole('alert').waitFor(patience) },
    {
      name: 'contradiction',
      go: async (page) => {
        await openAgain(page, `${smallRun('A=adattSp&B=ple').replace('tasks=2', 'tasks=3')}&corr=.9,.9,-.9`);
        await page.getByText(text.correlation.repaired(3, '').slice(0, 8)).first().waitFor(patience);
      },
    },
    {
      name: 'field',
      go: async (page) => {
        await openMore(page);
        await enter(field(page, text.experiment.fields.training.batchSize), '1e9');
      },
    },
    {
      name: 'blocked',
      go: async (page) => {
        await openAgain(page, '#cards=none');
        await page.getByRole('alert').first().waitFor(patience);
      },
    },
    { name: 'file', go: (page) => pickFile(page, 'experiment.json', '{"tasks": ') },
    {
      name: 'diverged',
      go: async (page) => {
        await openAgain(page, smallRun('A=adattSp&B=ple&backend=wasm&steps=60&eval=10&lr=10'));
        await train(page);
      },
    },
    {
      name: 'toast',
      go: async (page) => {
        await page.keyboard.press('r');
        await page.getByRole('region', { name: ui.message }).waitFor(patience);
      },
    },
  ],
};

const ownData: Walk = {
  name: 'own-data',
  options: {
    path: '#steps=100&eval=50&reps=3&budget=asConfigured&backend=wasm&batch=64&A=adattSp&B=ple&C=sharedBottom',
  },
  views: [
    {
      name: 'none',
      go: async (page) => {
        await press(page, menu.more);
        await page.getByRole('button', { name: text.app.ownData.menu }).first().click();
        await panel(page).waitFor(patience);
      },
    },
    {
      name: 'ready',
      go: async (page) => {
        await panel(page).getByRole('button', { name: ownWords.choose.example }).click();
        await waitUntilReady(page);
      },
    },
    {
      name: 'problem',
      go: async (page) => {
        await panel(page).getByRole('button', { name: ownWords.tasks.add }).click();
        await panel(page).getByLabel(ownWords.tasks.column(4)).selectOption('');
      },
    },
    {
      name: 'used',
      go: async (page) => {
        await panel(page)
          .getByRole('button', { name: new RegExp(`^${ownWords.tasks.remove('')}`) })
          .last()
          .click();
        await waitUntilReady(page);
        await useButton(page).click();
        await panel(page).waitFor({ state: 'hidden' });
        await unfold(page, text.settings.data.title);
      },
    },
    { name: 'finished', go: train },
    { name: 'row', go: (page) => showTab(page, 'row') },
    { name: 'learned', go: (page) => showTab(page, 'learned') },
    {
      name: 'missing',
      go: async (page) => {
        await page.reload();
        await page.getByRole('alert').first().waitFor(patience);
      },
    },
    {
      name: 'unreadable',
      go: async (page) => {
        await drop(page, 'broken.csv', Buffer.from([80, 75, 3, 4, 0, 0, 0, 0]));
        await panel(page).getByText(text.tableFile.parse.notText).waitFor(patience);
      },
    },
  ],
};

lookThrough([dialogs, messages, ownData], everyLook, pictures);
