import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { FrontPlot, type FrontSeries } from '../../../../../app/charts/seesaw/FrontPlot.tsx';
import type { Interval } from '../../../../../src/analysis/statistics.ts';

const gain = (mean: number): Interval => ({ mean, low: Number.NaN, high: Number.NaN, n: 1, numLeftOut: 0 });
const line: FrontSeries['line'] = {
  cardId: 'A',
  points: [
    { value: 0.2, x: gain(0), y: gain(0.2), isDominated: false },
    { value: 0.8, x: gain(0.2), y: gain(0), isDominated: true },
  ],
};
const plot = (share: number | null, onShare = vi.fn()) => {
  const series = [{ id: 'A', name: 'A · PLE', color: 0, line }];
  render(
    <FrontPlot series={series} tasks={['Click', 'Buy']} numReplicas={1} share={share} onShare={onShare} />,
  );
  return onShare;
};
const rings = () => [...document.querySelectorAll('[data-ring]')];

it('marks what is dominated, and the weights that are set on every line', () => {
  plot(0.5);
  expect(document.querySelectorAll('[data-dominated]')).toHaveLength(1);
  expect(screen.getByRole('img', { name: /on Click and on Buy/ })).toBeDefined();
  const [first, last] = document.querySelectorAll('circle');
  const across = (circle: Element | undefined) => Number(circle?.getAttribute('cx'));
  expect(across(rings()[0])).toBeCloseTo((across(first) + across(last)) / 2, 6);
});

it('tells the share that a ring is dragged to', () => {
  const onShare = plot(0.5);
  const [ring] = rings();
  if (ring === undefined) throw new Error('There is no ring.');
  Object.assign(ring, { setPointerCapture: vi.fn(), hasPointerCapture: () => true });
  const [first] = document.querySelectorAll('circle');
  const at = { clientX: Number(first?.getAttribute('cx')), clientY: Number(first?.getAttribute('cy')) };
  fireEvent.pointerDown(ring, { pointerId: 1 });
  fireEvent(ring, new MouseEvent('pointermove', { ...at, bubbles: true }));
  expect(onShare.mock.lastCall?.[0]).toBeCloseTo(0.2, 6);
});
