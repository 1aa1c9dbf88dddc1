/** Validates a lesson from any source: a whole lesson, or sentences about its errors; never throws. */
import * as z from 'zod/mini';
import { limits } from '../../core/schema/limits.ts';
import { VISIBLE_CHARACTER, withoutInvisible } from '../../core/schema/shownValue.ts';
import { cardIds } from '../../experiment/cardIds.ts';
import { tabNamed, tabs } from '../../experiment/link/tabs.ts';
import { text } from '../../text/text.ts';
import { formParts, type Lesson, lessonLimits } from './lesson.ts';

const words = text.lesson.read;

export type LessonReading =
  | { readonly lesson: Lesson; readonly problems: readonly [] }
  | { readonly lesson: null; readonly problems: readonly string[] };

const MAX_PROBLEMS = 5;

// No control characters or unpaired surrogates.
const SINGLE_LINE_PATTERN = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;
const MULTI_LINE_PATTERN = /^(?:\n|[^\p{Cc}\p{Cs}\u2028\u2029])*$/u;

const limitedListOf = <T extends z.core.SomeType>(item: T, min: number, max: number) =>
  z
    .array(item, words.noList)
    .check(z.minLength(min, words.tooFew(min)), z.maxLength(max, words.tooMany(max)));

const numberInRange = (min: number, max: number) =>
  z.number(words.noNumber).check(z.gte(min, words.outside(min, max)), z.lte(max, words.outside(min, max)));

const { number: largest, courseLessons } = lessonLimits;
const cardIdSchema = (problem: string) =>
  z.string(problem).check(z.refine((id) => cardIds.includes(id), problem));
const formPartsSchema = z._default(
  limitedListOf(z.enum(formParts, words.noPart), 0, formParts.length),
  () => [],
);

// A text may be empty in a draft.
const textSchemaOf =
  (isDraft: boolean) =>
  (maxLength: number, form = SINGLE_LINE_PATTERN) =>
    z
      .string(words.noText)
      .check(
        z.overwrite(withoutInvisible),
        z.regex(isDraft ? /^/ : VISIBLE_CHARACTER, words.empty),
        z.maxLength(maxLength, words.tooLong(maxLength)),
        z.regex(form, words.signs),
      );

function questionSchemaOf(textOf: ReturnType<typeof textSchemaOf>, isDraft: boolean) {
  const ask = textOf(lessonLimits.askLength);
  const answer = z.object(
    { words: textOf(lessonLimits.answerLength), isRight: z.boolean(words.noSwitch) },
    words.noRecord,
  );
  const choose = z.object({
    kind: z.literal('choose'),
    ask,
    answers: limitedListOf(answer, 2, lessonLimits.answers).check(
      z.refine((answers) => isDraft || answers.some(({ isRight }) => isRight), words.noneRight),
    ),
  });
  const number = z.object({
    kind: z.literal('number'),
    ask,
    right: z.union([numberInRange(-largest, largest), cardIdSchema(words.noRight)], words.noRight),
    tolerance: numberInRange(0, largest),
  });
  const draw = z.object({
    kind: z.literal('draw'),
    ask,
    card: cardIdSchema(words.noCard),
    task: z.nullable(numberInRange(0, limits.tasks - 1).check(z.int(words.noNumber))),
  });
  return z.discriminatedUnion(
    'kind',
    [choose, number, z.object({ kind: z.literal('expect'), ask }), draw],
    words.noKind,
  );
}

// A draft may have missing texts and no right answer yet.
const placeSchema = z.pipe(
  z.transform((name) => tabNamed(String(name)) ?? name),
  z.enum(tabs, words.noPlace),
);

function lessonSchemaOf(isDraft: boolean) {
  const textOf = textSchemaOf(isDraft);
  const question = questionSchemaOf(textOf, isDraft);
  const beat = z.object(
    {
      say: textOf(lessonLimits.sayLength, MULTI_LINE_PATTERN),
      place: z._default(z.nullable(placeSchema), null),
      start: z._default(
        z.nullable(numberInRange(0, lessonLimits.starts - 1).check(z.int(words.noNumber))),
        null,
      ),
      question: z._default(z.nullable(question), null),
    },
    words.noRecord,
  );
  const start = z.object(
    {
      name: textOf(lessonLimits.startNameLength),
      link: textOf(lessonLimits.startLinkLength).check(z.regex(/^[A-Za-z0-9._~+,:=&%-]*$/, words.noLink)),
    },
    words.noRecord,
  );
  return z.object(
    {
      title: textOf(lessonLimits.titleLength),
      beats: limitedListOf(beat, 1, lessonLimits.beats),
      starts: z._default(limitedListOf(start, 0, lessonLimits.starts), () => []),
      hidden: formPartsSchema,
      locked: formPartsSchema,
      mayReopen: z._default(z.boolean(words.noSwitch), true),
      course: z._default(z.nullable(numberInRange(1, courseLessons).check(z.int(words.noNumber))), null),
    },
    words.noLesson,
  );
}

const lessonSchema = lessonSchemaOf(false);
const draftLessonSchema = lessonSchemaOf(true);

export function readLesson(given: unknown, isDraft = false): LessonReading {
  const { success, data, error } = (isDraft ? draftLessonSchema : lessonSchema).safeParse(given);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => words.problem(errorPlaceText(path), message));
    return { lesson: null, problems: [...new Set(problems)].slice(0, MAX_PROBLEMS) };
  }
  const lost = data.beats.flatMap((one, index) =>
    one.start === null || one.start < data.starts.length
      ? []
      : [words.problem(errorPlaceText(['beats', index, 'start']), words.noStart)],
  );
  return lost.length > 0 ? { lesson: null, problems: lost } : { lesson: data, problems: [] };
}

export function readLessonText(written: string, isDraft = false): LessonReading {
  if (written.length > lessonLimits.textLength)
    return { lesson: null, problems: [words.textTooLong(lessonLimits.textLength, written.length)] };
  try {
    return readLesson(JSON.parse(written), isDraft);
  } catch {
    return { lesson: null, problems: [words.notJson] };
  }
}

function errorPlaceText(path: readonly PropertyKey[]): string {
  const names: Readonly<Record<string, string>> = words.where;
  return path
    .map((step) => (typeof step === 'number' ? ` ${step + 1}` : `, ${names[String(step)] ?? String(step)}`))
    .join('')
    .replace(/^, /, '');
}
