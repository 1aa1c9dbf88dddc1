/** A text input whose text counts when it is left or Enter is pressed; arrow keys step numbers, with Shift more finely. */
import type { KeyboardEvent } from 'react';
import type { Field } from '../../src/schema/field.ts';
import { steppedValue } from './steppedValue.ts';
import type { FieldDraft } from './useDraft.ts';

export interface DraftInputProps<V> {
  readonly id?: string;
  readonly field: Field<V>;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly draft: FieldDraft;
  /** Id of the sentence about a problem, when there is one. */
  readonly describedBy?: string;
  /** Only where no label element names the input. */
  readonly label?: string;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  /** `none`: no keyboard on the screen, where the value can also be set in another way. */
  readonly inputMode?: 'none';
  readonly tabIndex?: number;
}

export function DraftInput<V>(props: DraftInputProps<V>) {
  const { id, field, value, draft, describedBy, label, title, className, tabIndex } = props;
  const hasProblem = draft.problem !== null;
  return (
    <input
      id={id}
      type="text"
      inputMode={props.inputMode ?? inputModeOf(field)}
      tabIndex={tabIndex}
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-invalid={hasProblem}
      aria-describedby={hasProblem ? describedBy : undefined}
      {...spinOf(field, value)}
      title={title}
      className={className}
      value={draft.shown}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => onKeyDown(event, props)}
    />
  );
}

/** The number pad of some phones has no minus sign. */
const inputModeOf = ({ range }: Pick<Field<unknown>, 'range'>) =>
  range === null || range.min < 0 ? 'text' : 'decimal';

/** Attributes of a spin button, which a number is to a screen reader. */
function spinOf<V>({ range }: Field<V>, value: V) {
  if (range === null || typeof value !== 'number') return {};
  return {
    role: 'spinbutton',
    'aria-valuenow': value,
    'aria-valuemin': range.min,
    'aria-valuemax': range.max,
  } as const;
}

function onKeyDown<V>(event: KeyboardEvent, { field, value, onChange, draft }: DraftInputProps<V>): void {
  if (event.key === 'Enter') draft.commit();
  if (event.key === 'Escape') draft.drop();
  const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
  if (direction === null || field.range === null) return;
  event.preventDefault();
  const typed: unknown = field.read(field.fromText(draft.shown));
  const from = typeof typed === 'number' ? typed : value;
  if (typeof from !== 'number') return;
  draft.drop();
  onChange(field.read(steppedValue(field.range, from, direction, event.shiftKey)));
}
