/** A lesson on the page: what it hides and locks, what it asks, and that none of its words is ever markup. */
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { lessonPart } from '../../../../app/lesson/FormPart.tsx';
import { lessonControllerOf } from '../../../../app/lesson/lessonController.ts';
import { formParts, type Lesson } from '../../../../src/teach/lesson/lesson.ts';
import { textOfLesson } from '../../../../src/teach/lesson/lessonLetters.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

await lessonPart.load();

const words = text.lesson;
const markup = '<img src=x onerror=alert(1)><b>';

const lesson: Lesson = {
  title: `Title ${markup}`,
  beats: [
    {
      say: `Say ${markup}`,
      place: null,
      start: null,
      question: {
        kind: 'choose',
        ask: `Ask ${markup}`,
        answers: [
          { words: `Right ${markup}`, isRight: true },
          { words: `Wrong ${markup}`, isRight: false },
        ],
      },
    },
    {
      say: 'Now the gates.',
      place: 'gates',
      start: 0,
      question: { kind: 'number', ask: 'How many?', right: 3, tolerance: 0.5 },
    },
    { say: 'What do you expect?', place: 'play', start: null, question: { kind: 'expect', ask: 'Expect.' } },
  ],
  starts: [{ name: `Start ${markup}`, link: 'v=2&tasks=3&A=mmoe&B=ple' }],
  hidden: [],
  locked: [],
  mayReopen: true,
  course: null,
};

async function open(part: Partial<Lesson> = {}) {
  const letters = Buffer.from(textOfLesson({ ...lesson, ...part })).toString('base64url');
  const app = renderApp(`#v=2&tasks=2&A=adattSp&B=ple&lesson=${letters}`);
  // The first one is drawn by a busy machine.
  await screen.findByRole('region', { name: words.lesson }, { timeout: 10_000 });
  return app;
}

const card = () => screen.getByRole('region', { name: words.lesson });
const press = (name: string) => within(card()).getByRole('button', { name });

describe('the words of a lesson', () => {
  it('are text, wherever they stand', async () => {
    const { user } = await open();
    for (const said of [`Title ${markup}`, `Say ${markup}`, `Ask ${markup}`, `Wrong ${markup}`])
      within(card()).getByText(said);
    await user.click(within(card()).getByRole('radio', { name: `Wrong ${markup}` }));
    await user.click(press(words.answer));
    within(card()).getByText(words.wrong);
    await user.click(press(words.next));
    within(card()).getByText(words.openStart(`Start ${markup}`));
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(card().querySelectorAll('b')).toHaveLength(0);
  });

  it('take the place of the question of the first visit', async () => {
    await open();
    expect(screen.queryByText(text.panels.question.title)).toBeNull();
  });
});

describe('a beat', () => {
  it('opens its place, and its set-up once, which undo takes back', async () => {
    const { user, playground } = await open();
    const before = playground.experiments.experiment();
    await user.click(press(words.next));
    expect(playground.view.getState().tab).toBe('gates');
    expect(playground.experiments.experiment().tasks).toHaveLength(3);
    act(() => void playground.experiments.undo());
    await user.click(press(words.back));
    await user.click(press(words.next));
    expect(playground.experiments.experiment()).toEqual(before);
    await user.click(press(words.openStart(`Start ${markup}`)));
    expect(playground.experiments.experiment().tasks).toHaveLength(3);
  });

  it('covers the verdict until one is expected, and waits for a run', async () => {
    const { user, playground } = await open();
    await user.click(press(words.next));
    await user.click(press(words.next));
    expect(playground.lessons.getState().isCovered).toBe(true);
    await user.click(within(card()).getByRole('radio', { name: words.expectations.worse }));
    await user.click(press(words.reveal));
    expect(playground.lessons.getState().isCovered).toBe(false);
    within(card()).getByText(words.waiting);
  });

  it('takes a curve drawn with keys, covered until then, and says how far off it ends', async () => {
    const draw = { say: 'Draw.', place: null, start: null } as const;
    const beats = [{ ...draw, question: { kind: 'draw', ask: 'How?', card: 'B', task: 1 } } as const];
    const { user, playground } = await open({ beats });
    expect(playground.lessons.getState().isCovered).toBe(true);
    const pad = within(card()).getByRole('slider');
    expect(pad.getAttribute('aria-valuetext')).toBe(words.curve.at('0', words.curve.nothing));
    act(() => pad.focus());
    await user.keyboard('{ArrowUp}{Shift>}{ArrowDown}{/Shift}{ArrowDown}');
    expect(pad.getAttribute('aria-valuetext')).toBe(words.curve.at('0', '89 %'));
    expect(press(words.curve.reveal)).toHaveProperty('disabled', true);
    for (let place = 0; place < 10; place++) await user.keyboard('{ArrowRight}{ArrowUp}');
    await user.keyboard('{ArrowUp}{Home}{PageDown}');
    await user.click(press(words.curve.reveal));
    expect(playground.lessons.getState().isCovered).toBe(false);
    within(card()).getByText(words.waiting);
    const { given } = lessonControllerOf(playground).store.getState().progress.answers[0] ?? {};
    const expected = [0.79, ...Array.from({ length: 9 }, () => 0.89), 0.9];
    expect(given?.kind === 'draw' && given.drawn.map((value) => Number(value.toFixed(2)))).toEqual(expected);
    expect(within(card()).queryByRole('slider')).toBeNull();
  });

  it('is where the student left it, with answers and notes, when the page is opened again', async () => {
    const { user } = await open();
    await user.click(within(card()).getByRole('radio', { name: `Right ${markup}` }));
    await user.click(press(words.answer));
    await user.type(within(card()).getByLabelText(words.notes), 'I see.');
    await user.click(press(words.next));
    const later = renderApp(`#v=2&lesson=${Buffer.from(textOfLesson(lesson)).toString('base64url')}`);
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    const { progress } = lessonControllerOf(later.playground).store.getState();
    expect(progress).toMatchObject({
      beat: 1,
      notes: { 0: 'I see.' },
      answers: { 0: { given: { chosen: [0] } } },
    });
  });
});

const headingOf = (name: string) => screen.queryByRole('heading', { name, hidden: true });

describe('the next student at the same browser', () => {
  it('begins again, and can bring back what was answered', async () => {
    const { user, playground } = await open();
    expect(within(card()).queryByRole('button', { name: words.again })).toBeNull();
    await user.click(within(card()).getByRole('radio', { name: `Right ${markup}` }));
    await user.click(press(words.answer));
    await user.click(press(words.next));
    const { progress } = lessonControllerOf(playground).store.getState();
    await user.click(press(words.again));
    expect(within(card()).getByRole('radio', { name: `Right ${markup}` })).toHaveProperty('checked', false);
    await user.click(press(words.bringBack));
    expect(lessonControllerOf(playground).store.getState().progress).toEqual(progress);
  });
});

/** An element of each part of the form that is there while the part is. */
const partsInForm: Readonly<Record<(typeof formParts)[number], () => HTMLElement | null>> = {
  correlation: () => screen.queryByRole('region', { name: text.app.correlation.title.correlation }),
  tasks: () => screen.queryByRole('button', { name: text.app.ownData.instead }),
  architectures: () => screen.queryByRole('region', { name: text.app.architectures.title }),
  budget: () => headingOf(text.budget.title),
  training: () => headingOf(text.settings.training.title),
  comparison: () => headingOf(text.settings.comparison.title),
  data: () => headingOf(text.settings.data.title),
};

describe('the form in a lesson', () => {
  it('has all parts, neither hidden nor locked, unless told otherwise', async () => {
    await open();
    for (const part of formParts) {
      expect(partsInForm[part](), part).not.toBeNull();
      expect(partsInForm[part]()?.closest('fieldset:disabled'), part).toBeNull();
    }
  });

  it.each([formParts.slice(0, 3), formParts.slice(3)])(
    'hides %s, %s, %s and nothing else',
    async (...hidden) => {
      await open({ hidden });
      for (const part of formParts) expect(partsInForm[part]() === null, part).toBe(hidden.includes(part));
    },
  );

  it('locks every part until it is opened again', async () => {
    const { user } = await open({ locked: formParts });
    const groups = (part: (typeof formParts)[number]) =>
      screen.queryAllByRole('group', { name: words.lockedPart(part), hidden: true });
    await screen.findAllByText(words.locked);
    for (const part of formParts) {
      expect(groups(part).length, part).toBeGreaterThan(0);
      for (const one of groups(part)) expect(one).toHaveProperty('disabled', true);
      await user.click(screen.getByRole('button', { name: words.reopenPart(part) }));
      expect(groups(part), part).toHaveLength(0);
      expect(partsInForm[part](), part).not.toBeNull();
    }
  });

  it('stays locked where students may not open it', async () => {
    await open({ locked: ['training'], mayReopen: false });
    await screen.findAllByText(words.locked);
    expect(screen.queryByRole('button', { name: words.reopenPart('training') })).toBeNull();
  });
});

describe('a link', () => {
  it('keeps its lesson when the set-up is changed, and loses it to a link without one', async () => {
    const { playground } = await open();
    const written = playground.links.currentLink();
    expect(written).toMatch(/&lesson=[A-Za-z0-9_-]+$/);
    act(() => {
      history.replaceState(null, '', '#v=2&tasks=2');
      dispatchEvent(new HashChangeEvent('hashchange'));
    });
    expect(screen.queryByRole('region', { name: words.lesson })).toBeNull();
    expect(playground.links.currentLink()).not.toContain('lesson');
  });

  it('with a damaged lesson says so, and the page is whole', async () => {
    const { playground } = renderApp('#v=2&tasks=2&lesson=e30');
    await screen.findByText(words.failed);
    expect(playground.lessons.getState().source).toBeNull();
    expect(partsInForm.architectures()).not.toBeNull();
  });
});
