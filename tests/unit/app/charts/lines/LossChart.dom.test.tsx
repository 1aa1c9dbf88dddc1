import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { lineWords } from '../../../../../app/charts/lines/LineFigure.tsx';
import { LossChart, type LossChartProps } from '../../../../../app/charts/lines/LossChart.tsx';
import { PlotTooltip } from '../../../../../app/charts/lines/SeriesPlot.tsx';
import { seriesOverWork } from '../../../../../app/charts/lines/series.ts';
import { fallingSeries } from '../invented.ts';

const series = [fallingSeries('A', 20, 3, 2, 0), fallingSeries('B', 20, 3, 2, 1)];
const props: LossChartProps = {
  title: 'Like',
  measure: 'validation MSE',
  task: 1,
  numTasks: 2,
  split: 'validation',
  series,
  hiddenIds: new Set(),
  scale: 'log',
  numSteps: 500,
  learningRateChanges: [{ step: 100, value: 0.001 }],
  cursorStep: null,
  floor: null,
  reference: null,
  height: 200,
};

/** The library draws nothing before it has loaded. */
const drawn = () => screen.findByRole('application', { name: 'Like: validation MSE by training step' });
const numLines = () => document.querySelectorAll('.recharts-line-curve').length;
const numBands = () => document.querySelectorAll('path[fill-opacity]').length;

describe('loss chart', () => {
  it('is a named figure with a line and a band per architecture, and the number of repetitions', async () => {
    render(<LossChart {...props} />);
    await drawn();
    expect(screen.getByRole('figure', { name: 'Like' })).toBeDefined();
    expect(screen.getByText('validation MSE · N = 3 · 95 % band')).toBeDefined();
    expect([numLines(), numBands()]).toEqual([2, 2]);
    expect(document.querySelectorAll('.recharts-dot').length).toBe(0);
  });

  it('runs over what training took, each line to its own end, while the table keeps the steps', async () => {
    const work = new Map([
      ['A', 2],
      ['B', 0.5],
    ]);
    const reported = [{ ...props.series[0], id: 'A', name: 'One', color: 0, steps: [40, 90] as const }];
    render(<LossChart {...props} work={work} reported={reported} cursorStep={40} />);
    await screen.findByRole('application', { name: 'Like: validation MSE by multiply-adds of training' });
    const [a = 0, b = 0] = [...document.querySelectorAll('text.letter')].map((letter) =>
      Number(letter.getAttribute('x')),
    );
    const start = 47; // the axis of losses, and the room of a letter
    expect((a - start) / (b - start)).toBeCloseTo(4, 0);
    expect([numLines(), numBands()]).toEqual([2, 2]);
    expect(document.querySelectorAll('[data-reported], g.cursor').length).toBe(0);
    const steps = series[0]?.points.map(({ step }) => step) ?? [];
    expect(seriesOverWork(series, work)[0]?.points.map(({ step }) => step)).toEqual(
      steps.map((step) => 2 * step),
    );
  });

  it('does no work for the same props', () => {
    let numReads = 0;
    const counted = series.map(({ points, ...one }) => ({
      ...one,
      get points() {
        numReads++;
        return points;
      },
    }));
    const { rerender } = render(<LossChart {...props} series={counted} />);
    expect(numReads).toBeGreaterThan(0);
    numReads = 0;
    rerender(<LossChart {...props} series={counted} />);
    expect(numReads).toBe(0);
    rerender(<LossChart {...props} series={counted} task={0} />);
    expect(numReads).toBeGreaterThan(0);
  });

  it('moves the cursor without redrawing the lines', async () => {
    const { rerender } = render(<LossChart {...props} />);
    await drawn();
    expect(document.querySelector('.cursor')).toBeNull();
    const before = document.querySelector('.recharts-line-curve');
    const lineAt = (step: number) => {
      rerender(<LossChart {...props} cursorStep={step} />);
      return Number(document.querySelector('.cursor line')?.getAttribute('x1'));
    };
    const [atStart, atEnd] = [lineAt(0), lineAt(500)];
    expect(atEnd - atStart).toBeGreaterThan(200);
    expect(lineAt(250)).toBeCloseTo((atStart + atEnd) / 2, 6);
    expect(document.querySelector('.recharts-line-curve')).toBe(before);
  });
});

describe('hover values', () => {
  const row = {
    x: 1240,
    points: [
      { mean: 0.085, interval: [0.081, 0.089] as const, n: 4 },
      { mean: 0.11, interval: null, n: 1 },
    ],
  };

  it('name step, mean, half-width and N, highest line first', () => {
    render(<PlotTooltip row={row} series={series} hiddenIds={new Set()} words={lineWords(false)} />);
    expect(screen.getByText('step 1,240')).toBeDefined();
    expect(screen.getAllByRole('row').map((one) => one.textContent)).toEqual([
      'Architecture B0.110N = 1',
      'Architecture A0.0850 ± 0.0040N = 4',
    ]);
  });
});
