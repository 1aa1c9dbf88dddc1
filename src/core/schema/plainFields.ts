/** Fields that hold a switch, a choice, a place in a list, or a line of text. */
import { text } from '../../text/text.ts';
import { type Field, type FieldMaker, type FieldSpec, fieldOfKind } from './field.ts';
import { numberFromText } from './numberText.ts';
import { visibleLine } from './shownValue.ts';

const TRUE_TEXTS: readonly string[] = ['on', 'true', 'yes', '1'];
const FALSE_TEXTS: readonly string[] = ['off', 'false', 'no', '0'];

const booleanFromText = (written: string): unknown => {
  const word = written.trim().toLowerCase();
  if (TRUE_TEXTS.includes(word)) return true;
  return FALSE_TEXTS.includes(word) ? false : written;
};

export const booleanField = (spec: FieldSpec<boolean>): FieldMaker<Field<boolean>> =>
  fieldOfKind('boolean', spec, {
    read: (value, instead) =>
      typeof value === 'boolean' ? value : instead(spec.defaultValue, text.schema.boolean),
    // Not a translated word: links must not depend on the language.
    toText: (value) => (value ? 'on' : 'off'),
    fromText: booleanFromText,
  });

interface ChoiceFieldSpec<C extends string> extends FieldSpec<NoInfer<C>> {
  readonly choices: Readonly<Record<C, string>>;
  /** Read, but offered only where it is chosen. */
  readonly retired?: readonly NoInfer<C>[];
}

export const choiceField = <const C extends string>(spec: ChoiceFieldSpec<C>): FieldMaker<Field<C>> => {
  const choices = Object.entries<string>(spec.choices).map(([value, label]) => ({
    value: value as C,
    label,
    isRetired: spec.retired?.some((choice) => choice === value) === true,
  }));
  const expected = text.schema.choice(Object.keys(spec.choices));
  return fieldOfKind<C>('choice', spec, {
    choices,
    read: (value, instead) =>
      choices.find((choice) => choice.value === value)?.value ?? instead(spec.defaultValue, expected),
    toText: (value) => value,
    fromText: (written) => written.trim(),
  });
};

interface IndexFieldSpec extends Omit<FieldSpec<number | null>, 'defaultValue'> {
  readonly size: number;
  // Words for no item, and for the item of a number, counted from 1.
  readonly none: string;
  readonly nameOf: (number: number) => string;
}

// Not a translated word: links must not depend on the language.
const NONE_TEXT = 'none';

/** Index from 0, or null for none; as text it counts from 1. */
export const indexField = (spec: IndexFieldSpec): FieldMaker<Field<number | null>> => {
  const places = Array.from({ length: spec.size }, (_, index) => index + 1);
  return fieldOfKind<number | null>(
    'choice',
    { ...spec, defaultValue: null },
    {
      choices: [
        { value: NONE_TEXT, label: spec.none },
        ...places.map((number) => ({ value: String(number), label: spec.nameOf(number) })),
      ],
      read: (value, instead) => {
        if (value === null) return null;
        const place = places.find((number) => number - 1 === value);
        return place === undefined
          ? instead(null, text.schema.choice([NONE_TEXT, ...places.map(String)]))
          : place - 1;
      },
      toText: (place) => (place === null ? NONE_TEXT : String(place + 1)),
      fromText: (written) => {
        if (written.trim() === NONE_TEXT) return null;
        const number = numberFromText(written);
        return typeof number === 'number' ? number - 1 : number;
      },
    },
  );
};

interface TextFieldSpec extends FieldSpec<string> {
  /** Code points of Unicode. */
  readonly maxLength: number;
}

const cleanLine = (value: string, maxLength: number): string => {
  // Cut roughly first: a hostile text may be megabytes long.
  const line = visibleLine(value.slice(0, 4 * maxLength));
  return [...line].slice(0, maxLength).join('').trim();
};

/** Cuts long lines and removes what cannot be shown; may be empty only where the default is. */
export const textField = ({ maxLength, ...spec }: TextFieldSpec): FieldMaker<Field<string>> =>
  fieldOfKind('text', spec, {
    read: (value, instead) => {
      const line = typeof value === 'string' ? cleanLine(value, maxLength) : '';
      const used = line === '' ? spec.defaultValue : line;
      return line === value && used === line ? line : instead(used, text.schema.text(maxLength));
    },
    toText: (value) => value,
    fromText: (written) => written.trim(),
  });
