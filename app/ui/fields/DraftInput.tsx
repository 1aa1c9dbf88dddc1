/** A text field whose text takes effect when the field is left or Enter is pressed. */
import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import type { Field } from '../../../src/core/schema/field.ts';

type FieldDraft = ReturnType<typeof useDraft>;

export function useDraft<V>(field: Field<V>, value: V, onChange: (value: V) => void) {
  const [written, setWritten] = useState<string | null>(null);
  const [complaint, setComplaint] = useState({ about: '', problem: '' });
  const { range } = field;
  const valueText = field.toText(value);
  // Numbers show a true minus and may be typed with either.
  const isNumber = range !== null;
  const shown = written ?? (isNumber ? valueText.replaceAll('-', '−') : valueText);
  const plain = (draft: string): unknown => field.fromText(isNumber ? draft.replaceAll('−', '-') : draft);
  const commit = (): void => {
    if (written === null) return;
    let problem = '';
    const read = field.read(plain(written), (sentence) => {
      problem = sentence;
    });
    const readText = field.toText(read);
    setWritten(null);
    setComplaint({ about: readText, problem });
    if (readText !== valueText) onChange(read);
  };
  const drop = (): void => setWritten(null);
  const step = (direction: 1 | -1, isFine: boolean): void => {
    const typed: unknown = field.read(plain(shown));
    const from = typeof typed === 'number' ? typed : value;
    if (typeof from !== 'number' || range === null) return;
    drop();
    onChange(field.read(steppedValue(range, from, direction, isFine)));
  };
  const isAbout = written === null && complaint.about === valueText && complaint.problem !== '';
  return {
    shown,
    problem: isAbout ? complaint.problem : null,
    type: setWritten,
    commit,
    drop,
    step,
    range,
    number: typeof value === 'number' ? value : null,
  };
}

type DraftInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & { readonly draft: FieldDraft };

export function DraftInput({ draft, ...input }: DraftInputProps) {
  return (
    <input
      type="text"
      inputMode={inputModeOfDraft(draft)}
      autoComplete="off"
      spellCheck={false}
      aria-invalid={draft.problem !== null}
      {...spinButtonProps(draft)}
      value={draft.shown}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => onKeyDown(event, draft)}
      {...input}
    />
  );
}

// The number pad of some phones has no minus sign.
const inputModeOfDraft = ({ range }: FieldDraft) => (range === null || range.min < 0 ? 'text' : 'decimal');

const spinButtonProps = ({ range, number }: FieldDraft) =>
  range === null || number === null
    ? {}
    : {
        role: 'spinbutton',
        'aria-valuenow': number,
        'aria-valuemin': range.min,
        'aria-valuemax': range.max,
      };

function onKeyDown(event: KeyboardEvent, draft: FieldDraft): void {
  if (event.key === 'Enter') draft.commit();
  if (event.key === 'Escape') draft.drop();
  const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
  if (direction === null || draft.range === null) return;
  event.preventDefault();
  draft.step(direction, event.shiftKey);
}

type FieldRange = NonNullable<Field<number>['range']>;

const roundFactors = [1, 2, 5, 10];

// Share of a step; only fractional fields have fine steps.
const fineStepShare = 1 / 5;

/** Next round number (1, 2, 5 times a power of ten) on a log scale; else a step, or a fifth of it. */
export function steppedValue(range: FieldRange, value: number, direction: 1 | -1, isFine = false): number {
  const step = isFine && range.step < 1 ? range.step * fineStepShare : range.step;
  const next =
    range.scale === 'log'
      ? nextRoundNumber(value, direction)
      : Number((value + direction * step).toPrecision(12));
  return Math.min(Math.max(next, range.min), range.max);
}

function nextRoundNumber(value: number, direction: 1 | -1): number {
  const power = Math.floor(Math.log10(value));
  const candidates = [power - 1, power, power + 1].flatMap((exponent) =>
    roundFactors.map((factor) => Number(`${factor}e${exponent}`)),
  );
  const next =
    direction === 1
      ? candidates.find((candidate) => candidate > value * 1.0001)
      : candidates.findLast((candidate) => candidate < value * 0.9999);
  return next ?? value;
}
