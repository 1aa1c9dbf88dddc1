/** A lesson: read within its limits from anything, carried by links, answered. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { VISIBLE_CHARACTER, withoutInvisible } from '../../../../src/core/schema/shownValue.ts';
import { cardIds } from '../../../../src/experiment/cardIds.ts';
import { tabs } from '../../../../src/experiment/link/tabs.ts';
import { formParts, type Lesson, lessonLimits } from '../../../../src/teach/lesson/lesson.ts';
import {
  lessonTextFromLetters,
  lettersOfLesson,
  textOfLesson,
} from '../../../../src/teach/lesson/lessonLetters.ts';
import { readLesson, readLessonText } from '../../../../src/teach/lesson/readLesson.ts';
import { lessonOfPreset, presetsForLessons } from '../../../../src/teach/lesson/readyLessons.ts';
import { text } from '../../../../src/text/text.ts';

const words = text.lesson.read;

/** `LESSON_RUNS=10000` makes the property tests long. */
const numRuns = Number(process.env['LESSON_RUNS'] ?? 500);

const wordsOf = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: Math.floor(maxLength / 4) })
    .filter((written) => VISIBLE_CHARACTER.test(written) && written === withoutInvisible(written))
    .filter((written) => /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u.test(written))
    .filter((written) => written.length <= maxLength);

const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
const ask = wordsOf(lessonLimits.askLength);
const answers = fc
  .array(fc.record({ words: wordsOf(lessonLimits.answerLength), isRight: fc.boolean() }), {
    minLength: 2,
    maxLength: lessonLimits.answers,
  })
  .map(([first, ...others]) => [{ ...first, words: first?.words ?? 'a', isRight: true }, ...others]);

const questions = fc.oneof(
  fc.record({ kind: fc.constant('choose' as const), ask, answers }),
  fc.record({
    kind: fc.constant('number' as const),
    ask,
    right: fc.oneof(numbers, fc.constantFrom(...cardIds)),
    tolerance: numbers.map(Math.abs),
  }),
  fc.record({ kind: fc.constant('expect' as const), ask }),
  fc.record({
    kind: fc.constant('draw' as const),
    ask,
    card: fc.constantFrom(...cardIds),
    task: fc.option(fc.nat(7)),
  }),
);

const lessons: fc.Arbitrary<Lesson> = fc
  .array(
    fc.record({
      name: wordsOf(lessonLimits.startNameLength),
      link: fc.constant('v=2&tasks=3&A=ple,experts:2'),
    }),
    { maxLength: lessonLimits.starts },
  )
  .chain((starts) =>
    fc.record({
      title: wordsOf(lessonLimits.titleLength),
      beats: fc.array(
        fc.record({
          say: wordsOf(lessonLimits.sayLength),
          place: fc.option(fc.constantFrom(...tabs)),
          start: starts.length === 0 ? fc.constant(null) : fc.option(fc.nat(starts.length - 1)),
          question: fc.option(questions),
        }),
        { minLength: 1, maxLength: lessonLimits.beats },
      ),
      starts: fc.constant(starts),
      hidden: fc.subarray([...formParts]),
      locked: fc.subarray([...formParts]),
      mayReopen: fc.boolean(),
      course: fc.option(fc.integer({ min: 1, max: lessonLimits.courseLessons })),
    }),
  );

const someLesson: Lesson = {
  title: 'Who borrows?',
  beats: [
    {
      say: 'Look at the gates.\nThen answer.',
      place: 'gates',
      start: 0,
      question: { kind: 'number', ask: 'By how many %?', right: 'B', tolerance: 0.5 },
    },
  ],
  starts: [{ name: 'Two tasks', link: 'v=2&tasks=2' }],
  hidden: ['budget'],
  locked: ['training'],
  mayReopen: false,
  course: null,
};

describe('a lesson', () => {
  it('comes back from its text and from the letters of a link, whatever it says', () =>
    fc.assert(
      fc.asyncProperty(lessons, async (lesson) => {
        const written = textOfLesson(lesson);
        expect(readLessonText(written)).toEqual({ lesson, problems: [] });
        const letters = await lettersOfLesson(written);
        expect(letters).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(await lessonTextFromLetters(letters)).toBe(written);
      }),
      { numRuns: Math.ceil(numRuns / 10) },
    ));

  it('is shorter in a link than its text in base 64, and may be written by hand', async () => {
    const lesson = lessonOfPreset(presetsForLessons[0] ?? expect.fail('There are no presets.'));
    const written = textOfLesson(lesson);
    const byHand = Buffer.from(written).toString('base64url');
    expect((await lettersOfLesson(written)).length).toBeLessThan(byHand.length);
    expect(await lessonTextFromLetters(byHand)).toBe(written);
  });

  it('is read from a link that was made before there were curves to draw', async () => {
    const letters =
      'LY7BasMwEER_RQw0J2FCIBdBKPTcUwnkkOawjreWsLxKpXWNMf73orTXmZ33doUGjQyHi0-mTTmnubzComXSAnddUWiBw3tKgyE16tn0pFyaTzl7FkNSZs4NLB6R7pX0rGFRlLLC7S2-Jy4aksCtGIJ0cJBpbDnDgsoAh7fF-DSbkWQxL9WfQ--1FrDQFDmTVPi-OW7b7Z_995_QWK3nORmlMlRzDFKhP6fD7hmdDqgjH7qOBe6Kdup6VtwsYroP3NVMMwUJ0td0pOWD06Mef1EsvP0C';
    expect(readLessonText(await lessonTextFromLetters(letters))).toEqual({
      lesson: someLesson,
      problems: [],
    });
  });
});

const someDraw = { kind: 'draw', ask: 'How does it fall?', card: 'A', task: null };

/** The lesson as JSON with another question, whatever it is. */
const withQuestion = (question: object): string =>
  JSON.stringify({ ...someLesson, beats: [{ ...someLesson.beats[0], question }] });

/** Values that stand where others should. */
const intruders = [
  null,
  true,
  -1,
  2.5,
  1e300,
  '',
  ' ',
  '\u0000',
  '\uD800',
  'x'.repeat(5000),
  [],
  {},
  ['a'],
  { kind: 'choose' },
];

/** A copy in which one value, however deep, is replaced, removed or doubled. */
function mutated(value: unknown, steps: readonly number[], intruder: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || rest.length === 0) return intruder;
  if (Array.isArray(value)) {
    if (value.length === 0) return [intruder];
    const at = step % value.length;
    if (step % 7 === 0) return [...value, ...Array.from({ length: 6 }, () => value[at])];
    return value.map((one, index) => (index === at ? mutated(one, rest, intruder) : one));
  }
  const entries = Object.entries(value);
  const at = step % Math.max(1, entries.length);
  if (step % 5 === 0) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([key, one], index) => [key, index === at ? mutated(one, rest, intruder) : one]),
  );
}

/** The limits once more, so that a reader that forgets one is seen. */
function expectWithinLimits({ title, beats, starts, course }: Lesson): void {
  expect([null, 1, 2, 3, 4, 5, 6, 7, 8, 9]).toContain(course);
  const asked = beats.flatMap(({ question }) => question ?? []);
  const choices = asked.flatMap((question) => (question.kind === 'choose' ? [question.answers] : []));
  const lengths: readonly (readonly [readonly string[], number])[] = [
    [[title], 80],
    [beats.map(({ say }) => say), 400],
    [asked.map((question) => question.ask), 200],
    [choices.flat().map((choice) => choice.words), 120],
    [starts.map(({ name }) => name), 40],
    [starts.map(({ link }) => link), 4000],
  ];
  for (const [written, max] of lengths)
    for (const one of written) expect(one.trim().length > 0 && one.length <= max).toBe(true);
  for (const list of choices)
    expect(list.length >= 2 && list.length <= 5 && list.some((one) => one.isRight)).toBe(true);
  for (const question of asked)
    if (question.kind === 'draw')
      expect(/^[A-J]$/.test(question.card) && [null, 0, 1, 2, 3, 4, 5, 6, 7].includes(question.task)).toBe(
        true,
      );
  expect(beats.length >= 1 && beats.length <= 5 && starts.length <= 4).toBe(true);
  expect(beats.every(({ start }) => start === null || starts[start] !== undefined)).toBe(true);
}

describe('a damaged lesson', () => {
  it('gives a lesson within its limits, or sentences that say where it is wrong; it never throws', () =>
    fc.assert(
      fc.property(
        lessons,
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 7 }),
        fc.constantFrom(...intruders),
        (lesson, steps, intruder) => {
          const given = mutated(JSON.parse(textOfLesson(lesson)), steps, intruder);
          const { lesson: read, problems } = readLesson(given);
          if (read === null) {
            expect(problems.length).toBeGreaterThan(0);
            for (const problem of problems) expect(problem).toMatch(/^[A-Z][^<>]*[.]$/);
            return;
          }
          expectWithinLimits(read);
          // What was taken is a lesson like any other.
          expect(readLessonText(textOfLesson(read))).toEqual({ lesson: read, problems: [] });
        },
      ),
      { numRuns },
    ));

  it('of letters says that they are damaged, and does not unpack more than a lesson has', async () => {
    const letters = await lettersOfLesson(textOfLesson(someLesson));
    for (const bad of [letters.slice(0, -9), `A${letters}`, 'A', '____', letters.replace(/.{4}$/, 'AAAA')])
      await expect(
        lessonTextFromLetters(bad).then(
          (written) => readLessonText(written).lesson ?? Promise.reject(new Error(words.damaged)),
        ),
      ).rejects.toThrow(words.damaged);
    const packed = new CompressionStream('deflate-raw');
    const written = new Response(packed.readable).arrayBuffer();
    const writer = packed.writable.getWriter();
    await writer.write(new Uint8Array(30_000_000));
    await writer.close();
    const big = Buffer.from(await written).toString('base64url');
    await expect(lessonTextFromLetters(big)).rejects.toThrow(words.damaged);
    expect(big.length).toBeLessThan(lessonLimits.textLength * 2);
  });

  test.each([
    ['5', words.noLesson],
    ['{', words.notJson],
    [JSON.stringify({ ...someLesson, title: '' }), words.problem('the title', words.empty)],
    [
      JSON.stringify({ ...someLesson, title: '\u200b \u200d\u3164' }),
      words.problem('the title', words.empty),
    ],
    [JSON.stringify({ ...someLesson, starts: [] }), words.problem('step 1, its set-up', words.noStart)],
    [JSON.stringify({ ...someLesson, locked: ['lr'] }), words.problem('what is locked 1', words.noPart)],
    [
      withQuestion({ ...someDraw, card: '<b>' }),
      words.problem('step 1, its question, its architecture', words.noCard),
    ],
    [
      withQuestion({ ...someDraw, card: 1 }),
      words.problem('step 1, its question, its architecture', words.noCard),
    ],
    [
      withQuestion({ ...someDraw, task: 8 }),
      words.problem('step 1, its question, its task', words.outside(0, 7)),
    ],
    [
      withQuestion({ ...someDraw, task: 0.5 }),
      words.problem('step 1, its question, its task', words.noNumber),
    ],
    [withQuestion({ ...someDraw, kind: 'paint' }), words.problem('step 1, its question, kind', words.noKind)],
    [JSON.stringify({ ...someLesson, beats: [] }), words.problem('step', words.tooFew(1))],
    [
      ' '.repeat(lessonLimits.textLength + 1),
      words.textTooLong(lessonLimits.textLength, lessonLimits.textLength + 1),
    ],
  ])('names the place: %.30s', (written, problem) => {
    expect(readLessonText(written)).toEqual({ lesson: null, problems: [problem] });
  });
});

describe('ready lessons', () => {
  test.each(presetsForLessons.map((preset) => [preset.id, preset] as const))(
    'of %s can be handed out',
    (_, preset) => {
      const lesson = lessonOfPreset(preset);
      expect(readLesson(lesson)).toEqual({ lesson, problems: [] });
    },
  );

  it('ask the riddle of Find the bug without giving the answer away', () => {
    const preset = presetsForLessons.find(({ id }) => id === 'findTheBug');
    const lesson = lessonOfPreset(preset ?? expect.fail('The preset is gone.'));
    const asked = lesson.beats.find(({ question }) => question?.kind === 'choose')?.question;
    expect(asked).toMatchObject({ answers: [{ words: 'Network one', isRight: true }, { isRight: false }] });
    expect(lesson.hidden).toEqual(['architectures']);
    expect(lesson.beats.findIndex(({ say }) => say === preset?.answer)).toBe(lesson.beats.length - 1);
  });
});

test('signs that turn the direction of writing, or that nobody sees, go from its texts', () => {
  const [beat] = someLesson.beats;
  const beats = [
    { ...beat, say: 'See\u2066 it:\n\ufeffnow', question: { kind: 'expect', ask: 'Which\u202e?' } },
  ];
  const { lesson } = readLesson({ ...someLesson, title: 'A\u202e le\u200bsson 👩\u200d🔬', beats });
  expect(lesson?.title).toBe('A lesson 👩\u200d🔬');
  expect(lesson?.beats[0]).toMatchObject({ say: 'See it:\nnow', question: { ask: 'Which?' } });
});
