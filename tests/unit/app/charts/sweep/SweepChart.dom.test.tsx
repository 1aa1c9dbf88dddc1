import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SweepChart, type SweepChartProps } from '../../../../../app/charts/sweep/SweepChart.tsx';
import type { SweepSeries } from '../../../../../app/charts/sweep/sweepSeries.ts';
import type { Interval } from '../../../../../src/analysis/statistics.ts';
import { text } from '../../../../../src/text/text.ts';

const gain = (mean: number): Interval => ({ mean, low: mean - 0.02, high: mean + 0.02, n: 3, numLeftOut: 0 });
const nothing: Interval = { mean: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, numLeftOut: 3 };

const series: readonly SweepSeries[] = [
  {
    id: 'A',
    name: 'A · AdaTT-sp',
    color: 0,
    points: [0.001, 0.01, 10].map((value, index) => ({
      value,
      gain: index === 2 ? nothing : gain(0.1 * index),
    })),
  },
  { id: 'B', name: 'B · PLE', color: 1, points: [{ value: 0.001, gain: gain(-0.1) }] },
];

const props: SweepChartProps = {
  title: 'Gain by learning rate',
  note: 'N = 3',
  valueName: 'Learning rate',
  values: [0.001, 0.01, 0.1, 1, 10],
  isLog: true,
  series,
  hiddenIds: new Set(),
  csvRows: () => [],
  table: () => null,
};

/** The library draws nothing before it has loaded. */
const drawn = () =>
  screen.findByRole('application', { name: 'Gain by learning rate: a line per architecture' });

describe('sweep chart', () => {
  it('is a named figure with a line, dots and a band per architecture, and the zero line', async () => {
    render(<SweepChart {...props} />);
    await drawn();
    expect(screen.getByRole('figure', { name: 'Gain by learning rate' })).toBeDefined();
    expect(document.querySelectorAll('.recharts-line-dot')).toHaveLength(3);
    expect(document.querySelectorAll('path[fill-opacity]')).toHaveLength(2);
    expect(document.querySelectorAll('.recharts-reference-line-line')).toHaveLength(1);
    expect(screen.getByText(text.charts.gainAxis)).toBeDefined();
    expect(screen.getByText('Learning rate')).toBeDefined();
  });

  it('says and marks where nothing is left of an architecture', async () => {
    render(<SweepChart {...props} />);
    await drawn();
    expect(screen.getByText('A · AdaTT-sp: every repetition diverged at 10.')).toBeDefined();
    const marks = [...document.querySelectorAll('path[stroke-linecap="round"]')].map(
      (mark) => mark.getAttribute('d') !== '',
    );
    expect(marks).toEqual([true, false]);
  });
});
