import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { GateHeatMap, type GateHeatMapProps } from '../../../../../app/charts/gates/GateHeatMap.tsx';
import { levelOf, topologyOf } from '../../../models/topologies.ts';
import { levelGatesOf } from '../invented.ts';

const context = { numTasks: 2, inputDim: 4 };
const adattSp = levelOf(topologyOf('adattSp', { numTaskExperts: 1 }, context));

const props: GateHeatMapProps = {
  title: 'A',
  level: adattSp,
  gates: levelGatesOf(adattSp),
  reading: 'sum',
  view: 'experts',
  replica: 'mean',
  taskNames: ['Click', 'Like'],
  chosen: null,
  onChoose: () => {},
  marked: [],
  range: { low: 0, high: 2 },
};
const map = () => screen.getByRole('application');
const readout = () => screen.getByRole('status').textContent;

describe('gate heat map', () => {
  it('is walked with the arrow keys, each cell said in words', () => {
    render(<GateHeatMap {...props} />);
    expect(map().getAttribute('aria-label')).toBe('A: gate + direct of every unit for every expert');
    map().focus();
    fireEvent.focus(map());
    expect(readout()).toContain('Click ← Click expert 1.50 = gate 0.50 + direct 1.00 (fixed)');
    fireEvent.keyDown(map(), { key: 'ArrowDown' });
    expect(readout()).toContain(
      'Like ← Click expert gate 0.50, no direct weight; gate varies by 0.13 between rows',
    );
    expect(document.querySelector('rect.cursor')).not.toBeNull();
  });

  it("keeps the page's shortcuts from the keys it uses, and only from these", () => {
    const seen: string[] = [];
    const listener = (event: KeyboardEvent) => seen.push(event.key);
    document.addEventListener('keydown', listener);
    render(<GateHeatMap {...props} />);
    for (const key of ['ArrowRight', ' ', 'r']) fireEvent.keyDown(map(), { key });
    document.removeEventListener('keydown', listener);
    expect(seen).toEqual([' ', 'r']);
  });

  it('chooses a cell by click or Enter, and gives it up again', () => {
    const onChoose = vi.fn();
    const { rerender } = render(<GateHeatMap {...props} onChoose={onChoose} />);
    map().focus();
    fireEvent.focus(map());
    fireEvent.keyDown(map(), { key: 'ArrowRight' });
    fireEvent.keyDown(map(), { key: 'Enter' });
    const chosen = { unit: 0, expert: 1 };
    expect(onChoose).toHaveBeenLastCalledWith(chosen);
    fireEvent.blur(map());
    expect(readout()).toContain('Point at a cell');

    rerender(<GateHeatMap {...props} chosen={chosen} onChoose={onChoose} />);
    expect(readout()).toContain('Click ← Like expert');
    expect(document.querySelectorAll('rect.chosen').length).toBe(1);
    const cell = document.querySelectorAll('rect.cell')[1];
    const [x, y] = ['x', 'y'].map((name) => Number(cell?.getAttribute(name)) + 2);
    fireEvent.click(map(), { clientX: x, clientY: y });
    expect(onChoose).toHaveBeenLastCalledWith(null);
  });

  it('marks cells to look at, each once, and explains the mark', () => {
    const twoEach = levelOf(topologyOf('adattSp', { numTaskExperts: 2 }, context));
    const marked = [
      { unit: 0, expert: 0 },
      { unit: 0, expert: 1 },
    ];
    const look = { ...props, level: twoEach, gates: levelGatesOf(twoEach), marked };
    const { rerender } = render(<GateHeatMap {...look} />);
    expect(document.querySelectorAll('[data-alarm]').length).toBe(2);
    expect(screen.getByText('alarm')).toBeDefined();
    rerender(<GateHeatMap {...look} view="tasks" />);
    expect(document.querySelectorAll('[data-alarm]').length).toBe(1);
    rerender(<GateHeatMap {...look} marked={[]} />);
    expect(screen.queryByText('alarm')).toBeNull();
  });
});
