/** Text input of the lesson builder, which shows the remaining characters near the limit. */
import { useId } from 'react';
import { text } from '../../../src/text/text.ts';
import styles from './Builder.module.css';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly rows?: number;
  readonly onChange: (value: string) => void;
}

const NEARLY_FULL = 0.8;

export function TextInput({ label, value, maxLength, rows = 1, onChange }: TextInputProps) {
  const id = useId();
  const noteId = `${id}-left`;
  const isNearlyFull = value.length >= NEARLY_FULL * maxLength;
  const input = {
    id,
    dir: 'auto',
    maxLength,
    value,
    'aria-describedby': isNearlyFull ? noteId : undefined,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange(event.currentTarget.value),
  } as const;
  return (
    <div className={styles['text']}>
      <label htmlFor={id} className="muted">
        {label}
      </label>
      {rows === 1 ? <input type="text" {...input} /> : <textarea rows={rows} {...input} />}
      {isNearlyFull && (
        <span id={noteId} className="note">
          {text.lesson.builder.left(maxLength - value.length)}
        </span>
      )}
    </div>
  );
}
