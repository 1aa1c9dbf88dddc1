/** A student's answers and notes: correctness, storage, and the file for the teacher. */
import * as z from 'zod/mini';
import { shortHash } from '../../core/base64.ts';
import { curveAtDrawnPoints, curveEndsOf, maxDrawnLoss, numCurvePoints, numDrawnPoints } from './curve.ts';
import {
  expectations,
  type Lesson,
  type LessonQuestion,
  type LessonQuestionOf,
  lessonLimits,
} from './lesson.ts';
import { textOfLesson } from './lessonLetters.ts';

const seenVerdictSchema = z.object({
  /** Gain of the reference in %, as printed; null if there is none. */
  percent: z.nullable(z.number()),
  /** Verdict as one of the expectations; null if the run gives none. */
  verdict: z.nullable(z.enum(expectations)),
});
const recordByRival = <T extends z.core.SomeType>(value: T) =>
  z.record(z.string().check(z.maxLength(2)), value);

const givenAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choose'),
    /** Indices of the chosen answers. */
    chosen: z.array(z.number().check(z.int(), z.gte(0))).check(z.maxLength(lessonLimits.answers)),
  }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('expect'), expected: recordByRival(z.enum(expectations)) }),
  z.object({
    kind: z.literal('draw'),
    drawn: z.array(z.number().check(z.gte(0), z.lte(maxDrawnLoss))).check(z.length(numDrawnPoints)),
  }),
]);

const beatAnswerSchema = z.object({
  given: givenAnswerSchema,
  /** ISO 8601 time of the answer. */
  at: z.string().check(z.maxLength(30)),
  /** Verdicts of the finished run by rival; null if unknown or not asked for. */
  seen: z.nullable(recordByRival(seenVerdictSchema)),
  curve: z.optional(z.array(z.nullable(z.number())).check(z.length(numCurvePoints))),
});

const progressSchema = z.object({
  beat: z.number().check(z.int(), z.gte(0)),
  furthest: z.number().check(z.int(), z.gte(0)),
  name: z.string().check(z.maxLength(lessonLimits.nameLength)),
  answers: z.record(z.string(), beatAnswerSchema),
  notes: z.record(z.string(), z.string().check(z.maxLength(lessonLimits.notesLength))),
});

export type GivenAnswer = z.infer<typeof givenAnswerSchema>;

export type BeatAnswer = z.infer<typeof beatAnswerSchema>;

export type LessonProgress = z.infer<typeof progressSchema>;

export const emptyProgress: LessonProgress = { beat: 0, furthest: 0, name: '', answers: {}, notes: {} };

export const isLessonBegun = ({ name, answers, notes }: LessonProgress): boolean =>
  name !== '' || Object.keys(answers).length > 0 || Object.values(notes).some((one) => one !== '');

export const hashOfLesson = (lesson: Lesson): string => shortHash(textOfLesson(lesson));

export function readProgress(written: string | null, lesson: Lesson): LessonProgress {
  try {
    const { success, data } = progressSchema.safeParse(JSON.parse(written ?? 'null'));
    if (!success) return emptyProgress;
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
    return emptyProgress;
  }
}

/** True while a finished run must still provide what the answer is compared with. */
export function isAwaitingRun(question: LessonQuestion, { seen, curve }: BeatAnswer): boolean {
  if (question.kind === 'draw') return curve === undefined;
  const asksTheRun =
    question.kind === 'expect' || (question.kind === 'number' && typeof question.right === 'string');
  return asksTheRun && seen === null;
}

export function rightNumberOf(
  { right }: LessonQuestionOf<'number'>,
  seen: BeatAnswer['seen'],
): number | null {
  return typeof right === 'number' ? right : (seen?.[right]?.percent ?? null);
}

export function isRightAnswer(question: LessonQuestion, { given: one, seen }: BeatAnswer): boolean | null {
  if (question.kind === 'choose' && one.kind === 'choose')
    return question.answers.every(({ isRight }, index) => one.chosen.includes(index) === isRight);
  if (question.kind === 'number' && one.kind === 'number') {
    const right = rightNumberOf(question, seen);
    // 2.9 counts as within 2.8 ± 0.1 despite binary rounding.
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

/** JSON with name, lesson, and the question, answer, notes and time per beat. */
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
      answer: isAnswered ? answerForTeacher(question, answer.given) : null,
      isRight: isAnswered ? isRightAnswer(question, answer) : null,
      answeredAt: answer?.at ?? null,
      ...(answer?.seen && { runSaid: withRivals(answer.seen) }),
      ...(answer !== undefined && drawingComparison(answer)),
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

/** Error at the end in percentage points, positive where the drawing is too high. */
function drawingComparison({ given: one, curve }: BeatAnswer): object {
  if (one.kind !== 'draw' || curve === undefined) return {};
  const ends = curveEndsOf(one.drawn, curve);
  const points = ends === null ? null : Math.round(1000 * (ends.drawn - ends.seen)) / 10;
  return { runDrew: curveAtDrawnPoints(curve), pointsTooHighAtEnd: points };
}

/** Nests what is said of the reference under "against B". */
const withRivals = (said: object): object =>
  Object.fromEntries(Object.entries(said).map(([rival, one]) => [`against ${rival}`, one]));

function answerForTeacher(question: LessonQuestion, one: GivenAnswer): unknown {
  if (one.kind === 'number') return one.value;
  if (one.kind === 'expect') return withRivals(one.expected);
  if (one.kind === 'draw') return one.drawn;
  const answers = question.kind === 'choose' ? question.answers : [];
  return one.chosen.map((place) => answers[place]?.words ?? null);
}
