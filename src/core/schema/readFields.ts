/** Takes values of unknown origin apart by their fields, and reports what was not taken. Knows no setting in particular. */
import { text } from '../../text/text.ts';
import type { Fields, Report, ValuesOf } from './field.ts';
import { shownValue } from './shownValue.ts';

/** Anything with named properties that is no list. Read it by `ownOf`: what it inherits is not data. */
export const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** An own property of a record; undefined for everything else. */
export const ownOf = (given: unknown, key: string): unknown =>
  isRecord(given) && Object.hasOwn(given, key) ? given[key] : undefined;

/** The values of all fields at their defaults. */
export const defaultsOf = <F extends Fields>(fields: F): ValuesOf<F> => readFields(fields, undefined);

/**
 * Reads `given` by the keys of `fields`. What is absent takes its default without a word; unknown keys are ignored with
 * one, apart from those that are `readElsewhere`. Only own properties count, so a prototype cannot smuggle values in. Always
 * gives usable values; never throws.
 */
export const readFields = <F extends Fields>(
  fields: F,
  given: unknown,
  report: Report = () => {},
  readElsewhere: readonly string[] = [],
): ValuesOf<F> => {
  if (given !== undefined && !isRecord(given)) report(text.schema.notASetOfFields(shownValue(given)));
  const entries = Object.entries(fields).map(([key, field]) => {
    const value = ownOf(given, key);
    return [key, value === undefined ? field.defaultValue : field.read(value, report)];
  });
  // One sentence however many there are: a hostile link may hold thousands.
  const known = [...Object.keys(fields), ...readElsewhere];
  const unknown = isRecord(given) ? Object.keys(given).filter((key) => !known.includes(key)) : [];
  if (unknown.length > 0)
    report(text.schema.unknownKeys(shownValue(unknown), Object.keys(fields).join(', ')));
  // Each entry was read by the field of its key, which is what the mapped type says.
  return Object.fromEntries(entries) as ValuesOf<F>;
};
