/** Keys with values as links carry them, at both levels: parameters of a link, and settings within one. Knows no setting. */
import type { Fields, Report } from '../../core/schema/field.ts';
import { holdsNumber } from '../../core/schema/numberFields.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import { escaped, shortNumber, unescaped } from './text.ts';

const words = text.link;

/** The signs between entries and within one. */
export interface Signs {
  readonly separator: string;
  readonly assignment: string;
}

/** Signs of the parameters of a link. */
export const PARAMETER_SIGNS: Signs = { separator: '&', assignment: '=' };
/** Signs of the settings within a parameter. */
export const SETTING_SIGNS: Signs = { separator: ',', assignment: ':' };

export type Entry = readonly [key: string, written: string];

/** The settings of `values` that differ from their defaults, by link key. */
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

/** The entries as one text; one without a value is its key alone. */
export const joined = (entries: readonly Entry[], { separator, assignment }: Signs): string =>
  entries.map(([key, written]) => (written === '' ? key : key + assignment + written)).join(separator);

/** The entries of a text; an entry without an assignment has no value. Empty ones are left out. */
export const entriesIn = (written: string, { separator, assignment }: Signs): readonly Entry[] =>
  written
    .split(separator)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf(assignment);
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + assignment.length)];
    });

/** The entries by key. Of several with one key the first counts, the others are reported. */
export const uniqueEntries = (entries: readonly Entry[], report: Report): ReadonlyMap<string, string> => {
  const unique = new Map<string, string>();
  for (const [key, written] of entries) {
    if (unique.has(key)) report(words.duplicateKey(shownValue(key)));
    else unique.set(key, written);
  }
  return unique;
};

/** Entries to be read one by one, so that what nobody wanted can be reported. Whoever makes one uses it up. */
export type Bag = ReturnType<typeof bagOf>;

const bagOf = (entries: ReadonlyMap<string, string>) => {
  const remaining = new Map(entries);
  return {
    /** The value of a key, which is then gone; undefined when there is none. */
    take: (key: string) => {
      const written = remaining.get(key);
      remaining.delete(key);
      return written;
    },
    rest: (): readonly Entry[] => [...remaining],
  };
};

/** Lets `read` take what it knows from the entries and reports the rest. */
export const readEntries = <T>(
  entries: ReadonlyMap<string, string>,
  { signs, report, read }: { readonly signs: Signs; readonly report: Report; readonly read: (bag: Bag) => T },
): T => {
  const bag = bagOf(entries);
  const result = read(bag);
  for (const entry of bag.rest()) report(words.unknownKey(shownValue(joined([entry], signs))));
  return result;
};

/** Values that a bag holds for `fields`, by their property names, for `readFields`. */
export const settingsFrom = (fields: Fields, bag: Bag): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { linkKey, fromText }]) => {
      const written = bag.take(linkKey);
      return written === undefined ? [] : [[key, fromText(unescaped(written))]];
    }),
  );
