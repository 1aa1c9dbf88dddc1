/** The parameter of a link that holds a lesson, as letters: `lesson=…`. What they say is for `src/lesson`, which comes with the first such link. */
import type { Report } from '../../schema/field.ts';
import { text } from '../../text/text.ts';

/** The key of the lesson in links. */
export const LESSON_KEY = 'lesson';

/** Letters of the longest lesson that is looked at: more than any that can be read has. */
const MAX_LETTERS = 40_000;

const PARAMETER = new RegExp(`&${LESSON_KEY}=[^&]*`);

/** The letters of a parameter; null where there are none, or none of a lesson, which is reported. */
export const lessonIn = (written: string | undefined, report: Report): string | null => {
  if (written === undefined) return null;
  if (/^[A-Za-z0-9_-]+$/.test(written) && written.length <= MAX_LETTERS) return written;
  report(text.link.lesson);
  return null;
};

/** A link, of whatever release and with whatever a sender added, with this lesson in place of any other; null: with none. */
export const withLesson = (link: string, letters: string | null): string => {
  const without = link.replace(PARAMETER, '');
  return letters === null ? without : `${without}&${LESSON_KEY}=${letters}`;
};
