/** The colours of the palette, to pick one. */
import { useId } from 'react';
import type { Field } from '../../src/schema/field.ts';
import { text } from '../../src/text/text.ts';
import { seriesColor } from '../charts/base/palette.ts';
import styles from './ArchitectureCard.module.css';

export interface ColorChoiceProps {
  readonly field: Field<number>;
  readonly value: number;
  readonly onChange: (color: number) => void;
}

export function ColorChoice({ field, value, onChange }: ColorChoiceProps) {
  const name = useId();
  const { min, max } = field.range ?? { min: 0, max: 0 };
  const colors = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <fieldset className={styles['colors']}>
      <legend>{field.label}</legend>
      {colors.map((color) => (
        <label key={color} className={styles['color']}>
          <input
            type="radio"
            className="visuallyHidden"
            name={name}
            aria-label={text.app.architectures.color(color + 1)}
            checked={color === value}
            onChange={() => onChange(color)}
          />
          <span style={{ background: seriesColor(color) }} />
        </label>
      ))}
    </fieldset>
  );
}
