/** Parts that all makers of fields share: the words of a field and the sentence about a value not taken. */
import { text } from '../text/text.ts';
import type { Field, FieldKind, FieldMeaning, Report } from './field.ts';
import { shownValue } from './shownValue.ts';

/** The description that every maker of a field takes. */
export interface FieldSpec<V> {
  readonly linkKey: string;
  readonly label: string;
  readonly help: string;
  readonly unit?: string;
  /** Absent: other. */
  readonly meaning?: FieldMeaning;
  readonly defaultValue: V;
}

/** The part of a field that does not depend on its kind; `range` and `choices` are absent. */
export const commonParts = <V>(
  kind: FieldKind,
  { linkKey, label, help, unit, meaning = 'other', defaultValue }: FieldSpec<V>,
) => ({ kind, linkKey, label, help, unit: unit ?? null, meaning, defaultValue, range: null, choices: null });

/** A value in place of the one given. */
interface StandIn<V> {
  readonly expected: string;
  readonly got: unknown;
  readonly used: V;
}

/** Reports that `used` stands in for `got`, which is not the `expected`; returns `used`. */
export const notTaken = <V>(
  field: Pick<Field<V>, 'label' | 'toText'>,
  { expected, got, used }: StandIn<V>,
  report: Report | undefined,
): V => {
  report?.(text.schema.notTaken(field.label, expected, shownValue(got), field.toText(used)));
  return used;
};
