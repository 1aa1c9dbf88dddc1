/** Whole ways through the page by keyboard alone: the focus is always somewhere, can be seen, and what was asked for comes. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  patience,
  results,
  savedFile,
  setUp,
  stage,
  textOf,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { run, ui, menu, places, tabs } = text.app;
const words = text.row;

interface Focused {
  readonly name: string;
  /** There is a ring around it, inside the window and not under the bar. */
  readonly isSeen: boolean;
}

/** Runs in the page; null: nothing has the focus. */
function focused(): Focused | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement || element instanceof SVGElement) || element === document.body)
    return null;
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : null;
  const name = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '';
  const hasRing = (one: Element | null): boolean => {
    if (one === null) return false;
    const { outlineStyle, outlineColor } = getComputedStyle(one);
    return outlineStyle !== 'none' && outlineColor !== 'rgba(0, 0, 0, 0)';
  };
  // Of some controls their cell or label has the ring.
  const box = [element, element.parentElement].find(hasRing)?.getBoundingClientRect();
  if (box === undefined) return { name: name.trim(), isSeen: false };
  const atMiddle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const isCovered = atMiddle?.closest('header')?.contains(element) === false;
  return { name: name.trim(), isSeen: !isCovered && box.bottom > 0 && box.top < innerHeight };
}

/** Runs in the page: something that may have the focus is called so. */
function hasStop(name: string): boolean {
  const stops = document.querySelectorAll<HTMLInputElement>('a, button, input, select, summary, [tabindex]');
  const nameOf = (one: HTMLInputElement) =>
    one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent ?? '';
  return [...stops].some((one) => nameOf(one).trim().startsWith(name));
}

/** Presses the key until the focus is on what is called so, and says how many times; every stop on the way is seen. */
async function goTo(page: Page, name: string, key = 'Tab'): Promise<number> {
  // Parts of the page come later on a slow machine, and nobody looks for what is not there.
  await expect.poll(() => page.evaluate(hasStop, name), patience).toBe(true);
  for (let presses = 1; presses < 60; presses++) {
    await page.keyboard.press(key);
    const at = await page.evaluate(focused);
    expect(at?.isSeen, `${key} ${presses}: ${at?.name}`).toBe(true);
    if (at?.name.startsWith(name)) return presses;
  }
  throw new Error(`"${key}" does not lead to "${name}".`);
}

/** Presses Enter on what `goTo` leads to. */
async function choose(page: Page, name: string, key = 'Tab'): Promise<void> {
  await goTo(page, name, key);
  await page.keyboard.press('Enter');
}

const expectFocusOn = (page: Page, name: string): Promise<void> =>
  expect.poll(async () => (await page.evaluate(focused))?.name, patience).toContain(name);

async function pressTimes(page: Page, key: string, times: number): Promise<void> {
  for (let presses = 0; presses < times; presses++) await page.keyboard.press(key);
}

test('a story is opened and trained, its verdict read and its numbers saved', async ({ openPage }) => {
  const page = await openPage();
  await results(page).getByText(run.recorded).waitFor(patience);
  await choose(page, menu.presets);
  await expectFocusOn(page, ui.close);
  await choose(page, text.presets.looselyRelated.title);
  await results(page).getByText(text.presets.looselyRelated.hint).waitFor();
  await expectFocusOn(page, menu.presets);
  await choose(page, text.presetHint.next);
  // The last of three.
  await page.keyboard.press('Enter');
  await expectFocusOn(page, text.presetHint.back);
  await choose(page, run.play, 'Shift+Tab');
  await waitForPhase(page, 'finished');
  const spoken = page.getByRole('status').getByText(/^Finished at step .* AdaTT-sp/);
  await spoken.waitFor({ state: 'attached' });
  await expectFocusOn(page, run.playAgain);
  await choose(page, text.verdict.method);
  await choose(page, text.saving.saveTitle(text.verdict.title('A · AdaTT-sp')), 'Shift+Tab');
  await page.getByRole('button', { name: text.saving.csv }).waitFor(patience);
  await goTo(page, text.saving.csv);
  const { content } = await savedFile(page, () => page.keyboard.press('Enter'));
  expect(content.toString('utf8')).toContain('B · PLE');
  await expectFocusOn(page, text.saving.saveTitle(''));
});

test('a cell of the opening page is raised from 0 to 0.9, ribbons follow, it is trained, and taken back', {
  tags: 'thorough',
}, async ({ openPage }) => {
  const page = await openPage({ firstVisit: true });
  const cell = text.correlation.cell('Task 1', 'Task 3');
  const field = setUp(page).getByRole('spinbutton', { name: cell, exact: true });
  const ribbons = () =>
    stage(page)
      .locator('[data-kind="gate"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('style')).join());
  await results(page).getByText(run.recorded).waitFor(patience);
  await choose(page, text.app.skipToSetUp);
  await goTo(page, cell);
  const before = await ribbons();
  await pressTimes(page, 'ArrowUp', 18);
  expect(await field.inputValue()).toBe('0.9');
  await stage(page).getByText(text.panels.stage.preview(300, 2000)).first().waitFor(patience);
  await expect.poll(ribbons, patience).not.toBe(before);
  await choose(page, run.play, 'Shift+Tab');
  await waitForStepAfter(page, 0);
  await expectFocusOn(page, run.pause);
  await page.keyboard.press('Control+z');
  await expect.poll(() => field.inputValue()).toBe('0');
  await expectFocusOn(page, run.play);
});

test('a row is followed, its point moved, two rows kept, compared and left', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const page = await openPage();
  const plane = words.plane('Task 1', 'Task 2', false);
  const title = results(page).getByRole('region', { name: words.title }).locator('strong');
  await results(page).getByText(run.recorded).waitFor(patience);
  expect(await goTo(page, text.panels.stage.follow)).toBeLessThanOrEqual(15);
  await page.keyboard.press('Enter');
  await expectFocusOn(page, plane);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => textOf(title), patience).toBe(words.ofPlane('0.50', '0.10'));
  await choose(page, words.stop);
  await expectFocusOn(page, 'C · Shared-Bottom');

  // The button of this name stands before the place.
  await goTo(page, run.play, 'Shift+Tab');
  await goTo(page, places.play, 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await goTo(page, tabs.inspect.gates);
  await page.keyboard.press('ArrowRight');
  await goTo(page, plane);
  await page.keyboard.press('ArrowLeft');
  // From where the test row lies.
  const isPoint = /^Point .+ of the plane$/;
  await expect.poll(() => textOf(title), patience).toMatch(isPoint);
  const first = await textOf(title);
  await choose(page, words.pin);
  await goTo(page, plane, 'Shift+Tab');
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(() => textOf(title), patience).not.toBe(first);
  const second = await textOf(title);
  await choose(page, words.pin);
  const kept = results(page).getByRole('region', { name: words.pinned });
  await kept
    .getByText(/, the gate of Task \d moves \d+ points?\./)
    .first()
    .waitFor();
  await choose(page, words.unpin(first));
  await expectFocusOn(page, second);
});

test('what has the focus may go, or no longer be pressed: it moves to what stands nearest', {
  tags: 'thorough',
}, async ({ openPage }) => {
  const page = await openPage();
  await results(page).getByText(run.recorded).waitFor(patience);
  await choose(page, text.app.skipToSetUp);
  await goTo(page, text.correlation.cell('Task 1', 'Task 3'));
  await page.keyboard.press('ArrowUp');
  await results(page).locator('[data-stale]').first().waitFor();
  await choose(page, ui.undo, 'Shift+Tab');
  await expectFocusOn(page, text.panels.stage.follow);
  await choose(page, run.reset, 'Shift+Tab');
  await expectFocusOn(page, run.step);
});
