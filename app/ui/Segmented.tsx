/** A row of choices of which exactly one is taken: radio buttons that look like one control. */
import { useId } from 'react';
import styles from './Segmented.module.css';

export interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Segmented<V extends string>({ label, choices, value, onChange }: SegmentedProps<V>) {
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend className="visuallyHidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles['choice']}>
          <input
            type="radio"
            className="visuallyHidden"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
