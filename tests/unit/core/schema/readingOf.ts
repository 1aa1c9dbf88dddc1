/** What a field makes of a value, and the sentence about it; null: none. */
import type { Field } from '../../../../src/core/schema/field.ts';

export function readingOf<V>(field: Pick<Field<V>, 'read'>, given: unknown) {
  const problems: string[] = [];
  const value = field.read(given, (problem) => problems.push(problem));
  return { value, problem: problems[0] ?? null };
}
