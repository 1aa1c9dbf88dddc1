/** What people do to the page all day, each ending where the next may begin. */
import type { Page } from 'playwright-core';
import { exampleCsv } from '../../../src/data/table/example.ts';
import type { Tab } from '../../../src/experiment/link/tabs.ts';
import { text } from '../../../src/text/text.ts';
import { drop, panel, useButton, waitUntilReady } from '../../e2e/harness/ownFile.ts';
import {
  bar,
  barButton,
  enter,
  field,
  openMore,
  patience,
  press,
  pressMiddle,
  results,
  setUp,
  showTab,
  smallRun,
  sweep,
  sweepForm,
  train,
  waitForPhase,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';

const { run: words, menu } = text.app;
const { fields } = text.experiment;
const tabs: readonly Tab[] = ['gates', 'equations', 'learned', 'sweep', 'play'];

/** Where every round begins. */
export const start = smallRun('backend=wasm&steps=60&eval=10&A=adattSp&B=sharedBottom');

/** Opens a link in the page as it is, without loading it anew. */
async function openLink(page: Page, fragment: string): Promise<void> {
  const numTasks = async () => {
    // Again and again: the address follows an edit a moment later, and until then this may be no change of it.
    await page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    return field(page, fields.numTasks).inputValue();
  };
  await expect.poll(numTasks, patience).toBe('2');
  await barButton(page, words.play).waitFor(patience);
}

/** Trains to the end, and back to step 0. */
export async function trainAndReset(page: Page): Promise<void> {
  await train(page);
  await press(page, words.reset);
  await waitForPhase(page, 'idle');
}

export const trainOn = (backend: 'cpu' | 'wasm' | 'webgpu') => async (page: Page) => {
  await openMore(page);
  await field(page, fields.training.backend).selectOption(backend);
  await trainAndReset(page);
};

export async function edit(page: Page): Promise<void> {
  await openMore(page);
  for (const rate of ['0.002', '0.004', '0.003'])
    await enter(field(page, fields.training.learningRate), rate);
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('Control+z');
}

/** Every worker dies while one of them trains; the run goes on in another one. */
export async function loseWorker(page: Page): Promise<void> {
  await openLink(page, start.replace('steps=60', 'steps=100000'));
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  const fail = () => {
    setTimeout(() => {
      throw new Error('thrown by a test');
    });
  };
  // Nobody waits for them: those of a pool may be gone, with the one that leads it, before they answer.
  for (const worker of page.workers()) worker.evaluate(fail).catch(() => undefined);
  await results(page)
    .getByText(/It was started again/)
    .waitFor(patience);
  await press(page, words.pause);
  await press(page, words.reset);
  await waitForPhase(page, 'idle');
  await openLink(page, start);
  // Undo holds the run before: one that is always as long, however far the lost one got.
  await trainAndReset(page);
}

/** A correlation is dragged, and the networks follow. */
export async function drag(page: Page): Promise<void> {
  const name = text.correlation.cell('Task 1', 'Task 2');
  const cell = setUp(page).getByRole('spinbutton', { name, exact: true });
  await cell.scrollIntoViewIfNeeded();
  const { x, y } = await pressMiddle(page, cell);
  for (const by of [6, 12, 18, 24]) await page.mouse.move(x, y + by, { steps: 3 });
  await page.getByText(text.panels.stage.preview(300, 60)).first().waitFor(patience);
  await page.mouse.up();
  await openLink(page, start);
}

/** Other data in every round: what was swept before is not trained again. */
export async function sweepTwoPoints(page: Page, round: number): Promise<void> {
  await openLink(page, `${start}&seed=${2 + round}`);
  await showTab(page, 'sweep');
  await enter(sweepForm(page).getByLabel(new RegExp(`^${text.sweep.numPoints.label}`)), '2');
  await sweep(page);
  await showTab(page, 'play');
}

export async function openPresets(page: Page): Promise<void> {
  for (const { title } of [text.presets.groups, text.presets.unrelated]) {
    await press(page, menu.presets);
    const gallery = page.getByRole('dialog', { name: text.presetGallery.title });
    await gallery.getByRole('button', { name: title, exact: true }).click();
    await bar(page).getByText(words.phase.recorded, { exact: true }).waitFor(patience);
  }
  await openLink(page, start);
}

export async function lookAtTabs(page: Page): Promise<void> {
  await train(page);
  for (const tab of tabs) {
    await showTab(page, tab);
    await results(page).getByRole('tabpanel').waitFor(patience);
  }
  await press(page, words.reset);
  await waitForPhase(page, 'idle');
}

export async function trainOnFile(page: Page): Promise<void> {
  await drop(page, 'own.csv', Buffer.from(exampleCsv(500)));
  await waitUntilReady(page);
  await useButton(page).click();
  await panel(page).waitFor({ state: 'hidden' });
  await train(page);
  await openLink(page, start);
}
