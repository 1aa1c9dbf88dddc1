/** Draws any table of fields, in groups where there are some. Never names a field. */
import type { Fields, ValuesOf } from '../../src/schema/field.ts';
import styles from './FieldControl.module.css';
import { FieldControl } from './FieldControl.tsx';

export interface FieldListProps<F extends Fields> {
  readonly fields: F;
  readonly values: ValuesOf<F>;
  /** One value changed; all of them are handed on. */
  readonly onChange: (values: ValuesOf<F>, key: keyof F & string) => void;
  /** Which fields, in which order; all of them when left out. */
  readonly keys?: readonly (keyof F & string)[];
}

export function FieldList<F extends Fields>({ fields, values, onChange, keys }: FieldListProps<F>) {
  return (keys ?? Object.keys(fields)).map((key) => {
    const field = fields[key];
    if (field === undefined) return null;
    return (
      <FieldControl
        key={key}
        field={field}
        value={values[key]}
        onChange={(value) => onChange({ ...values, [key]: value }, key)}
      />
    );
  });
}

export interface FieldGroupsProps<F extends Fields> extends Omit<FieldListProps<F>, 'keys'> {
  readonly groups: readonly { readonly label: string; readonly keys: readonly (keyof F & string)[] }[];
}

export function FieldGroups<F extends Fields>({ groups, ...list }: FieldGroupsProps<F>) {
  return groups.map((group) => (
    <fieldset key={group.label} className={styles['group']}>
      <legend className={styles['legend']}>{group.label}</legend>
      <FieldList {...list} keys={group.keys} />
    </fieldset>
  ));
}
