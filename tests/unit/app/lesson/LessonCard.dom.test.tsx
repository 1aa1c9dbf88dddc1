/** The end of a lesson: answers are saved when name and answers are there, and the student knows whom to send them to. */
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { LessonCard } from '../../../../app/lesson/LessonCard.tsx';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { emptyProgress, type LessonProgress } from '../../../../src/teach/lesson/answers.ts';
import type { Lesson } from '../../../../src/teach/lesson/lesson.ts';
import { text } from '../../../../src/text/text.ts';

const words = text.lesson;

const lesson: Lesson = {
  title: '',
  beats: [
    { say: 'Look.', place: null, start: null, question: null },
    {
      say: 'Count.',
      place: null,
      start: null,
      question: { kind: 'number', ask: 'How many?', right: 3, tolerance: 0 },
    },
  ],
  starts: [],
  hidden: [],
  locked: [],
  mayReopen: false,
  course: null,
};

it('asks for name and answers before it saves, and says whom to send the file to', () => {
  const save = vi.fn();
  const ignore = () => {};
  const cardOf = (progress: LessonProgress) => (
    <LessonCard
      label="lesson"
      lesson={lesson}
      progress={progress}
      experiment={defaultExperiment()}
      isKept
      actions={{
        ...{ goTo: ignore, openStart: ignore, answer: ignore, note: ignore, setName: ignore },
        save,
        beginAgain: null,
        bringBack: null,
        next: null,
      }}
    />
  );
  const press = () => fireEvent.click(screen.getByRole('button', { name: words.save }));
  const { rerender } = render(cardOf({ ...emptyProgress, beat: 1 }));
  screen.getByText(words.sendTo);
  press();
  expect(screen.getByText(words.wanted([words.wantedName, words.wantedAnswers([2])]))).toBeDefined();
  const answers = { 1: { given: { kind: 'number', value: 3 }, at: '', seen: null } } as const;
  rerender(cardOf({ ...emptyProgress, beat: 1, name: 'Ada' }));
  press();
  expect(save).not.toHaveBeenCalled();
  rerender(cardOf({ ...emptyProgress, beat: 1, name: 'Ada', answers }));
  press();
  expect(save).toHaveBeenCalledOnce();
});

it('leads from the last lesson of the course to the article, unless answers would be lost', () => {
  const ignore = () => {};
  const next = { title: 'Lesson 4', open: ignore };
  const links = (course: number | null, isKept: boolean, isLastLesson = true) => {
    const { unmount } = render(
      <LessonCard
        label="lesson"
        lesson={{ ...lesson, course }}
        progress={{ ...emptyProgress, beat: 1 }}
        experiment={defaultExperiment()}
        isKept={isKept}
        actions={{
          ...{ goTo: ignore, openStart: ignore, answer: ignore, note: ignore, setName: ignore, save: ignore },
          beginAgain: null,
          bringBack: null,
          next: isLastLesson ? null : next,
        }}
      />,
    );
    const found = screen.queryAllByRole('link').map((link) => link.getAttribute('href'));
    unmount();
    return found;
  };
  expect(links(4, true)).toEqual(['learn/']);
  expect([...links(3, true, false), ...links(4, false), ...links(null, true)]).toEqual([]);
});
