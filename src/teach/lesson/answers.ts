/** Answers and notes of a student: whether they are right, how a browser keeps them, and the file that goes to the teacher. */
import * as z from 'zod/mini';
import { shortHash } from '../../core/base64.ts';
import { atDrawnPlaces, curveEndsOf, maxDrawn, numDrawn, numSeen } from './curve.ts';
import {
  expectations,
  type Lesson,
  type LessonQuestion,
  type LessonQuestionOf,
  lessonLimits,
  textOfLesson,
} from './lesson.ts';

const seenVerdict = z.object({
  /** How much better the reference is, in %, as it is printed with any verdict or none; null: there is no such number. */
  percent: z.nullable(z.number()),
  /** Null where the run gives no verdict. */
  verdict: z.nullable(z.enum(expectations)),
});
const byRival = <T extends z.core.SomeType>(value: T) => z.record(z.string().check(z.maxLength(2)), value);

const given = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choose'),
    /** Places of the answers that were chosen. */
    chosen: z.array(z.number().check(z.int(), z.gte(0))).check(z.maxLength(lessonLimits.answers)),
  }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('expect'), expected: byRival(z.enum(expectations)) }),
  z.object({
    kind: z.literal('draw'),
    /** Losses at the places of a drawing. */
    drawn: z.array(z.number().check(z.gte(0), z.lte(maxDrawn))).check(z.length(numDrawn)),
  }),
]);

const beatAnswer = z.object({
  given,
  /** When it was given, as ISO 8601. */
  at: z.string().check(z.maxLength(30)),
  /** The verdicts of the finished run by the id of the rival; null: they were not known, or not asked for. */
  seen: z.nullable(byRival(seenVerdict)),
  /** The curve of the finished run; absent as `seen` is null. */
  curve: z.optional(z.array(z.nullable(z.number())).check(z.length(numSeen))),
});

const progress = z.object({
  beat: z.number().check(z.int(), z.gte(0)),
  /** The last beat that was ever open. */
  furthest: z.number().check(z.int(), z.gte(0)),
  name: z.string().check(z.maxLength(lessonLimits.nameLength)),
  /** Answers by the number of the beat. */
  answers: z.record(z.string(), beatAnswer),
  notes: z.record(z.string(), z.string().check(z.maxLength(lessonLimits.notesLength))),
});

/** An answer as a student gives it. */
export type GivenAnswer = z.infer<typeof given>;

/** An answer with when it was given and what it is held against. */
export type BeatAnswer = z.infer<typeof beatAnswer>;

/** How far a student is. */
export type LessonProgress = z.infer<typeof progress>;

/** Progress of somebody who has just begun. */
export const noProgress: LessonProgress = { beat: 0, furthest: 0, name: '', answers: {}, notes: {} };

/** True if a student has given or written anything, which the next one at the same browser would see. */
export const isBegun = ({ name, answers, notes }: LessonProgress): boolean =>
  name !== '' || Object.keys(answers).length > 0 || Object.values(notes).some((one) => one !== '');

/** Tells one lesson from another, and from an edited one. */
export const hashOfLesson = (lesson: Lesson): string => shortHash(textOfLesson(lesson));

/** Progress as a browser kept it, as far as it is of this lesson; from the beginning where it is none. */
export function readProgress(written: string | null, lesson: Lesson): LessonProgress {
  try {
    const { success, data } = progress.safeParse(JSON.parse(written ?? 'null'));
    if (!success) return noProgress;
    const last = lesson.beats.length - 1;
    const isOfQuestion = ([beat, { given: one }]: readonly [string, BeatAnswer]): boolean =>
      lesson.beats[Number(beat)]?.question?.kind === one.kind;
    return {
      ...data,
      beat: Math.min(data.beat, last),
      furthest: Math.min(data.furthest, last),
      answers: Object.fromEntries(Object.entries(data.answers).filter(isOfQuestion)),
    };
  } catch {
    return noProgress;
  }
}

/** True if what the answer to a question is held against is still to be said by a finished run. */
export function isAwaitingRun(question: LessonQuestion, { seen, curve }: BeatAnswer): boolean {
  if (question.kind === 'draw') return curve === undefined;
  const asksTheRun =
    question.kind === 'expect' || (question.kind === 'number' && typeof question.right === 'string');
  return asksTheRun && seen === null;
}

/** The right number; null while no run has said it. */
export function rightNumberOf(
  { right }: LessonQuestionOf<'number'>,
  seen: BeatAnswer['seen'],
): number | null {
  return typeof right === 'number' ? right : (seen?.[right]?.percent ?? null);
}

/** True or false where that can be said; null: it cannot, or not yet. */
export function isRightAnswer(question: LessonQuestion, { given: one, seen }: BeatAnswer): boolean | null {
  if (question.kind === 'choose' && one.kind === 'choose')
    return question.answers.every(({ isRight }, index) => one.chosen.includes(index) === isRight);
  if (question.kind === 'number' && one.kind === 'number') {
    const right = rightNumberOf(question, seen);
    // What is typed as 2.8 ± 0.1 has 2.9 in it, whatever binary fractions say.
    return right === null ? null : Math.abs(one.value - right) <= question.tolerance + 1e-9 * Math.abs(right);
  }
  if (question.kind === 'expect' && one.kind === 'expect') {
    const known = Object.entries(one.expected).map(([rival, said]) => {
      const verdict = seen?.[rival]?.verdict ?? null;
      return verdict === null ? null : verdict === said;
    });
    return known.includes(null) || known.length === 0 ? null : known.every((isRight) => isRight === true);
  }
  return null;
}

/** The file of one student, as JSON: name, lesson, and per beat what was asked, answered and noted, and when. */
export function answersText(
  lesson: Lesson,
  { name, answers, notes }: LessonProgress,
  savedAt: string,
): string {
  const beats = lesson.beats.map(({ question }, index) => {
    const answer = answers[index];
    const isAnswered = question !== null && answer !== undefined;
    return {
      beat: index + 1,
      question: question?.ask ?? null,
      answer: isAnswered ? saidIn(question, answer.given) : null,
      isRight: isAnswered ? isRightAnswer(question, answer) : null,
      answeredAt: answer?.at ?? null,
      ...(answer?.seen && { runSaid: answer.seen }),
      ...(answer !== undefined && drawnBeside(answer)),
      notes: notes[index] ?? '',
    };
  });
  const file = {
    kind: 'lesson answers',
    lesson: lesson.title,
    lessonHash: hashOfLesson(lesson),
    name,
    savedAt,
    beats,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The measure of a drawing: the run's curve at the same places, and by how many points of 100 it was too high at the end. */
function drawnBeside({ given: one, curve }: BeatAnswer): object {
  if (one.kind !== 'draw' || curve === undefined) return {};
  const ends = curveEndsOf(one.drawn, curve);
  const points = ends === null ? null : Math.round(1000 * (ends.drawn - ends.seen)) / 10;
  return { runDrew: atDrawnPlaces(curve), pointsTooHighAtEnd: points };
}

/** The answer as a teacher reads it: the words chosen, the number, the expectation by rival, or the losses drawn. */
function saidIn(question: LessonQuestion, one: GivenAnswer): unknown {
  if (one.kind === 'number') return one.value;
  if (one.kind === 'expect') return one.expected;
  if (one.kind === 'draw') return one.drawn;
  const answers = question.kind === 'choose' ? question.answers : [];
  return one.chosen.map((place) => answers[place]?.words ?? null);
}
