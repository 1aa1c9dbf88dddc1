/** Option values of a card as they must change when tasks or the architecture do. Knows fields, no architecture by name. */
import type { Field, FieldMeaning, Fields } from '../core/schema/field.ts';

/** Values of an architecture's option fields, see `CardConfig`. */
export type Options = Readonly<Record<string, unknown>>;

/** Options that give a card another size, or those that it has with the reason why not. */
export interface ResizedOptions {
  readonly options: Options;
  /** A sentence when the size asked for could not be met. */
  readonly message: string | null;
}

/** The keys of the fields that set such a quantity. */
export const keysMeaning = (fields: Fields, meanings: readonly FieldMeaning[]): readonly string[] =>
  Object.entries(fields).flatMap(([key, { meaning }]) => (meanings.includes(meaning) ? [key] : []));

/** A list of one value per task as long as there are tasks: cut, or its last value repeated. Other values as they are. */
const fittedValue = (field: Field<unknown>, value: unknown, numTasks: number): unknown => {
  if (field.kind !== 'perTask' || !Array.isArray(value) || value.length === numTasks) return value;
  const fitted = Array.from({ length: numTasks }, (_, task): unknown => value[task] ?? value.at(-1));
  return field.read(fitted); // a list of one is written as its number
};

/** All values fitted to `numTasks`, see `fittedValue`. */
export const fittedOptions = (fields: Fields, options: Options, numTasks: number): Options =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, fittedValue(field, options[key], numTasks)]),
  );

/** Values for `fields`: those of `options` where name and kind are the same, else the default. */
export const carriedOptions = (fields: Fields, options: Options, from: Fields): Options =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const isCarried = Object.hasOwn(from, key) && from[key]?.kind === field.kind;
      return [key, isCarried ? field.read(options[key]) : field.defaultValue];
    }),
  );

/** A value as a sentence has it, "36, 18": where it stands alone, a level is written with a sign of its own. */
export const shownOption = (field: Field<unknown>, value: unknown): string =>
  field.toText(value).replaceAll('_', ', ');
