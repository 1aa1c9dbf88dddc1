import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { FieldControl } from '../../../../../app/ui/fields/FieldControl.tsx';
import type { Field } from '../../../../../src/core/schema/field.ts';
import { trainingFields } from '../../../../../src/experiment/trainingFields.ts';

interface HeldProps<V> {
  readonly field: Field<V>;
  readonly onChange: (value: V) => void;
}

/** A field with somebody who keeps its value. */
function Held<V>({ field, onChange }: HeldProps<V>) {
  const [value, setValue] = useState(field.defaultValue);
  const change = (next: V): void => {
    onChange(next);
    setValue(next);
  };
  return <FieldControl field={field} value={value} onChange={change} />;
}

function setUp<V>(field: Field<V>) {
  const onChange = vi.fn();
  render(<Held field={field} onChange={onChange} />);
  return { onChange, user: userEvent.setup() };
}

describe('FieldControl', () => {
  it('commits when Enter is pressed or the input is left, not while typing', async () => {
    const { user, onChange } = setUp(trainingFields.batchSize);
    const input = screen.getByRole('spinbutton');
    await user.clear(input);
    await user.type(input, '64');
    expect(onChange).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(onChange).toHaveBeenLastCalledWith(64);
    await user.clear(input);
    await user.type(input, '32');
    await user.tab();
    expect(onChange).toHaveBeenLastCalledWith(32);
  });

  it('says what was wrong, tied to the input, until the value is another', async () => {
    const { user } = setUp(trainingFields.batchSize);
    const input = screen.getByRole('spinbutton');
    await user.clear(input);
    await user.type(input, '99999{Enter}');
    expect(input).toHaveProperty('value', '1024');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const problem = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(problem?.textContent).toMatch(/Batch size.*1 to 1024.*99999/);
    await user.keyboard('{ArrowDown}');
    expect(input.getAttribute('aria-invalid')).toBe('false');
  });

  it('steps with the arrow keys, from what is typed', async () => {
    const { user, onChange } = setUp(trainingFields.batchSize);
    const input = screen.getByRole('spinbutton');
    await user.click(input);
    await user.keyboard('{ArrowUp}');
    expect(onChange).toHaveBeenLastCalledWith(129);
    await user.clear(input);
    await user.type(input, '50{ArrowDown}');
    expect(onChange).toHaveBeenLastCalledWith(49);
  });
});
