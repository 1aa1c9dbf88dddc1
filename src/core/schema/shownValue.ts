/** How an untrusted value is shown in a message: short, on one line, and safe whatever it is. */
import { text } from '../../text/text.ts';

const MAX_SHOWN = 40;
const MAX_ITEMS = 8;
const MAX_DEPTH = 2;

/** Characters that are not visible, break the line, change the writing direction, or are half a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Signs that nobody sees, but for those that join letters or keep them apart, or that turn the direction of writing. */
const UNSEEN = /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** `written` without them. */
export const withoutUnseen = (written: string): string => written.replace(UNSEEN, '');

/** A sign that can be seen: no space, no joiner or accent alone, no blank letter. */
export const SEEN = /[^\s\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** A line that a stranger wrote, as it is shown; empty where nothing of it can be seen. */
export const seenLine = (written: string): string => {
  const line = withoutUnseen(printableOf(written)).trim();
  return SEEN.test(line) ? line : '';
};

/** `value` without characters that cannot be shown or encoded in a link. */
export const printableOf = (value: string): string => value.replace(UNPRINTABLE, '');

const shorten = (shown: string): string => {
  const characters = [...shown.slice(0, 2 * MAX_SHOWN)];
  return characters.length <= MAX_SHOWN ? shown : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
};

const shownText = (value: string): string => `"${shorten(printableOf(value.slice(0, 4 * MAX_SHOWN)))}"`;

const shownList = (items: readonly unknown[], depth: number): string => {
  if (depth === MAX_DEPTH) return '[…]';
  const shown = items.slice(0, MAX_ITEMS).map((item) => shownAt(item, depth + 1));
  return `[${shown.join(', ')}${items.length > MAX_ITEMS ? ', …' : ''}]`;
};

const shownAt = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return shownList(value, depth);
  if (value === undefined || value === null) return text.schema.noValue;
  if (typeof value === 'object') return text.schema.anObject;
  if (typeof value === 'function') return text.schema.aFunction;
  return String(value);
};

/** Writes at most about 40 characters that stand for `value`; strings are quoted. Looks into lists, never into objects. */
export const shownValue = (value: unknown): string => {
  const shown = shownAt(value, 0);
  return typeof value === 'string' ? shown : shorten(shown);
};
