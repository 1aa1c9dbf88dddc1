/** Key-value entries of links: parameters, and the settings within one parameter. */
import type { Fields, ReportProblem } from '../../core/schema/field.ts';
import { holdsNumber } from '../../core/schema/numberFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import { escapedForLink, shortNumberText, unescapedFromLink } from './text.ts';

const words = text.link;

interface EntrySyntax {
  readonly separator: string;
  readonly assignment: string;
}

export const PARAMETER_SYNTAX: EntrySyntax = { separator: '&', assignment: '=' };
export const SETTING_SYNTAX: EntrySyntax = { separator: ',', assignment: ':' };

export type LinkEntry = readonly [key: string, written: string];

export const changedEntriesOf = (fields: Fields, values: object): readonly LinkEntry[] => {
  const byKey = new Map<string, unknown>(Object.entries(values));
  return Object.entries(fields).flatMap(([key, field]): LinkEntry[] => {
    const value = byKey.get(key);
    const written = field.toText(value);
    if (written === field.toText(field.defaultValue)) return [];
    const isNumber = holdsNumber(field) && typeof value === 'number';
    return [[field.linkKey, isNumber ? shortNumberText(value) : escapedForLink(written)]];
  });
};

export const joinedEntries = (
  entries: readonly LinkEntry[],
  { separator, assignment }: EntrySyntax,
): string =>
  entries.map(([key, written]) => (written === '' ? key : key + assignment + written)).join(separator);

/** An entry without an assignment has an empty value. */
export const parsedEntries = (
  written: string,
  { separator, assignment }: EntrySyntax,
): readonly LinkEntry[] =>
  written
    .split(separator)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf(assignment);
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + assignment.length)];
    });

/** Keeps the first entry of each key and reports others. */
export const uniqueEntries = (
  entries: readonly LinkEntry[],
  report: ReportProblem,
): ReadonlyMap<string, string> => {
  const unique = new Map<string, string>();
  for (const [key, written] of entries) {
    if (unique.has(key)) report(words.duplicateKey(shownValue(key)));
    else unique.set(key, written);
  }
  return unique;
};

/** Entries that are removed as they are read, so that the rest can be reported. */
export type UnreadEntries = ReturnType<typeof unreadEntriesOf>;

const unreadEntriesOf = (entries: ReadonlyMap<string, string>) => {
  const remaining = new Map(entries);
  return {
    take: (key: string) => {
      const written = remaining.get(key);
      remaining.delete(key);
      return written;
    },
    rest: (): readonly LinkEntry[] => [...remaining],
  };
};

export const readEntries = <T>(
  entries: ReadonlyMap<string, string>,
  {
    signs,
    report,
    read,
  }: {
    readonly signs: EntrySyntax;
    readonly report: ReportProblem;
    readonly read: (unread: UnreadEntries) => T;
  },
): T => {
  const unread = unreadEntriesOf(entries);
  const result = read(unread);
  for (const entry of unread.rest()) report(words.unknownKey(shownValue(joinedEntries([entry], signs))));
  return result;
};

export const settingsFromEntries = (
  fields: Fields,
  unread: UnreadEntries,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { linkKey, fromText }]) => {
      const written = unread.take(linkKey);
      return written === undefined ? [] : [[key, fromText(unescapedFromLink(written))]];
    }),
  );
