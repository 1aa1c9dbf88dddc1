/**
 * One field of the configuration: its words, its limits, its text form. The form, the link and the validation are all
 * made from these descriptions; limits live here and nowhere else.
 */

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
