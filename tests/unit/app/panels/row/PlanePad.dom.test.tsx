import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PlanePad } from '../../../../../app/panels/row/RowBar.tsx';

const dots = [
  { row: 0, at: [0, 0], error: 0.1 },
  { row: 1, at: [1, 2], error: 2 },
  { row: 2, at: [2, 0], error: Number.NaN },
] as const;

function renderPad(at: readonly [number, number] | null) {
  const onMove = vi.fn();
  render(
    <PlanePad
      label="The plane of Click and Like"
      right={{ name: 'Click', task: 0 }}
      up={{ name: 'Like', task: 1 }}
      hasSwitch={false}
      dots={dots}
      at={at}
      onMove={onMove}
    />,
  );
  const pad = screen.getByRole('application');
  pad.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
  pad.setPointerCapture = () => {};
  pad.hasPointerCapture = () => true;
  return { pad, onMove };
}

it('moves with the arrow keys, with Shift in larger steps, and says where it is', () => {
  const { pad, onMove } = renderPad([1, 0]);
  fireEvent.keyDown(pad, { key: 'ArrowUp' });
  fireEvent.keyDown(pad, { key: 'ArrowLeft', shiftKey: true });
  fireEvent.keyDown(pad, { key: 'Enter' });
  expect(onMove.mock.calls).toEqual([[[1, 0.1]], [[0.5, 0]]]);
  expect(pad.getAttribute('aria-label')).toBe('The plane of Click and Like: Point 1.00, 0.00 of the plane');
});

it('shows rows as dots, coloured by their errors, and a ring around the followed one', () => {
  const { pad } = renderPad([1, 2]);
  const circles = [...pad.querySelectorAll('circle')];
  const places = circles.map((circle) => ['cx', 'cy'].map((name) => circle.getAttribute(name)));
  // Of the last row no label is known.
  expect(places).toEqual([
    ['50', '50'],
    ['70', '10'],
    ['70', '10'],
  ]);
  const [small, large] = circles.map((circle) => circle.getAttribute('fill'));
  expect(small).not.toBe(large);
});
