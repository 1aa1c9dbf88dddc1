/** A lesson as plain data, whose texts are shown only as text: what a teacher says, asks, hides and locks. */
import type { Tab } from '../../experiment/link/tabs.ts';

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
  /** Characters of the whole JSON. */
  textLength: 24_000,
  /** Characters of a student's name, and of the notes on one beat. */
  nameLength: 60,
  notesLength: 2000,
  number: 1e9,
  courseLessons: 9,
} as const;

/** Parts under *More settings*, in order. */
export const settingsParts = ['budget', 'training', 'comparison', 'data'] as const;

export const formParts = ['correlation', 'tasks', 'architectures', ...settingsParts] as const;

export type FormPartId = (typeof formParts)[number];

interface LessonStart {
  readonly name: string;
  readonly link: string;
}

interface ChoiceAnswer {
  readonly words: string;
  readonly isRight: boolean;
}

/** Predictions that students choose from: the reference against a rival. */
export const expectations = ['better', 'worse', 'close'] as const;

export type Expectation = (typeof expectations)[number];

export type LessonQuestion =
  | { readonly kind: 'choose'; readonly ask: string; readonly answers: readonly ChoiceAnswer[] }
  | {
      readonly kind: 'number';
      readonly ask: string;
      /** Right number, or the letter of the card against which the run's gain in % is right. */
      readonly right: number | string;
      readonly tolerance: number;
    }
  | { readonly kind: 'expect'; readonly ask: string }
  /** Question for the validation loss curve, revealed after it is drawn. */
  | {
      readonly kind: 'draw';
      readonly ask: string;
      /** Letter of the card. */
      readonly card: string;
      /** Task of the curve; null: the mean over all tasks. */
      readonly task: number | null;
    };

export type LessonQuestionOf<K extends LessonQuestion['kind']> = Extract<LessonQuestion, { kind: K }>;

export interface LessonBeat {
  readonly say: string;
  readonly place: Tab | null;
  readonly start: number | null;
  readonly question: LessonQuestion | null;
}

export interface Lesson {
  readonly title: string;
  readonly beats: readonly LessonBeat[];
  readonly starts: readonly LessonStart[];
  readonly hidden: readonly FormPartId[];
  readonly locked: readonly FormPartId[];
  readonly mayReopen: boolean;
  /** Place in the course of four lessons, from 1; null for any other lesson. */
  readonly course: number | null;
}
