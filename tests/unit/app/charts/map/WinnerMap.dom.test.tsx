import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { type CellFill, WinnerMap, type WinnerMapProps } from '../../../../../app/charts/map/WinnerMap.tsx';

const cell = (fill: CellFill, said: string) => ({
  fill,
  label: typeof fill === 'number' ? 'AdaTT-sp' : '',
  short: '−3 %',
  said,
});
const props: WinnerMapProps = {
  title: 'When?',
  note: 'N = 8',
  name: 'A map',
  keys: [
    { fill: 0, name: 'AdaTT-sp wins' },
    { fill: 2, name: 'Shared-Bottom wins' },
    { fill: 'open', name: 'cannot tell' },
  ],
  columnNames: ['0', '0.5', '1'],
  rowNames: ['1,000', '100'],
  axes: { x: 'Correlation', y: 'Labels' },
  cells: [
    [cell(0, 'first'), cell('open', 'second'), cell(2, 'third')],
    [cell(2, 'fourth'), cell('few', 'fifth'), cell(2, 'sixth')],
  ],
  here: { row: 1, column: 1 },
  said: 'You are here.',
  onChoose: vi.fn(),
  legend: [],
  csvRows: () => [],
  table: () => null,
};

beforeEach(() => vi.mocked(props.onChoose).mockClear());

const map = () => screen.getByRole('application', { name: 'A map' });
const said = () => screen.getByRole('status').textContent;
const press = (...keys: readonly string[]) => {
  for (const key of keys) fireEvent.keyDown(map(), { key });
};

it('is filled in the colour of the winner, hatched where nobody wins, and marks the cell of the reader', () => {
  render(<WinnerMap {...props} />);
  const cells = [...document.querySelectorAll('[data-fill]')];
  expect(cells.map((one) => one.getAttribute('data-fill'))).toEqual(['0', 'open', '2', '2', 'few', '2']);
  expect(cells.map((one) => one.querySelector('title')?.textContent)).toEqual(
    props.cells.flat().map((one) => one.said),
  );
  expect(cells[0]?.querySelector('rect')?.style.fill).toBe('var(--series-1)');
  expect(cells[1]?.querySelector('rect')?.getAttribute('fill')).toMatch(/^url\(#/);
  expect(document.querySelectorAll('[data-here]')).toHaveLength(2);
});

it('is walked with the arrow keys from where the reader is, and chooses a cell on Enter', () => {
  render(<WinnerMap {...props} />);
  expect(said()).toBe('You are here.');
  fireEvent.focus(map());
  expect(said()).toBe('fifth');
  press('ArrowRight', 'ArrowUp');
  expect(said()).toBe('third');
  press('Enter');
  expect(props.onChoose).toHaveBeenCalledExactlyOnceWith({ row: 0, column: 2 });
  press('Escape');
  expect(said()).toBe('You are here.');
});
