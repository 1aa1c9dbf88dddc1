import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { gainAxis } from '../../../../../app/charts/base/ticks.ts';
import { SeesawPlot, type SeesawSeries } from '../../../../../app/charts/seesaw/SeesawPlot.tsx';
import { formatGain } from '../../../../../src/text/format.ts';

const tasks = ['here', 'there'] as const;

const seriesOf = (id: string, dots: readonly (readonly [number, number])[]): SeesawSeries => ({
  id,
  name: `${id} · name`,
  color: 0,
  dots: dots.map(([x, y]) => ({ x, y, isFar: false })),
  mean: { x: dots[0]?.[0] ?? Number.NaN, y: dots[0]?.[1] ?? Number.NaN },
});

const numberOf = (element: Element | null, name: string) => Number(element?.getAttribute(name));

describe('the seesaw plot', () => {
  it('has a dot per repetition that did not diverge, right and up for gains, and a letter per mean', () => {
    const series = [
      seriesOf('A', [
        [0.2, 0.1],
        [0.3, Number.NaN],
      ]),
      seriesOf('B', [[-0.1, -0.2]]),
    ];
    const { container } = render(<SeesawPlot series={series} tasks={tasks} />);
    const [better, worse, ...others] = container.querySelectorAll('[data-dot]');
    expect(others).toHaveLength(0);
    expect(numberOf(better ?? null, 'cx')).toBeGreaterThan(numberOf(worse ?? null, 'cx'));
    expect(numberOf(better ?? null, 'cy')).toBeLessThan(numberOf(worse ?? null, 'cy'));
    for (const letter of ['A', 'B']) screen.getByText(letter);
    expect(screen.getAllByText(formatGain(0))).toHaveLength(2);
  });
});

describe('an axis', () => {
  it('always shows 0, leaves room at its ends, and is never cut to nothing', () => {
    const axis = gainAxis([0.1, 0.4], [0, 100], 4);
    expect(axis.low).toBeLessThan(0);
    expect(axis.high).toBeGreaterThan(0.4);
    expect(axis.ticks).toContain(0);
    expect(axis.at(axis.low)).toBeCloseTo(0, 9);
    expect(axis.at(axis.high)).toBeCloseTo(100, 9);
    const flat = gainAxis([0, 0], [100, 0], 4);
    expect(flat.high - flat.low).toBeGreaterThan(0.02);
    expect(flat.at(0)).toBeCloseTo(50, 9);
  });
});
