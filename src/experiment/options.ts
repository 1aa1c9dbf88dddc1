/** Adjustment of option values when tasks or architecture change. */
import type { Field, FieldMeaning, Fields } from '../core/schema/field.ts';

export type Options = Readonly<Record<string, unknown>>;

export interface ResizedOptions {
  readonly options: Options;
  readonly message: string | null;
}

export const keysWithMeaning = (fields: Fields, meanings: readonly FieldMeaning[]): readonly string[] =>
  Object.entries(fields).flatMap(([key, { meaning }]) => (meanings.includes(meaning) ? [key] : []));

const fittedValue = (field: Field<unknown>, value: unknown, numTasks: number): unknown => {
  if (field.kind !== 'perTask' || !Array.isArray(value) || value.length === numTasks) return value;
  const fitted = Array.from({ length: numTasks }, (_, task): unknown => value[task] ?? value.at(-1));
  return field.read(fitted); // a list of one is written as its number
};

export const fittedOptions = (fields: Fields, options: Options, numTasks: number): Options =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, fittedValue(field, options[key], numTasks)]),
  );

/** Keeps values whose name and kind are the same; others become defaults. */
export const optionsCarriedOver = (fields: Fields, options: Options, from: Fields): Options =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const isCarried = Object.hasOwn(from, key) && from[key]?.kind === field.kind;
      return [key, isCarried ? field.read(options[key]) : field.defaultValue];
    }),
  );

/** Formats an option for prose: "36, 18". */
export const optionText = (field: Field<unknown>, value: unknown): string =>
  field.toText(value).replaceAll('_', ', ');
