/** Fields that hold a switch, a choice or a line of text. */
import { text } from '../text/text.ts';
import type { Field } from './field.ts';
import { commonParts, type FieldSpec, notTaken } from './fieldParts.ts';
import { printableOf } from './shownValue.ts';

const TRUE_TEXTS: readonly string[] = ['on', 'true', 'yes', '1'];
const FALSE_TEXTS: readonly string[] = ['off', 'false', 'no', '0'];

const booleanFromText = (written: string): unknown => {
  const word = written.trim().toLowerCase();
  if (TRUE_TEXTS.includes(word)) return true;
  return FALSE_TEXTS.includes(word) ? false : written;
};

/** A switch; `on` and `off` in links. */
export const booleanField = (spec: FieldSpec<boolean>): Field<boolean> => {
  const field: Field<boolean> = {
    ...commonParts('boolean', spec),
    read: (value, report) =>
      typeof value === 'boolean'
        ? value
        : notTaken(field, { expected: text.schema.boolean, got: value, used: spec.defaultValue }, report),
    // Not from the catalogue: links must not depend on the language.
    toText: (value) => (value ? 'on' : 'off'),
    fromText: booleanFromText,
  };
  return field;
};

/** The description of a choice; every choice has a value for links and a label for people, by that value. */
interface ChoiceSpec<C extends string> extends FieldSpec<NoInfer<C>> {
  readonly choices: Readonly<Record<C, string>>;
}

/** One of a fixed list of words. */
export const choiceField = <const C extends string>(spec: ChoiceSpec<C>): Field<C> => {
  const { defaultValue } = spec;
  const choices = Object.entries<string>(spec.choices).map(([value, label]) => ({
    value: value as C,
    label,
  }));
  const expected = text.schema.choice(Object.keys(spec.choices));
  const field: Field<C> = {
    ...commonParts<C>('choice', spec),
    choices,
    read: (value, report) => {
      const chosen = choices.find((choice) => choice.value === value);
      return chosen?.value ?? notTaken(field, { expected, got: value, used: defaultValue }, report);
    },
    toText: (value) => value,
    fromText: (written) => written.trim(),
  };
  return field;
};

/** The description of a line of text. */
interface TextSpec extends FieldSpec<string> {
  /** Number of characters (code points), inclusive. */
  readonly maxLength: number;
}

/** One printable line without spaces around it, at most `maxLength` characters. */
const cleanLine = (value: string, maxLength: number): string => {
  // Cut roughly first: a hostile text may be megabytes long.
  const line = printableOf(value.slice(0, 4 * maxLength)).trim();
  return [...line].slice(0, maxLength).join('').trim();
};

/** A line of text. Too long is cut; what cannot be shown or sent is left out. It may be empty where the default is. */
export const textField = (spec: TextSpec): Field<string> => {
  const { defaultValue, maxLength } = spec;
  const expected = text.schema.text(maxLength);
  const field: Field<string> = {
    ...commonParts('text', spec),
    read: (value, report) => {
      const line = typeof value === 'string' ? cleanLine(value, maxLength) : '';
      const used = line === '' ? defaultValue : line;
      return line === value && used === line ? line : notTaken(field, { expected, got: value, used }, report);
    },
    toText: (value) => value,
    fromText: (written) => written.trim(),
  };
  return field;
};
