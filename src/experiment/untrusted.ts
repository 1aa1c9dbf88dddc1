/** Takes values of unknown origin apart and reports what was not taken. Knows no setting in particular. */
import type { Field, Fields, ValuesOf } from '../schema/field.ts';
import { readFields } from '../schema/readFields.ts';

/** Is told one sentence per value that was not taken as given. */
export type Report = (problem: string) => void;

/** Anything with named properties that is no list. Read it by `ownOf`: what it inherits is not data. */
export const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** An own property of a record; undefined for everything else. */
export const ownOf = (given: unknown, key: string): unknown =>
  isRecord(given) && Object.hasOwn(given, key) ? given[key] : undefined;

/** Reads one value by its field. */
export const readField = <V>(field: Field<V>, given: unknown, report: Report): V => {
  const { value, problem } = field.read(given);
  if (problem !== null) report(problem);
  return value;
};

/** `given` without the properties that are `readElsewhere`. */
const settingsIn = (given: unknown, readElsewhere: readonly string[]): unknown => {
  if (given === undefined) return {};
  if (!isRecord(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([key]) => !readElsewhere.includes(key)));
};

/** Reads an object by a table of fields, apart from the properties that are `readElsewhere`; absent is all defaults. */
export const readSettings = <F extends Fields>(
  fields: F,
  given: unknown,
  report: Report,
  readElsewhere: readonly string[] = [],
): ValuesOf<F> => {
  const { values, problems } = readFields(fields, settingsIn(given, readElsewhere));
  problems.forEach(report);
  return values;
};
