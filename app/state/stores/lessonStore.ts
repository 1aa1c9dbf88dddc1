/**
 * The lesson that the page was opened with, and what it hides and locks. Knows no lesson by itself: `app/lesson` reads it, which comes
 * with the first one.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FormPartId, Lesson } from '../../../src/teach/lesson/lesson.ts';

/** A lesson as it came: the letters of a link, or JSON that a page in one file keeps. */
export type LessonSource =
  | { readonly kind: 'link'; readonly letters: string }
  | { readonly kind: 'file'; readonly json: string };

export interface LessonState {
  /** Null: there is no lesson. */
  readonly source: LessonSource | null;
  /** Null until it is read. */
  readonly lesson: Lesson | null;
  /** Locked parts that the student opened again. */
  readonly reopened: readonly FormPartId[];
  /** A verdict is to be expected first: until then nobody sees it. */
  readonly isCovered: boolean;
}

export type LessonStore = StoreApi<LessonState>;

/** State of a page with that lesson, before it is read: nothing is seen that it may hide. */
export const unreadLesson = (source: LessonSource | null): LessonState => ({
  source,
  lesson: null,
  reopened: [],
  isCovered: source !== null,
});

export const createLessonStore = (source: LessonSource | null): LessonStore =>
  createStore<LessonState>(() => unreadLesson(source));

/** The letters that links carry on; null where there are none, as of a lesson that a file keeps. */
export const lettersOf = ({ source }: LessonState): string | null =>
  source?.kind === 'link' ? source.letters : null;

export const isUnread = ({ source, lesson }: LessonState): boolean => source !== null && lesson === null;

/** State of a part of the form: as it is, not to be changed, or not there. */
export function gateOf(
  { source, lesson, reopened }: LessonState,
  part: FormPartId,
): 'open' | 'locked' | 'hidden' {
  if (source === null) return 'open';
  if (lesson === null || lesson.hidden.includes(part)) return 'hidden';
  return lesson.locked.includes(part) && !reopened.includes(part) ? 'locked' : 'open';
}
