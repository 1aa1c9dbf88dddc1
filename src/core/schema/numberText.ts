/** Numbers and lists of numbers as people type them and links carry them, regardless of limits. */

// No field takes longer lists; skipping them keeps hostile input cheap.
const MAX_LENGTH = 200;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const ITEM_SEPARATOR = /\s*[-,]\s*|\s+/;
const LEVEL_SEPARATOR = /[_;|/]/;
const BETWEEN_BRACKETS = /\]\s*,?\s*\[/g;
const BRACKETS = /[[\]]/g;

/**
 * Parses a decimal number, else null; stricter than `Number`, which accepts empty texts, hexadecimal and
 * Infinity.
 */
const numberOf = (written: string): number | null => (NUMBER.test(written) ? Number(written) : null);

const itemsOf = (written: string): number[] | null => {
  const items = written.trim().split(ITEM_SEPARATOR).map(numberOf);
  return items.every((item) => item !== null) ? items : null;
};

/** Returns the text itself if it is no number. */
export const numberFromText = (written: string): unknown => {
  const trimmed = written.trim();
  return trimmed.length > MAX_LENGTH ? written : (numberOf(trimmed) ?? written);
};

/** Reads `64-32`, `64, 32`, `64 32` or `[64, 32]`; returns other texts as they are. */
export const listFromText = (written: string): unknown =>
  written.length > MAX_LENGTH ? written : (itemsOf(written.replace(BRACKETS, ' ')) ?? written);

/** Reads `64-32_16`, `64,32; 16` or `[64, 32], [16]`; returns other texts as they are. */
export const listsFromText = (written: string): unknown => {
  if (written.length > MAX_LENGTH) return written;
  const levels = written.replace(BETWEEN_BRACKETS, '_').replace(BRACKETS, ' ').split(LEVEL_SEPARATOR);
  const lists = levels.map(itemsOf);
  return lists.every((list) => list !== null) ? lists : written;
};

// `-` and `_` need no escaping anywhere in a web address.
export const listToText = (items: readonly number[]): string => items.join('-');

export const listsToText = (lists: readonly (readonly number[])[]): string => lists.map(listToText).join('_');
