import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GateHeatMap } from '../../../app/charts/GateHeatMap.tsx';
import type { GateHeatMapProps } from '../../../app/charts/props.ts';
import { topologyOf } from '../models/topologies.ts';
import { levelGatesOf } from './invented.ts';

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
  replica: 'mean',
  taskNames: ['Click', 'Like'],
};
const values = () => [...document.querySelectorAll('text.value')].map((one) => one.textContent);
const map = () => screen.getByRole('application');
const readout = () => screen.getByRole('status').textContent;

describe('gate heat map', () => {
  it('shows the three readings', () => {
    const { rerender } = render(<GateHeatMap {...props} />);
    expect(values()).toEqual(['1.50', '0.50', '0.50', '1.50']);
    rerender(<GateHeatMap {...props} reading="gate" />);
    expect(values()).toEqual(['0.50', '0.50', '0.50', '0.50']);
    rerender(<GateHeatMap {...props} reading="native" />);
    expect(values()).toEqual(['1.00', '1.00']);
    expect(document.querySelectorAll('[data-fixed]').length).toBe(2);
    expect(screen.getByText('fixed at 1')).toBeDefined();
  });

  it('hatches what cannot exist, and explains it', () => {
    render(<GateHeatMap {...props} level={ple} gates={levelGatesOf(ple)} reading="gate" />);
    expect(document.querySelectorAll('[data-missing]').length).toBe(2);
    expect(screen.getByText('not connected')).toBeDefined();
  });

  it('has the numbers of the colours, shared by maps that are told so', () => {
    render(<GateHeatMap {...props} limit={2.5} />);
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
      'Like ← Click expert gate 0.50, no native weight, varies by 0.13 between rows',
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

  it('draws its shape before there are values', () => {
    render(<GateHeatMap {...props} gates={null} />);
    expect(values()).toEqual([]);
    expect(document.querySelectorAll('rect.unknown').length).toBe(4);
  });

  it('has a table', () => {
    render(<GateHeatMap {...props} level={ple} gates={levelGatesOf(ple)} />);
    const details = screen.getByText('Table').closest('details');
    if (details) details.open = true;
    fireEvent(details ?? document.body, new Event('toggle'));
    const cells = within(screen.getByRole('table')).getAllByRole('cell');
    expect(cells.slice(0, 3).map((one) => one.textContent)).toEqual(['0.50', 'not connected', '0.50']);
  });

  it('survives tasks of the same name', () => {
    render(<GateHeatMap {...props} taskNames={['Same', 'Same']} />);
    expect(values().length).toBe(4);
  });
});
