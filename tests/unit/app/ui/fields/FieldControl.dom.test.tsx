import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { FieldControl } from '../../../../../app/ui/fields/FieldControl.tsx';
import type { Field, Fields } from '../../../../../src/core/schema/field.ts';
import { dataFields, taskFieldsAt } from '../../../../../src/experiment/fields.ts';
import { trainingFields } from '../../../../../src/experiment/trainingFields.ts';
import { architectures } from '../../../../../src/models/architectures.ts';

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

const tables: readonly Fields[] = [
  taskFieldsAt(0),
  dataFields,
  trainingFields,
  ...architectures.map(({ options }) => options),
];

describe('FieldControl', () => {
  it('draws every field there is with a name and its help', () => {
    for (const field of tables.flatMap((table) => Object.values(table))) {
      const { unmount } = render(
        <FieldControl field={field} value={field.defaultValue} onChange={() => {}} />,
      );
      expect(screen.getByText(field.label)).toBeTruthy();
      expect(screen.getByText(field.help)).toBeTruthy();
      unmount();
    }
  });

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

  it('forgets what was typed on Escape', async () => {
    const { user, onChange } = setUp(trainingFields.batchSize);
    await user.type(screen.getByRole('spinbutton'), '7{Escape}');
    await user.tab();
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByRole('spinbutton')).toHaveProperty('value', '128');
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

  it('offers the words of a choice and hands on its value', async () => {
    const { user, onChange } = setUp(dataFields.recipe);
    await user.selectOptions(screen.getByRole('combobox'), 'Rough');
    expect(onChange).toHaveBeenLastCalledWith('rough');
  });
});
