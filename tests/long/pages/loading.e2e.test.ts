/** What goes wrong most often is said in one plain message; the set-up is kept, and the run goes on where it can. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  atAnyStep,
  expectSetUp,
  expectUsable,
  harmedRun,
  messagesOf,
  onlyMessage,
  throwIn,
  withoutFile,
  workersOf,
} from '../../e2e/harness/harm.ts';
import {
  barButton,
  openMore,
  patience,
  press,
  results,
  setUp,
  showTab,
  stepOf,
  sweepForm,
  trainSlowly,
  waitForPhase,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const { app, engine, session, settings } = text;
const { run: words } = app;

test('where the worker throws, the run goes on in another one', async ({ openPage }) => {
  const path = harmedRun('wasm');
  const page = await openPage({ path, tolerated: [/thrown by a test/] });
  await trainSlowly(page, 20);
  await throwIn((await workersOf(page)).leader);
  await onlyMessage(
    page,
    atAnyStep((step) => session.recoveredFromWorker(step, 'wasm', true)),
  );
  await waitForStepAfter(page, await stepOf(page));
  await expectSetUp(page, path);
});

const shortRun = harmedRun('wasm').replace('steps=120', 'steps=30').replace('&B=sharedBottom', '');

test.for([
  { files: ['worker-*.js'], ends: 'failed', says: session.notDownloaded },
  { files: ['wasmBackend-*.js*', 'cpu-*.js*'], ends: 'failed', says: session.notDownloaded },
  { files: ['*.wasm'], ends: 'finished', says: null },
] as const)('$files are not to be had: the run has $ends', async ({ files, ends, says }, { openPage }) => {
  const page = await openPage({ path: shortRun, tolerated: [/ERR_FAILED/] });
  for (const file of files) await withoutFile(page, `**/assets/${file}`);
  await press(page, words.play);
  await waitForPhase(page, ends);
  if (says !== null) await onlyMessage(page, says);
  else {
    await press(page, app.menu.more);
    await barButton(page, app.backend.name(session.backendLabel('cpu'))).click();
    await page
      .getByText(engine.insteadOf('cpu', 'wasm', '').trim())
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  }
  await expectSetUp(page, shortRun);
  await page.unrouteAll();
  await expectUsable(page);
  expect(await messagesOf(page)).toEqual([]);
});

/** So deep that one step of this size is enough; Adam keeps shallow networks finite at any learning rate. */
const deep = `B=sharedBottom,levels:${Array.from({ length: 5 }, () => '32-32-32-32').join('_')}`;

test('where every network diverges, the run stops and says so', async ({ openPage }) => {
  const path = harmedRun('wasm&lr=10').replace('A=adattSp&B=sharedBottom', deep);
  const page = await openPage({ path });
  await press(page, words.play);
  await waitForPhase(page, 'failed');
  await onlyMessage(page, /Every network diverged by step \d+: its losses are no longer numbers\./);
  await press(page, words.reset);
  await expectUsable(page);
});

/** Something else stands where a part of the page should be; the set-up beside it is whole. */
async function expectMissing(page: Page, name: string): Promise<void> {
  await page.getByText(app.ui.panelFailed(name)).waitFor();
  await openMore(page);
  for (const title of [app.architectures.title, settings.training.title, settings.data.title])
    await setUp(page).getByText(title, { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: app.ui.tryAgain }).count()).toBe(1);
}

test.for([
  { file: 'results', width: 1280, place: app.places.play },
  // Where the form stands between the two parts of the place.
  { file: 'ComparePanel', width: 390, place: app.results },
])('the part $file is not to be had at $width px, until one tries again', async (given, { openPage }) => {
  const { file, width, place } = given;
  const page = await openPage({ width, tolerated: [/ERR_FAILED/, /Failed to fetch dynamically imported/] });
  await withoutFile(page, `**/assets/${file}-*.js`);
  await page.reload();
  await expectMissing(page, place);
  await page.unrouteAll();
  await page.getByRole('button', { name: app.ui.tryAgain }).click();
  await page.getByText(words.recorded).waitFor();
  await results(page).getByRole('figure', { name: 'Task 1', exact: true }).waitFor(patience);
  if (width === 390) return;
  await withoutFile(page, '**/assets/SweepPlace-*.js');
  await showTab(page, 'sweep');
  await expectMissing(page, app.places.sweep);
  await page.unrouteAll();
  await page.getByRole('button', { name: app.ui.tryAgain }).click();
  await sweepForm(page).waitFor();
});
