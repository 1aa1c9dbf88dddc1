import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { GateHeatMap, type GateHeatMapProps } from '../../../../../app/charts/gates/GateHeatMap.tsx';
import { text } from '../../../../../src/text/text.ts';
import { topologyOf } from '../../../models/topologies.ts';
import { levelGatesOf } from '../invented.ts';

const context = { numTasks: 2, inputDim: 4 };
const levelOf = (id: string, options: object) => {
  const [level] = topologyOf(id, options, context).levels;
  if (!level) throw new Error('The topology has no level.');
  return level;
};
const adattSp = levelOf('adattSp', { numTaskExperts: 1 });
const ple = levelOf('ple', { numTaskExperts: 1, numSharedExperts: 1 });

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
const wordsOf = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
const values = () => wordsOf('rect.cell + text');
const map = () => screen.getByRole('application');
const readout = () => screen.getByRole('status').textContent;

describe('gate heat map', () => {
  it('shows the readings', () => {
    const { rerender } = render(<GateHeatMap {...props} />);
    expect(values()).toEqual(['1.50', '0.50', '0.50', '1.50']);
    rerender(<GateHeatMap {...props} reading="gate" />);
    expect(values()).toEqual(['0.50', '0.50', '0.50', '0.50']);
    rerender(<GateHeatMap {...props} reading="native" />);
    expect(values()).toEqual(['1.00', '1.00']);
    expect(document.querySelectorAll('[data-fixed]').length).toBe(2);
    expect(screen.getByText(text.charts.fixedAtOne)).toBeDefined();
    rerender(<GateHeatMap {...props} reading="contribution" />);
    expect(values()).toEqual(['0.75', '0.25', '0.25', '0.75']);
  });

  it('hatches what cannot exist, and explains it', () => {
    render(<GateHeatMap {...props} level={ple} gates={levelGatesOf(ple)} reading="gate" />);
    expect(document.querySelectorAll('[data-missing]').length).toBe(2);
    expect(screen.getByText('not connected')).toBeDefined();
  });

  it('has the numbers of the colours, shared by maps that are told so', () => {
    render(<GateHeatMap {...props} range={{ low: -2.5, high: 2.5 }} />);
    expect(screen.getByText('−2.5')).toBeDefined();
    expect(screen.getByText('2.5')).toBeDefined();
  });

  it('is walked with the arrow keys, each cell said in words', () => {
    render(<GateHeatMap {...props} />);
    expect(map().getAttribute('aria-label')).toBe('A: gate + native of every unit for every expert');
    map().focus();
    fireEvent.focus(map());
    expect(readout()).toContain('Click ← Click expert 1.50 = gate 0.50 + native 1.00 (fixed)');
    fireEvent.keyDown(map(), { key: 'ArrowDown' });
    expect(readout()).toContain(
      'Like ← Click expert gate 0.50, no native weight; gate varies by 0.13 between rows',
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

  it('reads the cell under the pointer', () => {
    render(<GateHeatMap {...props} />);
    const cell = document.querySelectorAll('rect.cell')[1];
    const [x, y] = ['x', 'y'].map((name) => Number(cell?.getAttribute(name)) + 2);
    fireEvent.pointerMove(map(), { clientX: x, clientY: y });
    expect(readout()).toContain('Click ← Like expert');
    fireEvent.pointerLeave(map());
    expect(readout()).toContain('Point at a cell');
  });

  it('prints what a row adds up to', () => {
    const totals = () => wordsOf('text').filter((word) => word?.startsWith('Σ'));
    const { rerender } = render(<GateHeatMap {...props} />);
    expect(totals()).toEqual(['Σ 2.00', 'Σ 2.00']);
    rerender(<GateHeatMap {...props} level={ple} gates={levelGatesOf(ple)} reading="native" />);
    expect(totals()).toEqual([]);
    rerender(<GateHeatMap {...props} gates={null} />);
    expect(totals()).toEqual([]);
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
    const twoEach = levelOf('adattSp', { numTaskExperts: 2 });
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

  it('keeps a chosen cell when it is seen by owner', () => {
    const twoEach = levelOf('adattSp', { numTaskExperts: 2 });
    const onChoose = vi.fn();
    const ofOwners = { ...props, level: twoEach, gates: levelGatesOf(twoEach), view: 'tasks' } as const;
    render(<GateHeatMap {...ofOwners} chosen={{ unit: 0, expert: 3 }} onChoose={onChoose} />);
    expect(values().length).toBe(4);
    expect(readout()).toContain('Click ← Like');
    map().focus();
    fireEvent.focus(map());
    fireEvent.keyDown(map(), { key: 'ArrowDown' });
    fireEvent.keyDown(map(), { key: 'Enter' });
    expect(onChoose).toHaveBeenLastCalledWith({ unit: 1, expert: 2 });
  });

  it('draws its shape before there are values', () => {
    render(<GateHeatMap {...props} gates={null} />);
    expect(values()).toEqual([]);
    expect(document.querySelectorAll('rect[fill="var(--sunken)"][stroke]').length).toBe(4);
  });

  it('has a table', () => {
    render(<GateHeatMap {...props} level={ple} gates={levelGatesOf(ple)} />);
    fireEvent.click(screen.getByRole('button', { name: /^Save / }));
    fireEvent.click(screen.getByText(text.saving.table));
    const cells = within(screen.getByRole('table')).getAllByRole('cell');
    expect(cells.slice(0, 4).map((one) => one.textContent)).toEqual([
      '0.50',
      'not connected',
      '0.50',
      '1.00',
    ]);
  });

  it('survives tasks of the same name', () => {
    render(<GateHeatMap {...props} taskNames={['Same', 'Same']} />);
    expect(values().length).toBe(4);
  });
});
