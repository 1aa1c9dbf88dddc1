/** Numbers and lists of numbers as people type them and as links carry them. Knows no limits of any field. */

/** Longer texts are no list that any field could take; not looking at them keeps hostile input cheap. */
const MAX_LENGTH = 200;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const ITEM_SEPARATOR = /\s*[-,]\s*|\s+/;
const LEVEL_SEPARATOR = /[_;|/]/;
const BETWEEN_BRACKETS = /\]\s*,?\s*\[/g;
const BRACKETS = /[[\]]/g;

/** The number that `written` is, or null. Stricter than `Number`: no empty text, no hexadecimal, no Infinity. */
const numberOf = (written: string): number | null => (NUMBER.test(written) ? Number(written) : null);

const itemsOf = (written: string): number[] | null => {
  const items = written.trim().split(ITEM_SEPARATOR).map(numberOf);
  return items.every((item) => item !== null) ? items : null;
};

/** A number, or the text itself when it is none. */
export const numberFromText = (written: string): unknown => {
  const trimmed = written.trim();
  return trimmed.length > MAX_LENGTH ? written : (numberOf(trimmed) ?? written);
};

/** `64-32`, `64, 32`, `64 32` or `[64, 32]` as a list of numbers, or the text itself when it is none. */
export const listFromText = (written: string): unknown =>
  written.length > MAX_LENGTH ? written : (itemsOf(written.replace(BRACKETS, ' ')) ?? written);

/** `64-32_16`, `64,32; 16` or `[64, 32], [16]` as a list of lists of numbers, or the text itself when it is none. */
export const listsFromText = (written: string): unknown => {
  if (written.length > MAX_LENGTH) return written;
  const levels = written.replace(BETWEEN_BRACKETS, '_').replace(BRACKETS, ' ').split(LEVEL_SEPARATOR);
  const lists = levels.map(itemsOf);
  return lists.every((list) => list !== null) ? lists : written;
};

/** The separators `-` and `_` need no escaping anywhere in a web address. */
export const listToText = (items: readonly number[]): string => items.join('-');

/** Text form of a list of lists, see `listToText`. */
export const listsToText = (lists: readonly (readonly number[])[]): string => lists.map(listToText).join('_');
