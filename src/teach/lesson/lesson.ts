/**
 * A lesson as plain data: what a teacher says, asks, hides and locks beside an experiment. All of it is text that is only ever shown as
 * text. Knows neither the page nor how a lesson travels.
 */
import type { LinkPlace } from '../../experiment/link/sentAlong.ts';

/** Limits on the size of a lesson. No other place may repeat a number. */
export const lessonLimits = {
  beats: 5,
  starts: 4,
  answers: 5,
  titleLength: 80,
  sayLength: 400,
  askLength: 200,
  answerLength: 120,
  startNameLength: 40,
  startLinkLength: 4000,
  /** Characters of a whole lesson as JSON. */
  textLength: 24_000,
  /** Characters of the name of a student, and of the notes on one beat. */
  nameLength: 60,
  notesLength: 2000,
  /** The largest number that may be asked for. */
  number: 1e9,
} as const;

/** The parts of the form behind *More settings*, in their order. */
export const settingsParts = ['budget', 'training', 'comparison', 'data'] as const;

/** The parts of the form, each hidden or locked as a whole; the page gives every one of them its place by this type. */
export const formParts = ['correlation', 'tasks', 'architectures', ...settingsParts] as const;

export type FormPartId = (typeof formParts)[number];

/** A set-up that beats open by its number. */
export interface LessonStart {
  readonly name: string;
  /** The fragment of a link. */
  readonly link: string;
}

interface ChooseAnswer {
  readonly words: string;
  readonly isRight: boolean;
}

/** Verdicts on the reference against a rival, as students expect them. */
export const expectations = ['better', 'worse', 'close'] as const;

export type Expectation = (typeof expectations)[number];

export type LessonQuestion =
  | { readonly kind: 'choose'; readonly ask: string; readonly answers: readonly ChooseAnswer[] }
  | {
      readonly kind: 'number';
      readonly ask: string;
      /** A number; or the card against which the verdict of the run shown gives it, in %, positive where the reference is better. */
      readonly right: number | string;
      readonly tolerance: number;
    }
  /** The verdict against every rival, which is revealed once it was expected. */
  | { readonly kind: 'expect'; readonly ask: string }
  /** The course of the validation loss, which is revealed once it was drawn. */
  | {
      readonly kind: 'draw';
      readonly ask: string;
      /** Letter of the card. */
      readonly card: string;
      /** Place of the task; null: the mean over all tasks. */
      readonly task: number | null;
    };

/** A question of one kind. */
export type LessonQuestionOf<K extends LessonQuestion['kind']> = Extract<LessonQuestion, { kind: K }>;

/** A step of a lesson: words, a place, a set-up and a question, each of the last three null where there is none. */
export interface LessonBeat {
  readonly say: string;
  readonly place: LinkPlace['tab'] | null;
  /** Place of a starting state in the list of the lesson. */
  readonly start: number | null;
  readonly question: LessonQuestion | null;
}

export interface Lesson {
  readonly title: string;
  readonly beats: readonly LessonBeat[];
  readonly starts: readonly LessonStart[];
  readonly hidden: readonly FormPartId[];
  readonly locked: readonly FormPartId[];
  /** Students may open locked parts again. */
  readonly mayReopen: boolean;
}

/** A lesson as JSON, in which what is empty or as usual is left out; `readLessonText` gives back the very same lesson. */
export function textOfLesson({ title, beats, starts, hidden, locked, mayReopen }: Lesson): string {
  return JSON.stringify({
    title,
    beats: beats.map(({ say, place, start, question }) => ({
      say,
      ...(place !== null && { place }),
      ...(start !== null && { start }),
      ...(question !== null && { question }),
    })),
    ...(starts.length > 0 && { starts }),
    ...(hidden.length > 0 && { hidden }),
    ...(locked.length > 0 && { locked }),
    ...(!mayReopen && { mayReopen }),
  });
}
