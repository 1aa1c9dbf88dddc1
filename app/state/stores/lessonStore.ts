/** Holds the lesson of the page and what it hides or locks. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FormPartId, Lesson } from '../../../src/teach/lesson/lesson.ts';

/** What of the link has the lesson. */
export interface LessonSource {
  readonly letters: string;
}

export interface LessonState {
  readonly source: LessonSource | null;
  readonly lesson: Lesson | null;
  readonly reopened: readonly FormPartId[];
  readonly isCovered: boolean;
}

export type LessonStore = StoreApi<LessonState>;

/** Hides everything that a lesson could hide. */
export const unreadLesson = (source: LessonSource | null): LessonState => ({
  source,
  lesson: null,
  reopened: [],
  isCovered: source !== null,
});

export const createLessonStore = (source: LessonSource | null): LessonStore =>
  createStore<LessonState>(() => unreadLesson(source));

export const lessonLettersOf = ({ source }: LessonState): string | null => source?.letters ?? null;

export const isUnread = ({ source, lesson }: LessonState): boolean => source !== null && lesson === null;

export function formPartGateOf(
  { source, lesson, reopened }: LessonState,
  part: FormPartId,
): 'open' | 'locked' | 'hidden' {
  if (source === null) return 'open';
  if (lesson === null || lesson.hidden.includes(part)) return 'hidden';
  return lesson.locked.includes(part) && !reopened.includes(part) ? 'locked' : 'open';
}
