import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PlanePad } from '../../../../../app/panels/row/RowBar.tsx';

const rows = {
  places: [
    [0, 0],
    [1, 2],
    [9, 0],
  ],
  errors: [0.1, 2, 1],
} as const;

function renderPad(at: readonly [number, number] | null) {
  const onMove = vi.fn();
  render(
    <PlanePad
      label="The plane of Click and Like"
      right={{ name: 'Click', task: 0 }}
      up={{ name: 'Like', task: 1 }}
      hasSwitch={false}
      dots={rows}
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
  const dots = [...pad.querySelectorAll('path[stroke]')].filter((path) => path.getAttribute('d') !== '');
  expect(dots.map((path) => path.getAttribute('d'))).toEqual(['M50.0 50.0h0', 'M70.0 10.0h0']);
  const ring = pad.querySelector('circle');
  expect([ring?.getAttribute('cx'), ring?.getAttribute('cy')]).toEqual(['70', '10']);
});
