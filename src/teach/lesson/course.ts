/** The course of four lessons on recorded runs of presets, with words for teachers. */
import { withLesson } from '../../experiment/link/extras.ts';
import { linkOfAll } from '../../experiment/link/link.ts';
import { text } from '../../text/text.ts';
import { presetOfId } from '../presets/presets.ts';
import { type Lesson, type LessonBeat, type LessonQuestion, settingsParts } from './lesson.ts';
import { lettersOfLesson, textOfLesson } from './lessonLetters.ts';

const words = text.course;

export interface CourseLesson {
  readonly lesson: Lesson;
  readonly teacher: Readonly<Record<'ask' | 'see' | 'surprise', string>>;
  readonly minutes: number;
}

interface CourseStep extends Pick<LessonBeat, 'place'> {
  readonly opens?: string;
  /** Indices of the right answers. */
  readonly right?: readonly number[];
}

interface StepWords {
  readonly say: string;
  readonly ask?: string;
  readonly answers?: readonly string[];
}

const plans: Readonly<Record<keyof typeof words.lessons, readonly CourseStep[]>> = {
  why: [
    { place: 'play', opens: 'identical', right: [2] },
    { place: 'play' },
    { place: 'play', opens: 'looselyRelated', right: [3] },
    { place: 'play' },
    { place: null },
  ],
  harm: [
    { place: 'play', opens: 'unrelated', right: [0] },
    { place: 'play' },
    { place: 'play', opens: 'opposite', right: [1] },
    { place: 'play' },
    { place: null },
  ],
  // What was learned is covered until then; the stage and the gates would tell.
  who: [
    { place: 'learned', opens: 'groups', right: [0, 3] },
    { place: 'gates' },
    { place: 'play' },
    { place: 'play' },
    { place: null },
  ],
  pays: [
    { place: 'play', opens: 'sparse', right: [1] },
    { place: null, right: [3] },
    { place: null },
    { place: null, right: [0, 2] },
    { place: null },
  ],
};

const courseIds = Object.keys(plans) as readonly (keyof typeof plans)[];

export const courseLessons: readonly CourseLesson[] = courseIds.map((id, index) => {
  const { name, teacher } = words.lessons[id];
  const steps: readonly StepWords[] = words.lessons[id].steps;
  const opened = plans[id].flatMap(({ opens }) => presetOfId(opens ?? '') ?? []);
  const beats = plans[id].map(({ place, opens, right }, step): LessonBeat => {
    const { say = '', ...asked } = steps[step] ?? {};
    const start = opened.findIndex((preset) => preset.id === opens);
    return { say, place, start: start < 0 ? null : start, question: questionOf(asked, right) };
  });
  const lesson: Lesson = {
    title: words.title(index + 1, name),
    beats,
    starts: opened.map(({ title, experiment }) => ({ name: title, link: linkOfAll(experiment) })),
    hidden: settingsParts,
    locked: [],
    mayReopen: true,
    course: index + 1,
  };
  return { lesson, teacher, minutes: 5 };
});

function questionOf(
  { ask, answers }: Omit<StepWords, 'say'>,
  right: readonly number[] = [],
): LessonQuestion | null {
  if (ask === undefined) return null;
  if (answers === undefined) return { kind: 'expect', ask };
  return {
    kind: 'choose',
    ask,
    answers: answers.map((one, index) => ({ words: one, isRight: right.includes(index) })),
  };
}

export const lessonAfter = ({ course }: Lesson): Lesson | null =>
  course === null ? null : (courseLessons[course]?.lesson ?? null);

/** Fragment of a link, without `#`. */
export const linkOfCourseLesson = async ({ lesson }: CourseLesson): Promise<string> =>
  withLesson(lesson.starts[0]?.link ?? '', await lettersOfLesson(textOfLesson(lesson)));
