/** Answers of students: right or not, kept, and as the file that a teacher gets. */
import { describe, expect, it, test } from 'vitest';
import {
  answersText,
  type BeatAnswer,
  emptyProgress,
  hashOfLesson,
  isAwaitingRun,
  isRightAnswer,
  readProgress,
} from '../../../../src/teach/lesson/answers.ts';
import type { Lesson, LessonQuestion } from '../../../../src/teach/lesson/lesson.ts';

const choose: LessonQuestion = {
  kind: 'choose',
  ask: 'Which?',
  answers: [
    { words: 'one', isRight: true },
    { words: 'two', isRight: false },
    { words: 'three', isRight: true },
  ],
};
const given: LessonQuestion = { kind: 'number', ask: 'How many?', right: 2.8, tolerance: 0.1 };
const ofRun: LessonQuestion = { kind: 'number', ask: 'By how many %?', right: 'B', tolerance: 0.5 };
const expected: LessonQuestion = { kind: 'expect', ask: 'What do you expect?' };
const draw: LessonQuestion = { kind: 'draw', ask: 'How does it fall?', card: 'A', task: 0 };

/** Falls from 1 to 0.5 in a straight line; the run's curve to 0.3, and ends one place early. */
const drawn = Array.from({ length: 11 }, (_, place) => 1 - 0.05 * place);
const curve = Array.from({ length: 41 }, (_, place) => (place > 36 ? null : 1 - (0.7 * place) / 36));

const answer = (one: BeatAnswer['given'], seen: BeatAnswer['seen'] = null): BeatAnswer => ({
  given: one,
  at: '2026-11-29T18:00:00.000Z',
  seen,
});
const seen = { B: { percent: -1.34, verdict: 'close' }, C: { percent: null, verdict: null } } as const;

describe('an answer', () => {
  test.each([
    [choose, answer({ kind: 'choose', chosen: [0, 2] }), true],
    [choose, answer({ kind: 'choose', chosen: [0] }), false],
    [choose, answer({ kind: 'choose', chosen: [0, 1, 2] }), false],
    [given, answer({ kind: 'number', value: 2.9 }), true],
    [given, answer({ kind: 'number', value: 2.91 }), false],
    [ofRun, answer({ kind: 'number', value: -1 }, seen), true],
    [ofRun, answer({ kind: 'number', value: 1.34 }, seen), false],
    [ofRun, answer({ kind: 'number', value: -1 }), null],
    [expected, answer({ kind: 'expect', expected: { B: 'close' } }, seen), true],
    [expected, answer({ kind: 'expect', expected: { B: 'worse' } }, seen), false],
    [expected, answer({ kind: 'expect', expected: { B: 'close', C: 'better' } }, seen), null],
    [expected, answer({ kind: 'expect', expected: { B: 'close' } }), null],
    [choose, answer({ kind: 'number', value: 1 }), null],
    [draw, { ...answer({ kind: 'draw', drawn }), curve }, null],
  ])('is right, wrong or open: %#', (question, one, isRight) => {
    expect(isRightAnswer(question, one)).toBe(isRight);
  });
});

describe('an answer that the run is still to say', () => {
  test.each([
    [choose, answer({ kind: 'choose', chosen: [0] }), false],
    [given, answer({ kind: 'number', value: 3 }), false],
    [ofRun, answer({ kind: 'number', value: 3 }), true],
    [expected, answer({ kind: 'expect', expected: {} }, seen), false],
    [draw, answer({ kind: 'draw', drawn }), true],
    [draw, { ...answer({ kind: 'draw', drawn }), curve }, false],
  ])('waits for it: %#', (question, one, isWaiting) => {
    expect(isAwaitingRun(question, one)).toBe(isWaiting);
  });
});

const plain = { place: null, start: null } as const;
const lesson: Lesson = {
  title: 'Who borrows?',
  beats: [
    { ...plain, say: 'Look.', question: null },
    { ...plain, say: 'Choose.', question: choose },
    { ...plain, say: 'Guess.', question: expected },
    { ...plain, say: 'Draw.', question: draw },
  ],
  starts: [],
  hidden: [],
  locked: [],
  mayReopen: true,
  course: null,
};

const progress = {
  beat: 2,
  furthest: 2,
  name: 'Ада',
  answers: {
    1: answer({ kind: 'choose', chosen: [0, 2] }),
    2: answer({ kind: 'expect', expected: { B: 'close' } }, seen),
    3: { ...answer({ kind: 'draw', drawn }), curve },
  },
  notes: { 0: 'The gates move.' },
};

describe('progress', () => {
  test.each([{ drawn: drawn.slice(1) }, { drawn: drawn.map(() => 9) }, { drawn: 'up' }])(
    'begins anew from a drawing that is none: %#',
    (part) => {
      const given = { ...progress.answers[3].given, ...part };
      const written = JSON.stringify({ ...progress, answers: { 3: { ...progress.answers[3], given } } });
      expect(readProgress(written, lesson)).toEqual(emptyProgress);
    },
  );

  test.each([null, '', '{', '[]', '{"beat":-1}', JSON.stringify({ ...progress, answers: 5 })])(
    'begins anew from what is none: %s',
    (written) => {
      expect(readProgress(written, lesson)).toEqual(emptyProgress);
    },
  );

  it('is cut to the beats and questions that the lesson has', () => {
    const shorter = { ...lesson, beats: [lesson.beats[0], lesson.beats[2]].flatMap((beat) => beat ?? []) };
    const read = readProgress(JSON.stringify(progress), shorter);
    expect(read).toMatchObject({ beat: 1, furthest: 1, answers: {} });
  });
});

describe('the file of a student', () => {
  it('says who answered what, when, and whether it was right', () => {
    const file: unknown = JSON.parse(answersText(lesson, progress, '2026-11-29T19:00:00.000Z'));
    expect(file).toMatchObject({
      lesson: 'Who borrows?',
      lessonHash: hashOfLesson(lesson),
      name: 'Ада',
      savedAt: '2026-11-29T19:00:00.000Z',
      beats: [
        { question: null, answer: null, notes: 'The gates move.' },
        {
          question: 'Which?',
          answer: ['one', 'three'],
          isRight: true,
          answeredAt: '2026-11-29T18:00:00.000Z',
        },
        {
          answer: { 'against B': 'close' },
          isRight: true,
          runSaid: { 'against B': seen.B, 'against C': seen.C },
        },
        // At nine tenths of the steps 0.55 was drawn, where the run came to 0.3.
        {
          answer: drawn,
          isRight: null,
          runDrew: { length: 11, 0: 1, 9: curve[36], 10: null },
          pointsTooHighAtEnd: 25,
        },
      ],
    });
  });
});
