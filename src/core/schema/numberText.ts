/** Numbers and lists of numbers as people type them and links carry them, regardless of limits. */

// No field takes longer lists; skipping them keeps hostile input cheap.
const MAX_LIST_TEXT_LENGTH = 200;

const DECIMAL_PATTERN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const ITEM_SEPARATOR_PATTERN = /\s*[-,]\s*|\s+/;
const LEVEL_SEPARATOR = /[_;|/]/;
const BRACKET_GAP_PATTERN = /\]\s*,?\s*\[/g;
const BRACKET_PATTERN = /[[\]]/g;

/** Stricter than `Number`, which accepts empty texts, hexadecimal and Infinity. Null if malformed. */
const parsedDecimal = (written: string): number | null =>
  DECIMAL_PATTERN.test(written) ? Number(written) : null;

const parsedItems = (written: string): number[] | null => {
  const items = written.trim().split(ITEM_SEPARATOR_PATTERN).map(parsedDecimal);
  return items.every((item) => item !== null) ? items : null;
};

/** Returns the text itself if it is no number. */
export const numberFromText = (written: string): unknown => {
  const trimmed = written.trim();
  return trimmed.length > MAX_LIST_TEXT_LENGTH ? written : (parsedDecimal(trimmed) ?? written);
};

/** Reads `64-32`, `64, 32`, `64 32` or `[64, 32]`; returns other texts as they are. */
export const listFromText = (written: string): unknown =>
  written.length > MAX_LIST_TEXT_LENGTH
    ? written
    : (parsedItems(written.replace(BRACKET_PATTERN, ' ')) ?? written);

/** Reads `64-32_16`, `64,32; 16` or `[64, 32], [16]`; returns other texts as they are. */
export const listsFromText = (written: string): unknown => {
  if (written.length > MAX_LIST_TEXT_LENGTH) return written;
  const levels = written
    .replace(BRACKET_GAP_PATTERN, '_')
    .replace(BRACKET_PATTERN, ' ')
    .split(LEVEL_SEPARATOR);
  const lists = levels.map(parsedItems);
  return lists.every((list) => list !== null) ? lists : written;
};

// `-` and `_` need no escaping anywhere in a web address.
export const listToText = (items: readonly number[]): string => items.join('-');

export const listsToText = (lists: readonly (readonly number[])[]): string => lists.map(listToText).join('_');
