/** A row of radio buttons that looks like one control. */
import { useId } from 'react';
import styles from './Segmented.module.css';

export interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly names: Readonly<Partial<Record<V, string>>>;
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Segmented<V extends string>({ label, names, value, onChange }: SegmentedProps<V>) {
  const group = useId();
  const values = Object.keys(names) as V[];
  return (
    <fieldset className={styles['group']}>
      <legend className="visuallyHidden">{label}</legend>
      {values.map((choice) => (
        <label key={choice} className={styles['choice']}>
          <input
            type="radio"
            className="visuallyHidden"
            name={group}
            checked={choice === value}
            onChange={() => onChange(choice)}
          />
          {names[choice]}
        </label>
      ))}
    </fieldset>
  );
}
