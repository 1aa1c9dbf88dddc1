/** Files that do not come, or are not what they should be: parts of the page, and the visitor's own. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { drop, panel } from '../../e2e/harness/ownFile.ts';
import {
  barButton,
  openMore,
  patience,
  pickFile,
  results,
  setUp,
  showTab,
  sweepForm,
  textOf,
} from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import type { Fault } from '../fault.ts';
import { faultFrom, mishap } from '../flows.ts';
import { withoutFile } from '../injections.ts';

const { app, settings } = text;
const withoutParts = { tolerated: [/ERR_FAILED/, /Failed to fetch dynamically imported/] };
const thrown = { tolerated: [/thrown by a test/] };

const partsOfSetUp = [app.tasks.title, app.architectures.title, settings.training.title, settings.data.title];

/** What stands where a part of the page should be; the set-up beside it is whole. */
async function readMissing(page: Page, name: string, titles = partsOfSetUp): Promise<string> {
  const sentence = page.getByText(app.ui.panelFailed(name));
  await sentence.waitFor();
  await openMore(page);
  for (const title of titles) await setUp(page).getByText(title, { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: app.ui.tryAgain }).count()).toBe(1);
  return textOf(sentence);
}

async function tryAgain(page: Page): Promise<void> {
  await page.unrouteAll();
  await page.getByRole('button', { name: app.ui.tryAgain }).click();
}

/** The page opens on a recorded run, which needs what cannot be had. */
const withoutResults: Fault = faultFrom(
  { name: 'The part of the page that shows results is not to be had', isDaily: true },
  async (openPage) => {
    const page = await openPage(withoutParts);
    await withoutFile(page, '**/assets/results-*.js');
    await page.reload();
    const sees = await readMissing(page, app.places.play);
    await barButton(page, app.run.play).waitFor();
    await tryAgain(page);
    await page.getByText(app.run.recorded).waitFor();
    await page.getByRole('slider', { name: text.time.slider }).waitFor();
    return { sees, configuration: 'yes', finishedRun: 'yes', progress: '-' };
  },
);

/** On a narrow screen, where the form stands between the two parts of the place. */
const withoutComparison: Fault = faultFrom(
  { name: 'The part of the page that compares networks is not to be had', isDaily: true },
  async (openPage) => {
    const page = await openPage({ ...withoutParts, width: 390 });
    await withoutFile(page, '**/assets/ComparePanel-*.js');
    await page.reload();
    const sees = await readMissing(page, app.results, partsOfSetUp.slice(1));
    await page.getByText(app.run.recorded).waitFor();
    await page.getByRole('region', { name: text.panels.stage.title, exact: true }).waitFor();
    await tryAgain(page);
    await page.getByRole('figure', { name: 'Task 1', exact: true }).waitFor(patience);
    return { sees, configuration: 'yes', finishedRun: 'yes', progress: '-' };
  },
);

/** 40,000 rows, which take a moment to read. */
const csv = `a,b,clicked\n${'0.25,0.5,1\n0.75,0.125,0\n'.repeat(20_000)}`;

/** The worker that reads a file dies as soon as it has begun. */
async function breakImporter(page: Page): Promise<void> {
  await page.route('**/assets/importWorker-*.js', async (route) => {
    const response = await route.fetch();
    const harm =
      "addEventListener('message', () => { setTimeout(() => { throw new Error('thrown by a test'); }); });";
    await route.fulfill({ response, body: harm + (await response.text()) });
  });
  await drop(page, 'own.csv', Buffer.from(csv));
}

async function readImporter(page: Page): Promise<string> {
  const sentence = panel(page).getByText(text.ownData.noWorker);
  await sentence.waitFor(patience);
  return textOf(sentence);
}

const dismiss = (page: Page): Promise<void> =>
  page.getByRole('alert').getByRole('button', { name: app.ui.dismiss }).click();

export const fileFaults: readonly Fault[] = [
  mishap({
    name: 'A part of the page is not to be had',
    isDaily: true,
    page: withoutParts,
    harm: async (page) => {
      await withoutFile(page, '**/assets/SweepPlace-*.js');
      await showTab(page, 'sweep');
    },
    says: app.ui.panelFailed(app.places.sweep),
    reads: (page) => readMissing(page, app.places.sweep),
    mend: async (page) => {
      await tryAgain(page);
      await sweepForm(page).waitFor();
      expect(await page.getByText(app.ui.panelFailed(app.places.sweep)).count()).toBe(0);
    },
  }),
  withoutResults,
  withoutComparison,
  mishap({
    name: 'What shows what networks have learned is not to be had',
    page: withoutParts,
    // What belongs to the page is there; what belongs to the worker comes when there are networks, which the stage looks into first.
    prepare: async (page) => {
      await showTab(page, 'learned');
      await page.getByText(text.learned.nothingYet).waitFor();
      await showTab(page, 'play');
      // Asked for again under another address.
      await withoutFile(page, '**/assets/learned-*.js*');
    },
    harm: (page) => showTab(page, 'learned'),
    says: app.ui.panelFailed(app.tabs.inspect.learned),
    reads: (page) => readMissing(page, app.tabs.inspect.learned),
    mend: async (page) => {
      await tryAgain(page);
      const name = text.learned.title.prediction;
      await results(page).getByRole('figure', { name, exact: true }).waitFor(patience);
    },
  }),
  mishap({
    name: 'What saves networks is not to be had',
    page: withoutParts,
    harm: async (page) => {
      await withoutFile(page, '**/assets/weightTools-*.js');
      await showTab(page, 'equations');
      await results(page).getByRole('button', { name: text.weights.menu }).click();
      await page.getByRole('button', { name: text.weights.file }).click();
    },
    says: `${text.weights.notSaved} ${text.weights.notDownloaded}`,
    mend: dismiss,
  }),
  mishap({
    name: 'The worker that reads a file of data dies',
    page: thrown,
    harm: breakImporter,
    says: text.ownData.noWorker,
    reads: readImporter,
    mend: (page) => page.keyboard.press('Escape'),
  }),
  mishap({
    name: 'A file that is no experiment is opened',
    harm: (page) => pickFile(page, 'photo.json', '{"training": {'),
    says: `${app.menu.fileFailed('photo.json')} ${text.foreignFiles.notJson}`,
    mend: dismiss,
  }),
];
