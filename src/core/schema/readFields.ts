/** Reading of untrusted values by tables of fields, with reports of what was not taken. */
import { text } from '../../text/text.ts';
import type { Fields, ReportProblem, ValuesOf } from './field.ts';
import { shownValue } from './shownValue.ts';

/** Read the properties of such a record with `ownOf`: inherited properties are not data. */
export const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

export const ownPropertyOf = (given: unknown, key: string): unknown =>
  isRecord(given) && Object.hasOwn(given, key) ? given[key] : undefined;

export const defaultValuesOf = <F extends Fields>(fields: F): ValuesOf<F> => readFields(fields, undefined);

/** Fills in defaults silently and reports unknown keys, except those `readElsewhere`. Never throws. */
export const readFields = <F extends Fields>(
  fields: F,
  given: unknown,
  report: ReportProblem = () => {},
  readElsewhere: readonly string[] = [],
): ValuesOf<F> => {
  if (given !== undefined && !isRecord(given)) report(text.schema.notASetOfFields(shownValue(given)));
  const entries = Object.entries(fields).map(([key, field]) => {
    const value = ownPropertyOf(given, key);
    return [key, value === undefined ? field.defaultValue : field.read(value, report)];
  });
  // All unknown keys share one sentence, since a hostile link may hold thousands.
  const known = [...Object.keys(fields), ...readElsewhere];
  const unknown = isRecord(given) ? Object.keys(given).filter((key) => !known.includes(key)) : [];
  if (unknown.length > 0)
    report(text.schema.unknownKeys(shownValue(unknown), Object.keys(fields).join(', ')));
  // Safe to cast: each entry was read by the field of its own key.
  return Object.fromEntries(entries) as ValuesOf<F>;
};
