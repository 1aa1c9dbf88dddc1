/** Teaching with the page: a curve drawn before it is seen, tips beside stories, and the page on a projector. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  bar,
  barButton,
  downloaded,
  patience,
  press,
  results,
  setUp,
  smallRun,
  train,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { lesson: words, teaching, app } = text;
const { builder, curve } = words;

const card = (page: Page): Locator => page.getByRole('region', { name: words.lesson, exact: true });
const inCard = (page: Page, name: string): Locator => card(page).getByRole('button', { name, exact: true });

async function openBuilder(page: Page): Promise<Locator> {
  await press(page, app.menu.more);
  await page.getByRole('button', { name: app.menu.lesson }).click();
  const form = page.getByRole('dialog', { name: app.menu.lesson });
  await form.getByLabel(builder.title).waitFor(patience);
  return form;
}

async function linkIn(form: Locator): Promise<string> {
  const input = form.getByRole('textbox', { name: builder.link, exact: true });
  await input.waitFor(patience);
  return new URL(await input.inputValue()).hash;
}

const experiment = smallRun('backend=wasm&steps=60&eval=10&reps=3&A=adattSp&B=ple').replace('reps=2&', '');

/** Draws with the mouse through all places, from the top left downwards. */
async function drawAcross(page: Page): Promise<void> {
  const box =
    (await card(page).getByRole('slider').boundingBox()) ?? expect.fail('There is nothing to draw on.');
  await page.mouse.move(box.x + 46, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 18, box.y + 150, { steps: 4 });
  await page.mouse.up();
}

test('a student draws the curve, trains, sees the real one over it, and takes both along in the answers', async ({
  openPage,
}) => {
  const teacher = await openPage({ path: experiment });
  const form = await openBuilder(teacher);
  await form.getByLabel(builder.title).fill('How fast?');
  await form.getByLabel(builder.say).fill('Draw, then press Play.');
  await form.getByLabel(builder.question).selectOption({ label: builder.questions.draw });
  await form.getByLabel(builder.ask).fill('How does the loss of PLE fall?');
  await form.getByLabel(builder.drawnCard).selectOption({ label: app.architectures.name('B', 'PLE') });
  await form.getByLabel(builder.drawnTask).selectOption({ label: curve.allTasks });
  const student = await openPage({ path: await linkIn(form), ownBrowser: true });
  await card(student).getByRole('slider').waitFor(patience);
  expect(await inCard(student, curve.reveal).isDisabled()).toBe(true);
  await drawAcross(student);
  await train(student);
  await student.getByText(text.app.covered).waitFor(patience);
  await inCard(student, curve.reveal).click();
  await card(student)
    .getByText(/points too (high|low)\.|almost the same\.$/)
    .waitFor(patience);
  await card(student).getByText(curve.run, { exact: true }).waitFor();
  expect(await student.getByText(text.app.covered).count()).toBe(0);
  const file: unknown = JSON.parse(await downloaded(student, () => inCard(student, words.save).click()));
  expect(file).toMatchObject({ beats: [{ answer: { length: 11 }, isRight: null, runDrew: { length: 11 } }] });
  await student.reload();
  await card(student).getByText(curve.run, { exact: true }).waitFor(patience);
});

test('the gallery has a tip for teachers beside every story, once somebody asks for them', async ({
  openPage,
}) => {
  const page = await openPage();
  await press(page, app.menu.presets);
  const dialog = page.getByRole('dialog', { name: text.presetGallery.title });
  await dialog.getByText(text.presetGallery.tips).waitFor(patience);
  expect(await dialog.getByText(teaching.kinds.ask).count()).toBe(0);
  await dialog.getByText(text.presetGallery.tips).click();
  for (const tip of Object.values(teaching.tips))
    await dialog.getByText(tip.see, { exact: true }).waitFor(patience);
});

const height = (element: Locator): Promise<number> =>
  element.evaluate((one) => one.getBoundingClientRect().height);

test('a projector shows stage and verdict, larger and without forms, until Escape; a lesson goes along', async ({
  openPage,
}) => {
  const letters = Buffer.from(JSON.stringify({ title: 'On the wall', beats: [{ say: 'Look.' }] })).toString(
    'base64url',
  );
  const page = await openPage({ path: `#v=2&tasks=4&lesson=${letters}` });
  const sentence = results(page).locator('#verdict h2');
  await sentence.waitFor(patience);
  await card(page).getByText('Look.').waitFor(patience);
  const before = await height(sentence);
  await press(page, app.menu.more);
  await page.getByRole('button', { name: app.menu.projector, exact: true }).click();
  const end = page.getByRole('button', { name: text.panels.endProjector });
  await end.waitFor(patience);
  expect(await height(sentence)).toBeGreaterThan(1.3 * before);
  const expectOnWall = async () => {
    expect(await page.getByRole('region', { name: app.setUp, exact: true }).isVisible()).toBe(false);
    expect(await bar(page).getByRole('button', { name: app.menu.presets }).isVisible()).toBe(false);
    expect(await barButton(page, app.run.play).isVisible()).toBe(true);
    for (const shown of [sentence, page.locator('section[data-stage]'), card(page)])
      expect(await shown.isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  };
  await expectOnWall();
  await page.reload();
  await end.waitFor(patience);
  await sentence.waitFor(patience);
  await expectOnWall();
  await page.keyboard.press('Escape');
  await setUp(page).waitFor();
  expect(await end.isVisible()).toBe(false);
  await page.keyboard.press('p');
  await end.click();
  await setUp(page).waitFor();
});
