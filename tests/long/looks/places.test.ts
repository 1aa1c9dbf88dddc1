/** Pictures of the three places, of everything that each can show. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { lookThrough, openAgain, type Walk } from '../../e2e/harness/lookThrough.ts';
import {
  chooseLabel as choose,
  enter,
  field,
  patience,
  press,
  results,
  runWithAlarm,
  showLosses,
  showTab,
  showTable,
  smallRun,
  sweep,
  train,
  unfoldEverything,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { everyLook, pictures } from './everyLook.ts';

const { run: words } = text.app;
const picture = (page: Page) => results(page).locator('svg[data-picture]').first().waitFor(patience);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The whole of a text with any number in it. */
const anyOf = (words: (number: number) => string): RegExp =>
  new RegExp(`^${words(7).replace('7', '[\\d,]+')}$`);

/** The opening experiment, smaller. */
const smaller = (rest: string) => `#reps=3&val=200&test=500&backend=wasm&${rest}`;

const opening: Walk = {
  name: 'opening',
  options: { savesData: false },
  views: [
    {
      name: 'play',
      go: async (page) => {
        await results(page).getByText(words.recorded).waitFor(patience);
        await page.locator('[data-thumbnail]').first().waitFor(patience);
        await page.waitForTimeout(3000);
      },
    },
    { name: 'losses', go: showLosses },
    { name: 'scrubbed', go: (page) => page.getByRole('slider', { name: text.time.slider }).press('Home') },
    {
      name: 'row-on-stage',
      go: async (page) => {
        await page.getByRole('slider', { name: text.time.slider }).press('End');
        await button(page, text.panels.stage.follow).click();
        await page.getByText(anyOf(text.row.ofTest)).first().waitFor(patience);
      },
    },
    { name: 'row', go: (page) => showTab(page, 'row') },
    {
      name: 'rows-compared',
      go: async (page) => {
        await button(page, text.row.pin).click();
        await button(page, text.row.next).click();
        await button(page, text.row.pin).click();
        await page
          .getByRole('region', { name: text.row.pinned })
          .getByRole('listitem')
          .nth(1)
          .waitFor(patience);
      },
    },
    {
      name: 'learned',
      go: async (page) => {
        await showTab(page, 'learned');
        await results(page).getByText(text.learned.retraining.trained(0)).waitFor(patience);
        await page.waitForTimeout(1500);
      },
    },
    { name: 'gates', go: (page) => showTab(page, 'gates').then(() => picture(page)) },
    { name: 'gates-experts', go: (page) => choose(page, text.gates.views.experts) },
    { name: 'gates-health', go: (page) => choose(page, text.gates.views.health) },
    { name: 'equations', go: (page) => showTab(page, 'equations').then(() => picture(page)) },
    { name: 'sweep', go: (page) => showTab(page, 'sweep').then(() => picture(page)) },
    { name: 'public', go: (page) => showTab(page, 'public') },
  ],
};

const firstVisit: Walk = {
  name: 'first',
  options: { firstVisit: true, savesData: false },
  views: [
    {
      name: 'invited',
      go: (page) =>
        page
          .getByText(
            anyOf((step) =>
              text.captions.wasMutual(text.experiment.taskName(1), text.experiment.taskName(2), step),
            ),
          )
          .waitFor(patience),
    },
  ],
};

const run: Walk = {
  name: 'run',
  options: { path: smaller('steps=200&eval=20') },
  views: [
    { name: 'before', go: picture },
    {
      name: 'training',
      go: async (page) => {
        await openAgain(page, smaller('steps=100000&eval=500'));
        await press(page, words.play);
        await waitForStepAfter(page, 1000);
      },
    },
    {
      name: 'finished',
      go: async (page) => {
        await press(page, words.pause);
        await openAgain(page, smaller('steps=200&eval=20'));
        await train(page);
      },
    },
    { name: 'everything', go: unfoldEverything },
    {
      name: 'tables',
      go: async (page) => {
        for (const figure of await results(page).getByRole('figure').all())
          await showTable(figure).catch(() => undefined);
      },
    },
    { name: 'stale', go: (page) => enter(field(page, text.experiment.fields.numTasks), '5') },
    {
      name: 'sweep-finished',
      go: async (page) => {
        await openAgain(page, smallRun('steps=20&eval=10&backend=wasm&A=adattSp&B=ple&C=mmoe'));
        await showTab(page, 'sweep');
        await sweep(page);
      },
    },
  ],
};

/** The most tasks and networks that there can be. */
const crowded: Walk = {
  name: 'crowded',
  options: {
    path: smallRun(
      'steps=100&eval=20&backend=wasm&A=adattSp&B=ple&C=mmoe&D=crossStitch&E=sharedBottom&F=adatt&G=mlmmoe&H=singleTask',
    ).replace('tasks=2', 'tasks=8'),
  },
  views: [
    { name: 'play', go: train },
    { name: 'gates', go: (page) => showTab(page, 'gates') },
    { name: 'learned', go: (page) => showTab(page, 'learned') },
    { name: 'equations', go: (page) => showTab(page, 'equations') },
  ],
};

const alarms: Walk = {
  name: 'alarms',
  options: { path: `${runWithAlarm}&C=mmoe` },
  views: [
    { name: 'play', go: train },
    {
      name: 'health',
      go: async (page) => {
        await showTab(page, 'gates');
        await choose(page, text.gates.views.health);
      },
    },
    {
      name: 'definitions',
      go: (page) => results(page).getByRole('button', { name: text.gates.help.title }).click(),
    },
  ],
};

lookThrough([opening, firstVisit, run, crowded, alarms], everyLook, pictures);
