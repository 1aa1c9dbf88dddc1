/** Untrusted values in messages: short, on one line, and safe. */
import { text } from '../../text/text.ts';

const MAX_SHOWN_LENGTH = 40;
const MAX_ITEMS = 8;
const MAX_DEPTH = 2;

// Invisible, line-breaking and direction-changing characters, and halves of characters.
const UNPRINTABLE_CHARACTERS = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

// Invisible signs, except those that join or separate letters.
const INVISIBLE_CHARACTERS = /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

export const withoutInvisible = (written: string): string => written.replace(INVISIBLE_CHARACTERS, '');

/** Matches a visible character: no space, joiner, accent alone or blank letter. */
export const VISIBLE_CHARACTER = /[^\s\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Cleans a line that a stranger wrote; empty if nothing in it is visible. */
export const visibleLine = (written: string): string => {
  const line = withoutInvisible(printablePartOf(written)).trim();
  return VISIBLE_CHARACTER.test(line) ? line : '';
};

export const printablePartOf = (value: string): string => value.replace(UNPRINTABLE_CHARACTERS, '');

const shortenedText = (shown: string): string => {
  const characters = [...shown.slice(0, 2 * MAX_SHOWN_LENGTH)];
  return characters.length <= MAX_SHOWN_LENGTH
    ? shown
    : `${characters.slice(0, MAX_SHOWN_LENGTH - 1).join('')}…`;
};

const shownText = (value: string): string =>
  `"${shortenedText(printablePartOf(value.slice(0, 4 * MAX_SHOWN_LENGTH)))}"`;

const shownList = (items: readonly unknown[], depth: number): string => {
  if (depth === MAX_DEPTH) return '[…]';
  const shown = items.slice(0, MAX_ITEMS).map((item) => shownAtDepth(item, depth + 1));
  return `[${shown.join(', ')}${items.length > MAX_ITEMS ? ', …' : ''}]`;
};

const shownAtDepth = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return shownList(value, depth);
  if (value === undefined || value === null) return text.schema.noValue;
  if (typeof value === 'object') return text.schema.anObject;
  if (typeof value === 'function') return text.schema.aFunction;
  return String(value);
};

/** Writes at most about 40 characters; quotes strings and never looks into objects. */
export const shownValue = (value: unknown): string => {
  const shown = shownAtDepth(value, 0);
  return typeof value === 'string' ? shown : shortenedText(shown);
};
