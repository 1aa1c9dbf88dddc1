/**
 * One field of the configuration: its words, its limits, its text form. The form, the link and the validation are all
 * made from these descriptions; limits live here and nowhere else.
 */
import { text } from '../../text/text.ts';
import { shownValue } from './shownValue.ts';

/** Which control draws the field. */
export type FieldKind =
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'text'
  /** `number | number[]`: one count for every task, or one per task. */
  | 'perTask'
  /** `number[]`: widths of the layers of one MLP. */
  | 'dims'
  /** `number[]`, possibly empty: sizes that a file was found to have. */
  | 'sizes'
  /** `number[][]`: widths of the layers of each fusion level. */
  | 'levelDims';

/** The quantity that a field sets, for whoever changes it on a person's behalf: a budget. */
export type FieldMeaning =
  /** Experts of a level, of all tasks or of one; a budget may change the count. */
  | 'expertCount'
  /** Units of layers of experts, and of towers; a budget may scale them. */
  | 'expertWidth'
  | 'towerWidth'
  /** Anything else, which nobody but its owner changes. */
  | 'other';

/** Is told one sentence per value that was not taken as given. */
export type Report = (problem: string) => void;

export interface Field<V> {
  readonly kind: FieldKind;
  /** Short readable key in links. */
  readonly linkKey: string;
  readonly label: string;
  readonly help: string;
  readonly unit: string | null;
  readonly meaning: FieldMeaning;
  readonly defaultValue: V;
  /** Limits of numbers and how a slider or arrow key moves. Null for other kinds. */
  readonly range: {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly scale: 'linear' | 'log';
  } | null;
  /** Values of choices and their words. Null for other kinds. */
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null;
  /**
   * Reads anything: clamps what is out of range, falls back to the default for what is malformed, never throws. Reports a value that is
   * not taken as it is, with the field, what was got, and the range.
   */
  readonly read: (value: unknown, report?: Report) => V;
  /**
   * Text form for inputs and links; `read(fromText(toText(v)))` equals `v`. A method, not a function property: only so may
   * fields of different values share one table.
   */
  toText(value: V): string;
  /** The value a text stands for, to be given to `read`; never throws. */
  readonly fromText: (text: string) => unknown;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never };

/** Fields that a form draws together under one heading; each key of a table is in exactly one group. */
export interface FieldGroup<F extends Fields> {
  readonly label: string;
  readonly keys: readonly (keyof F)[];
}

/** The words of a field, as the catalogue of texts has them. */
export interface FieldWords {
  readonly label: string;
  readonly help: string;
  readonly unit?: string | null;
}

/** The description that every maker of a field takes. */
export interface FieldSpec<V> {
  readonly linkKey: string;
  /** Absent: other. */
  readonly meaning?: FieldMeaning;
  readonly defaultValue: V;
}

/** A field that only lacks its words. */
export type Wordless<F> = (words: FieldWords) => F;

/** A table of fields, each with the words of its key. */
export const fieldsOf = <M extends Readonly<Record<string, Wordless<Field<unknown>>>>>(
  words: Readonly<Record<keyof M, FieldWords>>,
  wordless: M,
): { readonly [K in keyof M]: ReturnType<M[K]> } =>
  // Each field was made by the maker of its key, which is what the mapped type says.
  Object.fromEntries(Object.entries(wordless).map(([key, make]) => [key, make(words[key as keyof M])])) as {
    readonly [K in keyof M]: ReturnType<M[K]>;
  };

/** Uses `used` in place of the value given, which is not the `expected`: reports it, and returns it. */
type Instead<V> = (used: V, expected: string) => V;

/** The part of a field that its kind decides; `range` and `choices` may be absent. */
interface OfKind<V>
  extends Pick<Field<V>, 'toText' | 'fromText'>,
    Partial<Pick<Field<V>, 'range' | 'choices'>> {
  /** Reads anything; what is not taken as it is goes through `instead`. */
  readonly read: (value: unknown, instead: Instead<V>, unit: Field<V>['unit']) => V;
}

/** A field of one kind, by its description and what that kind is. */
export const fieldOfKind =
  <V>(
    kind: FieldKind,
    { linkKey, meaning = 'other', defaultValue }: FieldSpec<V>,
    { read, ...ofKind }: OfKind<V>,
  ): Wordless<Field<V>> =>
  ({ label, help, unit = null }) => ({
    kind,
    linkKey,
    label,
    help,
    unit,
    meaning,
    defaultValue,
    range: null,
    choices: null,
    ...ofKind,
    read: (value, report) => {
      const instead: Instead<V> = (used, expected) => {
        report?.(text.schema.notTaken(label, expected, shownValue(value), ofKind.toText(used)));
        return used;
      };
      return read(value, instead, unit);
    },
  });
