/** A riddle: of two networks one is AdaTT and one is not. Gates tell which; the answer is a click away, and so is what it costs. */
import type { Locator, Page } from 'playwright-core';
import { almostAdatt } from '../../src/models/almostAdatt.ts';
import { variantsOf } from '../../src/models/architectures.ts';
import { text } from '../../src/text/text.ts';
import {
  csvOf,
  patience,
  press,
  results,
  scrubber,
  setUp,
  shownStep,
  showTab,
  waitForTab,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const story = text.presets.findTheBug;
const words = text.lesson;
const names = [text.presetNames.networkOne, text.presetNames.networkTwo];

const level = (page: Page, number: number): Locator =>
  results(page).getByRole('region', { name: text.app.ui.level(number), exact: true });

/** Native weights of both networks at level 1, as they are saved. */
async function nativesOf(page: Page): Promise<readonly (readonly string[])[]> {
  const found: string[][] = [];
  for (const [index, name] of names.entries()) {
    const title = text.app.architectures.name('AB'.charAt(index), name);
    const [header = '', ...lines] = await csvOf(page, title, level(page, 1));
    const at = header.split(',').indexOf('native');
    found.push(lines.map((line) => line.split(',')[at] ?? ''));
  }
  return found;
}

test('is solved by the native weights of the first step and the last, and answered by a click', async ({
  openPage,
}) => {
  const page = await openPage({ path: '#tasks=4&seed=9' });
  await press(page, text.app.menu.presets);
  await page.getByRole('dialog').getByRole('button', { name: story.title, exact: true }).click();
  await waitForTab(page, 'gates');
  await results(page).getByText(story.hint).waitFor();
  // Titles do not tell.
  expect(await level(page, 1).textContent()).not.toMatch(/AdaTT/);

  const [oneAtEnd, twoAtEnd] = await nativesOf(page);
  await scrubber(page).press('Home');
  await expect.poll(() => shownStep(page)).toBe(0);
  const [oneAtStart, twoAtStart] = await nativesOf(page);
  expect(oneAtStart).toEqual(oneAtEnd);
  expect(twoAtStart).not.toEqual(twoAtEnd);
  expect(oneAtEnd?.filter((weight) => weight !== '').length).toBeGreaterThan(3);

  const answer = page.getByText(story.answer);
  await expect.poll(() => answer.isVisible()).toBe(false);
  await page.getByText(text.presetHint.answer, { exact: true }).click();
  await answer.waitFor();

  await showTab(page, 'equations');
  const note = text.equations.noteOf('almostAdatt.untrained');
  await page.getByText(note).waitFor();
  await page.getByText(text.panels.network.isThisAdatt, { exact: true }).click();
  for (const { label } of variantsOf(almostAdatt))
    await page.getByRole('rowheader', { name: label }).waitFor();
});

test('Find the bug is handed out as a lesson, solved by gates and not by losses, and answered by a click', async ({
  openPage,
}) => {
  const teacher = await openPage();
  await press(teacher, text.app.menu.more);
  await teacher.getByRole('button', { name: text.app.menu.lesson }).click();
  const form = teacher.getByRole('dialog', { name: text.app.menu.lesson });
  await form.getByLabel(words.builder.beginFrom).selectOption({ label: story.title });
  await form.getByText(text.teaching.of(story.title)).click();
  await form.getByText(text.teaching.tips.findTheBug.ask).waitFor(patience);
  const link = form.getByRole('textbox', { name: words.builder.link, exact: true });
  await link.waitFor(patience);
  const { hash } = new URL(await link.inputValue());

  const student = await openPage({ path: hash, ownBrowser: true });
  const card = student.getByRole('region', { name: words.lesson, exact: true });
  const pressIn = (name: string) => card.getByRole('button', { name, exact: true }).click();
  await waitForTab(student, 'gates');
  await card.getByText(words.place(1, 5)).waitFor(patience);
  // The form of an architecture says what it is.
  expect(await setUp(student).getByRole('region', { name: text.app.architectures.title }).count()).toBe(0);
  const [oneAtEnd, twoAtEnd] = await nativesOf(student);
  await scrubber(student).press('Home');
  await expect.poll(() => shownStep(student)).toBe(0);
  const [oneAtStart, twoAtStart] = await nativesOf(student);
  expect([oneAtStart, twoAtStart?.[0] === twoAtEnd?.[0]]).toEqual([oneAtEnd, false]);

  await pressIn(words.next);
  await pressIn(words.next);
  await student.getByText(text.app.covered).waitFor(patience);
  await card.getByText(words.expectations.worse, { exact: true }).click();
  await pressIn(words.reveal);
  // Losses do not tell which of the two is none.
  await card.getByText(words.runSays(words.expectations.close.toLowerCase())).waitFor(patience);
  await pressIn(words.next);
  await card.getByRole('radio', { name: text.presetNames.networkOne }).check();
  await pressIn(words.answer);
  await card.getByText(words.right, { exact: true }).waitFor();
  expect(await card.getByText(story.answer).count()).toBe(0);
  await pressIn(words.next);
  await card.getByText(story.answer).waitFor();
});
