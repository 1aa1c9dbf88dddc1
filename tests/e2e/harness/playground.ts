/** The page as people use it: controls by their names, numbers as they are shown. All words come from the catalogue. */

import type { Locator, Page } from 'playwright-core';
import { nameOfTab, panelGroupOfTab, type Tab } from '../../../src/experiment/link/tabs.ts';
import { text } from '../../../src/text/text.ts';
import { expect } from './test.ts';

const { run: words, menu } = text.app;

/** For what takes seconds on a free machine and much longer on a busy one. */
export const patience = { timeout: 90_000 } as const;

/** A small experiment as the fragment of a link; `rest` says how long and with which cards. */
export const smallRun = (rest: string): string =>
  `#tasks=2&source=synthetic&in=8&budget=asConfigured&train=200&val=50&test=50&reps=2&batch=16&${rest}`;

/**
 * Task 3 has 2 % positives and labels on a tenth of the rows; without native weights it lives on what others learn. Written out, as
 * it was when it was tried which gates and alarms it leads to.
 */
export const runWithAlarm =
  '#v=2&tasks=3&t1=noise:.1&t2=noise:.1&t3=k:binary,noise:.1,pos:.02,lab:.1&corr=.9,.1,.1&source=synthetic&in=8&train=2000' +
  '&val=200&test=500&unit=deviation&feat=8&common=8&switch=laterTasks&redraw=directions&A=adattSp,residual:off,tower:8' +
  '&B=ple,tower:8&reps=3&batch=64&lr=.02&steps=300&eval=50&backend=wasm&budget=asConfigured';

export const bar = (page: Page): Locator => page.getByRole('banner');

/** The experiment, to be edited; where the page has one column, without its tasks. */
export const setUp = (page: Page): Locator => page.getByRole('region', { name: text.app.setUp, exact: true });

/** The place that is open, and messages. */
export const results = (page: Page): Locator =>
  page.getByRole('region', { name: text.app.results, exact: true });

export const buttonIn = (page: Page, name: string): Locator =>
  results(page).getByRole('button', { name, exact: true });

/** Presses one of a few choices side by side. */
export const chooseLabel = (page: Page, label: string): Promise<void> =>
  page.getByRole('tabpanel').getByText(label, { exact: true }).and(page.locator('label')).click();

/** What is said first there. */
export const saidIn = (page: Page, sentence: string | RegExp): Locator =>
  results(page).getByText(sentence).first();

/** Networks above the answer. */
export const stage = (page: Page): Locator =>
  page.getByRole('region', { name: text.panels.stage.title, exact: true });

/** A button of the bar. */
export const barButton = (page: Page, name: string): Locator =>
  bar(page).getByRole('button', { name, exact: true });

/** Presses a button of the bar: Play, Pause, Step, Reset … */
export const press = (page: Page, name: string): Promise<void> => barButton(page, name).click();

/** The control of a field of the form, by its words in the catalogue; a unit may or may not be part of its name. */
export const field = (
  page: Page,
  { label, unit = '' }: { readonly label: string; readonly unit?: string },
): Locator =>
  setUp(page)
    .getByLabel(new RegExp(`^${label}\\s*(${unit})?$`))
    .and(page.locator('input, select'))
    .filter({ visible: true });

/** Types a value as people do: the field takes it on Enter. */
export async function enter(input: Locator, value: string): Promise<void> {
  await input.fill(value);
  await input.press('Enter');
}

/** Presses the button of the mouse in the middle of it; says where that is. */
export async function pressMiddle(page: Page, element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error('What is to be pressed is not shown.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  return { x, y, width: box.width };
}

/** What is written there. */
export const textOf = async (element: Locator): Promise<string> => (await element.textContent()) ?? '';

/** The step shown in the bar. */
export async function stepOf(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar', { name: words.progress }).getAttribute('aria-valuenow'));
}

/** Waits until the run has gone beyond `step`. */
export async function waitForStepAfter(page: Page, step: number): Promise<void> {
  await expect.poll(() => stepOf(page), patience).toBeGreaterThan(step);
}

/** Waits until the bar says so. */
export const waitForPhase = (page: Page, phase: 'idle' | 'paused' | 'finished' | 'failed'): Promise<void> =>
  bar(page).getByText(words.phase[phase], { exact: true }).waitFor(patience);

/** Waits until the engine says that it has paused, which the button says at once; returns the step it names. */
export async function waitForPause(page: Page): Promise<number> {
  const announcement = page.getByRole('status').getByText(/^Paused at step \d+/);
  await announcement.waitFor({ ...patience, state: 'attached' });
  return Number(/\d+/.exec(await textOf(announcement))?.[0]);
}

/** Trains to the end. */
export async function train(page: Page): Promise<void> {
  await press(page, words.play);
  await waitForPhase(page, 'finished');
  await isSettled(page);
}

/** Waits, as people do, until what comes with the end of a run has its place. */
async function isSettled(page: Page): Promise<void> {
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (let [before, now] = [-1, await height()]; before !== now; ) {
    await page.waitForTimeout(150);
    [before, now] = [now, await height()];
  }
}

/** The choice of what *Inspect* or *Sweep* looks at. */
const reading = (page: Page, tab: Exclude<Tab, 'play'>): Locator =>
  page.getByRole('radio', { name: nameOfTab(tab), exact: true });

const placeTab = (page: Page, tab: Tab): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${text.app.places[panelGroupOfTab(tab)]}`) });

/** Opens a place, and in *Inspect* and *Sweep* one of its readings. */
export async function showTab(page: Page, tab: Tab): Promise<void> {
  await placeTab(page, tab).click();
  if (tab === 'play') return;
  // The page may draw its answer to a press a moment later, or draw the choice anew before it.
  const isChosen = async () => {
    if (!(await reading(page, tab).isChecked())) await reading(page, tab).click({ force: true });
    return reading(page, tab).isChecked();
  };
  await expect.poll(isChosen, patience).toBe(true);
}

/** Waits until that place, or reading of one, is open. */
export async function waitForTab(page: Page, tab: Tab): Promise<void> {
  await expect.poll(() => placeTab(page, tab).getAttribute('aria-selected')).toBe('true');
  if (tab !== 'play') await expect.poll(() => reading(page, tab).isChecked(), patience).toBe(true);
}

/** Chooses the moment of the run that is shown. */
export const scrubber = (page: Page): Locator => page.getByRole('slider', { name: text.time.slider });

/** The step that the scrubber says is shown. */
export async function shownStep(page: Page): Promise<number> {
  const said = await scrubber(page).getAttribute('aria-valuetext');
  return Number(/[\d,]+/.exec(said ?? '')?.[0].replace(',', ''));
}

/** The form of a sweep, its progress and its buttons. */
export const sweepForm = (page: Page): Locator =>
  page.getByRole('region', { name: text.sweep.setUp.title, exact: true });

/** Sweeps what is in the form to its end. */
export async function sweep(page: Page): Promise<void> {
  await sweepForm(page).getByRole('button', { name: text.sweep.actions.start }).click();
  await sweepForm(page).getByText(text.sweep.actions.allTrained).waitFor(patience);
}

/** A file that the page handed out. */
interface SavedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** The file that `save` makes the page hand out. */
export async function savedFile(page: Page, save: () => Promise<void>): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), content: Buffer.concat(chunks) };
}

/** Its content, if it is a text. */
export const downloaded = async (page: Page, save: () => Promise<void>): Promise<string> =>
  (await savedFile(page, save)).content.toString('utf8');

/** What the menu of the picture or table called `title` saves. */
export const savedAs = (
  page: Page,
  title: string,
  format: 'csv' | 'json' | 'svg' | 'png',
  within: Page | Locator = page,
): Promise<SavedFile> =>
  savedFile(page, async () => {
    const menu = within.getByRole('button', { name: text.saving.saveTitle(title), exact: true });
    const item = within.getByRole('button', { name: text.saving[format], exact: true });
    // By keyboard: a picture that is drawn anew between two halves of a click would take the button from under it, as it takes an open menu.
    const isOpen = async () => {
      if (!(await item.isVisible())) await menu.press('Enter');
      return item.isVisible();
    };
    await expect.poll(isOpen, patience).toBe(true);
    await item.press('Enter');
  });

/** The numbers behind a figure, as it saves them, line by line. */
export async function csvOf(
  page: Page,
  title: string,
  within: Page | Locator = page,
): Promise<readonly string[]> {
  const figure = within.getByRole('figure', { name: title, exact: true });
  const { content } = await savedAs(page, title, 'csv', figure);
  return content.toString('utf8').trim().split('\r\n');
}

/** Opens the table behind a figure. */
export async function showTable(figure: Locator): Promise<void> {
  await figure
    .getByRole('button', { name: text.saving.saveTitle('') })
    .first()
    .click(patience);
  await figure.getByRole('button', { name: text.saving.table, exact: true }).click();
  await figure.getByRole('table').first().waitFor(patience);
}

/** The curves show losses, not differences. */
export const showLosses = (page: Page): Promise<void> =>
  results(page).getByRole('radio', { name: text.panels.compare.readings.loss, exact: true }).press('Space');

/** The link that the Share button offers. */
export async function shareLink(page: Page): Promise<string> {
  await press(page, text.app.link.share);
  const link = await page.getByRole('textbox', { name: text.sharing.link }).inputValue();
  await page.keyboard.press('Escape');
  return link;
}

/** Opens the part of the set-up whose line says `title`, and those around it. */
export async function unfold(page: Page, title: string): Promise<void> {
  const line = page.locator('summary').filter({ hasText: title });
  await line.evaluate((summary) => {
    for (let part = summary.closest('details'); part; part = part.parentElement?.closest('details') ?? null)
      part.open = true;
  });
}

/** Opens everything that can be folded out of sight. */
export const unfoldEverything = (page: Page, folds = 'details'): Promise<void> =>
  page.evaluate((selector) => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>(selector)) fold.open = true;
  }, folds);

/** Opens the settings that few need: budget, training, comparison, data. */
export const openMore = (page: Page): Promise<void> => unfold(page, text.app.moreSettings.title);

/** Sets the speed of training, by the menu. */
export async function setSpeed(page: Page, speed: string): Promise<void> {
  await press(page, menu.more);
  await bar(page).getByRole('combobox', { name: words.speed, exact: true }).selectOption(speed);
  await page.keyboard.press('Escape');
}

/** Trains ten steps a second, so that there is time to do something on the way; comes back beyond that step. */
export async function trainSlowly(page: Page, step = 0): Promise<void> {
  await setSpeed(page, words.speedOf(10));
  await press(page, words.play);
  await waitForStepAfter(page, step);
}

/** Has the file picker that `open` opens give this file. */
export async function giveFile(
  page: Page,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
  open: () => Promise<void>,
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles(file);
}

/** Opens a file by the menu. */
export async function pickFile(page: Page, name: string, content: string): Promise<void> {
  await press(page, menu.more);
  await giveFile(page, { name, mimeType: 'application/json', buffer: Buffer.from(content) }, () =>
    press(page, text.menu.openFile),
  );
}

/** The sentences of the one notice about a link or file; empty when there is none. */
export const noticeSentences = (page: Page): Promise<readonly string[]> =>
  results(page).getByRole('alert').getByRole('listitem').allTextContents();
