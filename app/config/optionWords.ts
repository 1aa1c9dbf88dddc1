/** An architecture's options in a few words. Knows kinds of fields, and no field by name. */
import type { Field, Fields } from '../../src/schema/field.ts';
import { text } from '../../src/text/text.ts';

const words = text.app.architectures;

/** The levels always, everything else where it is not at its default. */
export const optionWords = (fields: Fields, values: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(fields).flatMap(([key, field]: readonly [string, Field<unknown>]) => {
    const value = values[key];
    if (field.kind === 'levelDims' && isLevels(value)) return [words.levels(value.map(layersText))];
    const isDefault = field.toText(value) === field.toText(field.defaultValue);
    return isDefault ? [] : [words.option(field.label.toLowerCase(), field.toText(value))];
  });

const isLevels = (value: unknown): value is readonly (readonly number[])[] =>
  Array.isArray(value) && value.every((level) => Array.isArray(level));

const layersText = (widths: readonly number[]): string => widths.join('-');
