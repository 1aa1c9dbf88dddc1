/** The making of a lesson: what is handed out is what was written, nothing written is lost, and no words are markup. */
import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { lessonDraftOf } from '../../../../app/lesson/builder/draft.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { lessonTextFromLetters } from '../../../../src/teach/lesson/lessonLetters.ts';
import { readLessonText } from '../../../../src/teach/lesson/readLesson.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const words = text.lesson.builder;

// jsdom has no dialogs.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};

async function open() {
  const app = renderApp('#v=2&tasks=2&A=adattSp&B=ple');
  act(() => app.playground.view.setState({ dialog: { kind: 'lesson' } }));
  const dialog = await screen.findByRole('dialog', { name: text.app.menu.lesson }, { timeout: 20_000 });
  return { ...app, form: within(dialog), draft: lessonDraftOf(app.playground) };
}

type Form = Awaited<ReturnType<typeof open>>['form'];

const linkIn = async (form: Form): Promise<string> => {
  const input = await form.findByRole<HTMLTextAreaElement>('textbox', { name: words.link });
  return input.value;
};

/** The lesson that a link hands out. */
async function handedOut(link: string) {
  const { lesson, experiment, problems } = readLink(link);
  expect(problems).toEqual([]);
  return {
    experiment,
    ...readLessonText(await lessonTextFromLetters(lesson ?? expect.fail('There is no lesson.'))),
  };
}

it('hands out what was written, beginning with the set-up of its first beat', async () => {
  const { form, user, draft, playground } = await open();
  form.getByText(words.notYet);
  expect(form.queryByRole('textbox', { name: words.link })).toBeNull();
  await user.type(form.getByLabelText(words.title), 'Who borrows?');
  await user.click(form.getByRole('button', { name: words.addStart }));
  await user.type(form.getByLabelText(words.say), 'Look.');
  await user.selectOptions(form.getByLabelText(words.start), words.newStart(1));
  await user.selectOptions(form.getByLabelText(words.question), words.questions.number);
  await user.type(form.getByLabelText(words.ask), 'By how many %?');
  await user.selectOptions(form.getByLabelText(words.rightFrom), words.rightOf('PLE'));
  const { lesson, experiment } = await handedOut(await linkIn(form));
  expect(lesson).toEqual(draft.store.getState().lesson);
  expect(lesson?.beats[0]?.question).toMatchObject({ kind: 'number', right: 'B' });
  expect(experiment).toEqual(playground.experiments.experiment());
});

it('begins with a story, and gives the draft before it back', async () => {
  const { form, user, draft } = await open();
  await user.type(form.getByLabelText(words.title), 'Mine');
  await user.selectOptions(form.getByLabelText(words.beginFrom), text.presets.findTheBug.title);
  const { lesson } = await handedOut(await linkIn(form));
  expect(lesson).toMatchObject({ title: text.presets.findTheBug.title, hidden: ['architectures'] });
  await user.click(form.getByRole('button', { name: text.app.menu.undo }));
  expect(draft.store.getState().lesson.title).toBe('Mine');
});

it('is kept for the next visit, with words that are still to be written', async () => {
  const { form, user } = await open();
  await user.type(form.getByLabelText(words.title), 'Half a lesson');
  await user.click(form.getByRole('button', { name: words.addBeat }));
  const later = lessonDraftOf(renderApp('#v=2').playground);
  expect(later.store.getState().lesson).toMatchObject({
    title: 'Half a lesson',
    beats: [{ say: '' }, { say: '' }],
  });
});

it('draws a QR code while the link is short enough for phones, and then says that it is too long', async () => {
  const { form, draft } = await open();
  const beat = { say: 'Look.', place: null, start: null, question: null };
  act(() => draft.edit({ title: 'Short', beats: [beat] }));
  await form.findByRole('img', { name: words.qr });
  // Words that cannot be packed.
  const longOf = (number: number): string =>
    Array.from({ length: 400 }, (_, place) =>
      String.fromCodePoint(0x4e00 + ((7919 * place + 104_729 * number) % 20_000)),
    ).join('');
  act(() => draft.edit({ beats: [1, 2, 3].map((number) => ({ ...beat, say: longOf(number) })) }));
  await form.findByText(words.qrTooLong('1,250'));
  expect(form.queryByRole('img', { name: words.qr })).toBeNull();
});

it('shows all words as text, and quotes them in the code of a frame', async () => {
  const { form, draft } = await open();
  const markup = '"><img src=x onerror=alert(1)>';
  act(() =>
    draft.edit({ title: markup, beats: [{ say: markup, place: null, start: null, question: null }] }),
  );
  await linkIn(form);
  expect(document.querySelectorAll('img')).toHaveLength(0);
  const code = form.getByRole<HTMLTextAreaElement>('textbox', { name: words.iframe }).value;
  const frame = new DOMParser().parseFromString(code, 'text/html').body;
  expect([...frame.querySelectorAll('*')].map(({ tagName }) => tagName)).toEqual(['IFRAME']);
  expect(frame.querySelector('iframe')?.title).toBe(markup);
  expect(frame.querySelector('iframe')?.getAttribute('sandbox')).toContain('allow-same-origin');
});
