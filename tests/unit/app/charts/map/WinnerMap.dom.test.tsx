import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { WinnerMap, type WinnerMapProps } from '../../../../../app/charts/map/WinnerMap.tsx';

const cell = (winnerId: string | null, said: string) => ({ winnerId, short: '−3 %', said });
const props: WinnerMapProps = {
  title: 'When?',
  note: 'N = 8',
  name: 'A map',
  winners: [
    { id: 'A', name: 'AdaTT-sp', tone: 'good' },
    { id: 'C', name: 'Shared-Bottom', tone: 'bad' },
  ],
  columnNames: ['0', '0.5', '1'],
  rowNames: ['1,000', '100'],
  axes: { x: 'Correlation', y: 'Labels' },
  cells: [
    [cell('A', 'first'), cell(null, 'second'), cell('C', 'third')],
    [cell('C', 'fourth'), cell(null, 'fifth'), cell('C', 'sixth')],
  ],
  here: { place: { row: 1, column: 0.8 }, said: 'You are here.' },
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

it('has the letter of the winner in every cell, and none where nobody wins', () => {
  render(<WinnerMap {...props} />);
  const cells = [...document.querySelectorAll('[data-winner]')];
  expect(cells.map((one) => one.getAttribute('data-winner'))).toEqual(['A', '', 'C', 'C', '', 'C']);
  expect(cells.map((one) => one.querySelector('.letter')?.textContent ?? '')).toEqual([
    'A',
    '',
    'C',
    'C',
    '',
    'C',
  ]);
  expect(cells[1]?.getAttribute('fill')).toMatch(/^url\(#/);
});

it('is walked with the arrow keys from where the reader is, and opens a cell on Enter', () => {
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
