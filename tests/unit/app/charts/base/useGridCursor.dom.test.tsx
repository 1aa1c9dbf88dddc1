import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { type GridPlace, useGridCursor } from '../../../../../app/charts/base/useGridCursor.ts';

const grid = { rows: [7, 7] };

interface PictureProps {
  readonly onChoose?: (place: GridPlace) => void;
  readonly onEscape?: () => boolean;
}

function Picture({ onChoose, onEscape = () => false }: PictureProps) {
  const { place, handlers } = useGridCursor({
    grid,
    placeAt: ({ clientX }, before) => (clientX < 7 ? { row: 0, column: clientX } : before),
    shiftStride: 5,
    onChoose,
    onEscape,
  });
  return (
    <div data-testid="picture" {...handlers}>
      {place ? `${place.row} ${place.column}` : 'none'}
    </div>
  );
}

const picture = () => screen.getByTestId('picture');
const said = () => picture().textContent;
const press = (key: string, more: object = {}) => {
  const event = createEvent.keyDown(picture(), { key, ...more });
  fireEvent(picture(), event);
  return event.defaultPrevented;
};

it('goes with the keys, several parts at a time with Shift, and leaves other keys to the page', () => {
  render(<Picture />);
  expect(said()).toBe('none');
  fireEvent.focus(picture());
  expect(said()).toBe('0 0');
  expect(press('ArrowRight')).toBe(true);
  expect(press('ArrowRight', { shiftKey: true })).toBe(true);
  expect(press('ArrowDown')).toBe(true);
  expect(said()).toBe('1 6');
  expect(press('ArrowLeft', { ctrlKey: true })).toBe(false);
  expect(press('a')).toBe(false);
  expect(press('toString')).toBe(false);
  fireEvent.blur(picture());
  expect(said()).toBe('none');
});

it('ends with Escape, unless the picture has something else to end', () => {
  const onEscape = vi.fn(() => false);
  render(<Picture onEscape={onEscape} />);
  fireEvent.focus(picture());
  onEscape.mockReturnValueOnce(true);
  expect(press('Escape')).toBe(true);
  expect(said()).toBe('0 0');
  expect(press('Escape')).toBe(true);
  expect(said()).toBe('none');
  expect(press('Escape')).toBe(false);
});

it('is where the pointer is, and stays when a finger lifts', () => {
  const onChoose = vi.fn();
  render(<Picture onChoose={onChoose} />);
  fireEvent.pointerMove(picture(), { clientX: 3 });
  expect(said()).toBe('0 3');
  fireEvent.pointerMove(picture(), { clientX: 9 });
  expect(said()).toBe('0 3');
  fireEvent.click(picture(), { clientX: 4 });
  press('Enter');
  expect(onChoose.mock.calls).toEqual([[{ row: 0, column: 4 }], [{ row: 0, column: 3 }]]);
  fireEvent.pointerLeave(picture(), { pointerType: 'touch' });
  expect(said()).toBe('0 3');
  fireEvent.pointerLeave(picture(), { pointerType: 'mouse' });
  expect(said()).toBe('none');
});
