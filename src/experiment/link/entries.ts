/** Key-value entries of links: parameters, and the settings within one parameter. */
import type { Fields, Report } from '../../core/schema/field.ts';
import { holdsNumber } from '../../core/schema/numberFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import { escaped, shortNumber, unescaped } from './text.ts';

const words = text.link;

interface Signs {
  readonly separator: string;
  readonly assignment: string;
}

export const PARAMETER_SIGNS: Signs = { separator: '&', assignment: '=' };
export const SETTING_SIGNS: Signs = { separator: ',', assignment: ':' };

export type Entry = readonly [key: string, written: string];

export const entriesOf = (fields: Fields, values: object): readonly Entry[] => {
  const byKey = new Map<string, unknown>(Object.entries(values));
  return Object.entries(fields).flatMap(([key, field]): Entry[] => {
    const value = byKey.get(key);
    const written = field.toText(value);
    if (written === field.toText(field.defaultValue)) return [];
    const isNumber = holdsNumber(field) && typeof value === 'number';
    return [[field.linkKey, isNumber ? shortNumber(value) : escaped(written)]];
  });
};

export const joined = (entries: readonly Entry[], { separator, assignment }: Signs): string =>
  entries.map(([key, written]) => (written === '' ? key : key + assignment + written)).join(separator);

/** An entry without an assignment has an empty value. */
export const entriesIn = (written: string, { separator, assignment }: Signs): readonly Entry[] =>
  written
    .split(separator)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf(assignment);
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + assignment.length)];
    });

/** Keeps the first entry of each key and reports others. */
export const uniqueEntries = (entries: readonly Entry[], report: Report): ReadonlyMap<string, string> => {
  const unique = new Map<string, string>();
  for (const [key, written] of entries) {
    if (unique.has(key)) report(words.duplicateKey(shownValue(key)));
    else unique.set(key, written);
  }
  return unique;
};

/** Entries that are removed as they are read, so that the rest can be reported. */
export type UnreadEntries = ReturnType<typeof unreadOf>;

const unreadOf = (entries: ReadonlyMap<string, string>) => {
  const remaining = new Map(entries);
  return {
    take: (key: string) => {
      const written = remaining.get(key);
      remaining.delete(key);
      return written;
    },
    rest: (): readonly Entry[] => [...remaining],
  };
};

export const readEntries = <T>(
  entries: ReadonlyMap<string, string>,
  {
    signs,
    report,
    read,
  }: { readonly signs: Signs; readonly report: Report; readonly read: (unread: UnreadEntries) => T },
): T => {
  const unread = unreadOf(entries);
  const result = read(unread);
  for (const entry of unread.rest()) report(words.unknownKey(shownValue(joined([entry], signs))));
  return result;
};

/** Values by property name, for `readFields`. */
export const settingsFrom = (fields: Fields, unread: UnreadEntries): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { linkKey, fromText }]) => {
      const written = unread.take(linkKey);
      return written === undefined ? [] : [[key, fromText(unescaped(written))]];
    }),
  );
