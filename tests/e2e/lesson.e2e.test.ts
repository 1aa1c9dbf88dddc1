import { createServer } from 'node:http';
import type { Frame, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { courseLessons, lessonAfter, linkOfCourseLesson } from '../../src/teach/lesson/course.ts';
import type { LessonQuestion } from '../../src/teach/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { openMore, patience, press, savedFile, setUp, smallRun, train } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { lesson: words, settings, budget } = text;
const { builder } = words;

const experiment = smallRun('backend=wasm&steps=60&eval=10&reps=3&A=adattSp&B=ple').replace('reps=2&', '');

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: text.app.menu.lesson });
const card = (page: Page | Frame): Locator => page.getByRole('region', { name: words.lesson, exact: true });
const inCard = (page: Page | Frame, name: string): Locator =>
  card(page).getByRole('button', { name, exact: true });

/** Two beats: what to expect, asked before the verdict is seen, and a choice with an answer that looks like markup. */
async function makeLesson(page: Page): Promise<void> {
  await press(page, text.app.menu.more);
  await page.getByRole('button', { name: text.app.menu.lesson }).click();
  const form = dialog(page);
  await form.getByText(builder.notYet).waitFor(patience);
  await form.getByLabel(builder.title).fill('Who borrows?');
  await form.getByRole('button', { name: builder.addStart }).click();
  await form.getByLabel(builder.startName(1)).fill('Two tasks');
  await form.getByLabel(builder.say).fill('Press Play.\nWhat will the verdict be?');
  await form.getByLabel(builder.start).selectOption({ label: 'Two tasks' });
  await form.getByLabel(builder.question).selectOption({ label: builder.questions.expect });
  await form.getByLabel(builder.ask).fill('AdaTT-sp does …');
  await form.getByRole('button', { name: builder.addBeat }).click();
  await form.getByLabel(builder.say).fill('Look at the gates.');
  await form.getByLabel(builder.place).selectOption({ label: 'Inspect: Gates' });
  await form.getByLabel(builder.question).selectOption({ label: builder.questions.choose });
  await form.getByLabel(builder.ask).fill('Who borrows?');
  await form.getByLabel(builder.answerOf(1), { exact: true }).fill('<i>Task 1</i>');
  await form.getByLabel(builder.answerOf(2), { exact: true }).fill('Nobody');
  await gate(form, words.parts.training, builder.gates.locked);
  await gate(form, words.parts.budget, builder.gates.hidden);
}

const gate = (form: Locator, part: string, state: string): Promise<void> =>
  form.getByRole('group', { name: part, exact: true }).getByText(state, { exact: true }).click();

const writtenIn = (page: Page, name: string): Promise<string> =>
  dialog(page).getByRole('textbox', { name, exact: true }).inputValue();

/** What a student sees of the form. */
async function expectForm(page: Page): Promise<void> {
  await openMore(page);
  await setUp(page).getByRole('heading', { name: settings.training.title }).waitFor();
  expect(await setUp(page).getByRole('heading', { name: budget.title }).count()).toBe(0);
  const rate = setUp(page).getByRole('spinbutton', {
    name: text.experiment.fields.training.learningRate.label,
  });
  expect(await rate.isDisabled()).toBe(true);
  await setUp(page)
    .getByRole('button', { name: words.reopenPart('training') })
    .click();
  expect(await rate.isEnabled()).toBe(true);
}

/** A finished run is told neither in *Play*, nor in the history, in a file, in the address bar or in *Sweep*. */
async function expectNothingTold(page: Page): Promise<void> {
  const { covered } = text.app;
  await page.getByText(covered).waitFor(patience);
  await page.keyboard.press('h');
  const history = page.getByRole('dialog', { name: text.history.heading });
  await history.getByText(covered).waitFor(patience);
  expect(await history.getByRole('listitem').count()).toBe(0);
  await page.keyboard.press('Escape');
  await press(page, text.app.menu.more);
  await press(page, text.menu.saveResults);
  const message = page.getByRole('region', { name: text.app.ui.message });
  await message.getByRole('button', { name: text.app.ui.details }).click();
  await message.getByText(covered).waitFor(patience);
  expect(new URL(page.url()).hash).not.toMatch(/&(fp|r)=/);
  for (const place of [text.app.places.sweep, text.app.places.play]) {
    await page.getByRole('tab', { name: place }).click();
    await page.getByRole('tabpanel').getByText(covered).waitFor(patience);
  }
}

/** Says what is expected, sees the verdict of the run, goes on, and chooses. */
async function answer(page: Page | Frame): Promise<void> {
  await card(page).getByText(words.expectations.better, { exact: true }).click();
  await inCard(page, words.reveal).click();
  await card(page)
    .getByText(/^The run: /)
    .waitFor(patience);
  await inCard(page, words.next).click();
  await card(page).getByRole('radio', { name: '<i>Task 1</i>' }).check();
  await inCard(page, words.answer).click();
  await card(page).getByText(words.right, { exact: true }).waitFor();
  await card(page).getByLabel(words.name).fill('Ada Lovelace');
}

const expectedFile = {
  lesson: 'Who borrows?',
  name: 'Ada Lovelace',
  beats: [{ answer: { 'against B': 'better' } }, { answer: ['<i>Task 1</i>'], isRight: true }],
};

test('goes to students as a link, in which they answer and save their answers', async ({ openPage }) => {
  const teacher = await openPage({ path: experiment });
  await train(teacher);
  await makeLesson(teacher);
  await dialog(teacher).getByRole('img', { name: builder.qr }).waitFor(patience);
  const { hash } = new URL(await writtenIn(teacher, builder.link));

  const student = await openPage({ path: hash });
  await card(student).getByText(words.place(1, 2)).waitFor(patience);
  await expectForm(student);
  await train(student);
  await expectNothingTold(student);
  await answer(student);
  const { name, content } = await savedFile(student, () => inCard(student, words.save).click());
  expect(name).toBe('answers-ada-lovelace.json');
  expect(JSON.parse(content.toString('utf8'))).toMatchObject(expectedFile);
  await student.reload();
  await card(student).getByText(words.right, { exact: true }).waitFor(patience);
});

/** Runs in every document: the browser keeps nothing. */
function closeStorage(): void {
  const refuse = (): never => {
    throw new DOMException('Storage is closed.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(window, name, { get: refuse });
}

/** A site of another origin, whose only page is this markup. */
async function serveSite(markup: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><link rel="icon" href="data:," />${markup}`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The site has no address.');
  return { url: `http://localhost:${address.port}/`, close: () => server.close() };
}

const frameIn = async (page: Page): Promise<Frame> => {
  await page.locator('iframe').waitFor(patience);
  return page.frames()[1] ?? expect.fail('The page has no frame.');
};

/** What the harness says of a frame whose page has another origin. */
const framed = /request to another host: http:\/\/localhost/;

test('runs in a frame without storage, by the code that its maker copies', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const teacher = await openPage({ path: experiment });
  await makeLesson(teacher);
  const code = await writtenIn(teacher, builder.iframe);
  const { url, close } = await serveSite(code);
  const options = { tolerated: [framed], initScripts: [closeStorage] };
  const page = await openPage({ ...options, url });
  const frame = await frameIn(page);
  await card(frame).getByText(words.place(1, 2)).waitFor(patience);
  await frame.getByRole('banner').getByRole('button', { name: text.app.run.play, exact: true }).click();
  await frame.getByRole('banner').getByText(text.app.run.phase.finished, { exact: true }).waitFor(patience);
  await answer(frame);
  await card(frame).getByText(words.notKept).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), inCard(frame, words.save).click()]);
  expect(download.suggestedFilename()).toBe('answers-ada-lovelace.json');
  close();
});

/** Finds the result covered, answers as the runs do, and is told so. */
async function answerInCourse(frame: Frame, question: LessonQuestion): Promise<void> {
  const covered = frame.getByText(text.app.covered);
  await covered.waitFor(patience);
  if (question.kind === 'choose') {
    for (const one of question.answers)
      if (one.isRight) await card(frame).getByLabel(one.words, { exact: true }).check();
    await inCard(frame, words.answer).click();
  } else {
    await card(frame).getByText(words.expectations.close, { exact: true }).first().click();
    await card(frame).getByText(words.expectations.better, { exact: true }).last().click();
    await inCard(frame, words.reveal).click();
  }
  await card(frame).getByText(words.right, { exact: true }).waitFor(patience);
  expect(await covered.count()).toBe(0);
}

test('leads through the four lessons of the course in a frame, under one name', { tags: 'thorough' }, async ({
  openPage,
}) => {
  const [first = expect.fail('The course has no lesson.')] = courseLessons;
  const link = `${inject('pageUrl')}#${await linkOfCourseLesson(first)}`.replaceAll('&', '&amp;');
  const { url, close } = await serveSite(
    `<iframe src="${link}" width="1200" height="700" sandbox="allow-scripts allow-same-origin allow-downloads"></iframe>`,
  );
  const page = await openPage({ url, tolerated: [framed], initScripts: [closeStorage] });
  const frame = await frameIn(page);
  for (const { lesson } of courseLessons) {
    await card(frame).getByRole('heading', { name: lesson.title }).waitFor(patience);
    for (const [step, { question, say }] of lesson.beats.entries()) {
      if (step > 0) await inCard(frame, words.next).click();
      await card(frame).getByText(say, { exact: true }).waitFor(patience);
      if (question !== null) await answerInCourse(frame, question);
    }
    const name = card(frame).getByLabel(words.name);
    if (lesson === first.lesson) await name.fill('Ada Lovelace');
    expect(await name.inputValue()).toBe('Ada Lovelace');
    const next = lessonAfter(lesson);
    if (next !== null) await inCard(frame, text.course.next(next.title)).click();
  }
  const [download] = await Promise.all([page.waitForEvent('download'), inCard(frame, words.save).click()]);
  expect(download.suggestedFilename()).toBe('answers-ada-lovelace-4.json');
  close();
});

test('says in a frame without an origin what that lacks', { tags: 'thorough' }, async ({ openPage }) => {
  const address = inject('pageUrl');
  const { url, close } = await serveSite(
    `<iframe src="${address}" sandbox="allow-scripts allow-downloads"></iframe>`,
  );
  const tolerated = [framed, /CORS policy/, /net::ERR_FAILED/, /Failed to read the 'localStorage'/];
  const page = await openPage({ url, tolerated });
  const link = (await frameIn(page)).getByRole('link', { name: 'Open the page by itself' });
  await link.waitFor(patience);
  expect(await link.getAttribute('href')).toBe(address);
  close();
});
