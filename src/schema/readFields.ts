/** Reads a whole set of fields from one untrusted object. */
import { text } from '../text/text.ts';
import type { Fields, ValuesOf } from './field.ts';
import { shownValue } from './shownValue.ts';

/** Always usable values, and one sentence per thing that was not taken as given. */
interface FieldsReading<F extends Fields> {
  readonly values: ValuesOf<F>;
  readonly problems: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One sentence however many there are: a hostile link may hold thousands. */
const unknownKeyProblems = (fields: Fields, given: object): string[] => {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(fields, key));
  const known = Object.keys(fields).join(', ');
  return unknown.length === 0 ? [] : [text.schema.unknownKeys(shownValue(unknown), known)];
};

/** The values of all fields at their defaults. */
export const defaultsOf = <F extends Fields>(fields: F): ValuesOf<F> => readFields(fields, {}).values;

/**
 * Reads `given` by the keys of `fields`. What is absent takes its default without a word; unknown keys are ignored with
 * one. Only own properties count, so a prototype cannot smuggle values in. Never throws.
 */
export const readFields = <F extends Fields>(fields: F, given: unknown): FieldsReading<F> => {
  const record = isRecord(given) ? given : {};
  const problems = isRecord(given) ? [] : [text.schema.notASetOfFields(shownValue(given))];
  const entries = Object.entries(fields).map(([key, field]) => {
    if (!Object.hasOwn(record, key) || record[key] === undefined) return [key, field.defaultValue];
    const reading = field.read(record[key]);
    if (reading.problem !== null) problems.push(reading.problem);
    return [key, reading.value];
  });
  problems.push(...unknownKeyProblems(fields, record));
  // Each entry was read by the field of its key, which is what the mapped type says.
  return { values: Object.fromEntries(entries) as ValuesOf<F>, problems };
};
