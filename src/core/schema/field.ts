/** One field's words, limits and text form, for form, link and validation. */
import { text } from '../../text/text.ts';
import { shownValue } from './shownValue.ts';

type FieldKind =
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'text'
  /** `number | number[]`: one count for every task, or one per task. */
  | 'perTask'
  /** `number[]`: layer widths of one MLP. */
  | 'dims'
  /** `number[]`, possibly empty: sizes found in a file. */
  | 'sizes'
  /** `number[][]`: layer widths of each fusion level. */
  | 'levelDims';

export type FieldMeaning =
  | 'expertCount'
  | 'expertWidth'
  | 'towerWidth'
  /** Never changed by a budget. */
  | 'other';

/** Called with a sentence for each value that was not accepted as given. */
export type ReportProblem = (problem: string) => void;

export interface Field<V> {
  readonly kind: FieldKind;
  readonly linkKey: string;
  readonly label: string;
  readonly help: string;
  readonly unit: string | null;
  readonly meaning: FieldMeaning;
  readonly defaultValue: V;
  readonly range: {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly scale: 'linear' | 'log';
  } | null;
  readonly choices:
    | readonly { readonly value: string; readonly label: string; readonly isRetired?: boolean }[]
    | null;
  /** Clamps or replaces what is wrong, and reports it. Never throws. */
  readonly read: (value: unknown, report?: ReportProblem) => V;
  /** `read(fromText(toText(v)))` equals `v`. A method, so that fields of all values share a table. */
  toText(value: V): string;
  /** Input for `read`; never throws. */
  readonly fromText: (text: string) => unknown;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never };

export interface FieldGroup<F extends Fields> {
  readonly label: string;
  readonly keys: readonly (keyof F)[];
}

interface FieldWords {
  readonly label: string;
  readonly help: string;
  readonly unit?: string | null;
}

export interface FieldSpec<V> {
  readonly linkKey: string;
  readonly meaning?: FieldMeaning;
  readonly defaultValue: V;
}

export type FieldMaker<F> = (words: FieldWords) => F;

export const fieldsOf = <M extends Readonly<Record<string, FieldMaker<Field<unknown>>>>>(
  words: Readonly<Record<keyof M, FieldWords>>,
  makers: M,
): { readonly [K in keyof M]: ReturnType<M[K]> } =>
  // Each field was made by the maker of its key, which is what the mapped type says.
  Object.fromEntries(Object.entries(makers).map(([key, make]) => [key, make(words[key as keyof M])])) as {
    readonly [K in keyof M]: ReturnType<M[K]>;
  };

type ReplaceValue<V> = (used: V, expected: string) => V;

interface KindSpec<V>
  extends Pick<Field<V>, 'toText' | 'fromText'>,
    Partial<Pick<Field<V>, 'range' | 'choices'>> {
  readonly read: (value: unknown, instead: ReplaceValue<V>, unit: Field<V>['unit']) => V;
}

export const fieldOfKind =
  <V>(
    kind: FieldKind,
    { linkKey, meaning = 'other', defaultValue }: FieldSpec<V>,
    { read, ...ofKind }: KindSpec<V>,
  ): FieldMaker<Field<V>> =>
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
      const instead: ReplaceValue<V> = (used, expected) => {
        report?.(text.schema.notTaken(label, expected, shownValue(value), ofKind.toText(used)));
        return used;
      };
      return read(value, instead, unit);
    },
  });
