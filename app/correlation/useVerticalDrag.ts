/** Lets a number input be dragged up and down; for an element around the input. */
import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { correlationField } from '../../src/experiment/fields.ts';
import { steppedValue } from '../ui/fields/steppedValue.ts';

const inputOf = (event: MouseEvent): HTMLInputElement | null =>
  event.target instanceof HTMLInputElement ? event.target : null;

// A finger scrolls the page, unless a touch has chosen the cell before; locked inputs stay.
const mayDrag = (event: PointerEvent): boolean =>
  event.button === 0 &&
  event.currentTarget.querySelector(':disabled') === null &&
  (event.pointerType !== 'touch' || event.target === document.activeElement);

export function useVerticalDrag(value: number, onChange: (value: number) => void) {
  const grip = useRef<Grip | null>(null);
  const onPointerDown = (event: PointerEvent): void => {
    if (!mayDrag(event)) return;
    grip.current = { y: event.clientY, value };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const { range } = correlationField;
    if (grip.current === null || range === null) return;
    const before = grip.current.value;
    grip.current = dragged(grip.current, event.clientY, range, event.shiftKey);
    if (grip.current.value !== before) onChange(grip.current.value);
  };
  const end = (): void => {
    grip.current = null;
  };
  // The drag must not select text, so the input is focused here, its text selected to be typed over.
  const onMouseDown = (event: MouseEvent): void => {
    event.preventDefault();
    inputOf(event)?.focus();
    inputOf(event)?.select();
  };
  return { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end, onMouseDown };
}

const pixelsPerStep = 6;

export interface Grip {
  /** Pointer position when `value` was reached. */
  readonly y: number;
  readonly value: number;
}

/** One arrow-key step per 6 pixels upwards; the remainder carries over. */
export function dragged(
  { y: from, value }: Grip,
  y: number,
  range: Parameters<typeof steppedValue>[0],
  isFine: boolean,
): Grip {
  const numSteps = Math.trunc((from - y) / pixelsPerStep);
  const direction = numSteps < 0 ? -1 : 1;
  const steps = Array.from({ length: Math.abs(numSteps) });
  return {
    y: from - numSteps * pixelsPerStep,
    value: steps.reduce<number>((reached) => steppedValue(range, reached, direction, isFine), value),
  };
}
