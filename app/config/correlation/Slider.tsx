/** A correlation as a slider. */
import { correlationField } from '../../../src/experiment/fields.ts';
import styles from './CorrelationEditor.module.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function Slider({ label, value, onChange }: SliderProps) {
  const { min, max, step } = correlationField.range ?? {};
  return (
    <input
      type="range"
      className={styles['slider']}
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}
