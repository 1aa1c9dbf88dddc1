/** A select element with a label; unknown attributes go to the element. */
import { type SelectHTMLAttributes, useId } from 'react';

type SelectValue = string | number | null;

export interface SelectProps<V extends SelectValue>
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange' | 'children'> {
  readonly options: readonly { readonly value: V; readonly label: string; readonly disabled?: boolean }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly label?: string;
}

export function Select<V extends SelectValue>(props: SelectProps<V>) {
  const ownId = useId();
  const { label, options, value: chosen, onChange, id = ownId, ...others } = props;
  const choose = (target: HTMLSelectElement): void => {
    const next = options.find(({ value }) => optionValueText(value) === target.value);
    if (next !== undefined) onChange(next.value);
  };
  const select = (
    <select id={id} value={optionValueText(chosen)} onChange={({ target }) => choose(target)} {...others}>
      {options.map((option) => (
        <option
          key={optionValueText(option.value)}
          value={optionValueText(option.value)}
          disabled={option.disabled}
        >
          {option.label}
        </option>
      ))}
    </select>
  );
  if (label === undefined) return select;
  return (
    <label htmlFor={id}>
      {label} {select}
    </label>
  );
}

const optionValueText = (value: SelectValue): string => String(value ?? '');
