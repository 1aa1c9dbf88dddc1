import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PlanePad } from '../../../../../app/panels/row/RowBar.tsx';

function renderPad(at: readonly [number, number] | null) {
  const onMove = vi.fn();
  render(
    <PlanePad
      label="The plane of Click and Like"
      right={{ name: 'Click', task: 0 }}
      up={{ name: 'Like', task: 1 }}
      hasSwitch={false}
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
