import { describe, expect, it } from 'vitest';
import { clippedBand, lineAxis } from '../../../../../app/charts/lines/axis.ts';
import {
  type LossSelection,
  lossCsvRows,
  lossRowsOf,
  type PlotRow,
  plotPointOf,
} from '../../../../../app/charts/lines/series.ts';
import { fallingSeries, pointOf, seriesOf } from '../invented.ts';

const secondOfTwo: LossSelection = { split: 'validation', task: 1, numTasks: 2 };
const all = () => true;

describe('one point', () => {
  it('has the 95 % t interval of the mean', () => {
    const point = plotPointOf(pointOf(0, [1, 10, 2, 20, 3, 30]), secondOfTwo);
    // t(0.975, 2) = 4.302653, standard deviation 10
    expect(point?.mean).toBeCloseTo(20, 12);
    expect(point?.interval?.[1]).toBeCloseTo(20 + (4.302653 * 10) / Math.sqrt(3), 4);
    expect(point?.n).toBe(3);
  });

  it('leaves diverged repetitions out and counts the rest', () => {
    const point = plotPointOf(pointOf(0, [1, 10, 2, Number.NaN, 3, 30]), secondOfTwo);
    expect([point?.mean, point?.n]).toEqual([20, 2]);
  });

  it('has no band for one repetition, and is nothing when all diverged', () => {
    expect(plotPointOf(pointOf(0, [1, 10]), secondOfTwo)).toEqual({ mean: 10, interval: null, n: 1 });
    expect(plotPointOf(pointOf(0, [1, Number.NaN]), secondOfTwo)).toBeNull();
  });
});

describe('rows', () => {
  it('put architectures side by side by step, also when one is behind', () => {
    const a = seriesOf('A', [pointOf(0, [1, 2]), pointOf(10, [1, 3])]);
    const b = seriesOf('B', [pointOf(0, [5, 6])]);
    const rows = lossRowsOf([a, b], secondOfTwo, 'linear', 400);
    expect(rows.map(({ x }) => x)).toEqual([0, 10]);
    expect(rows.map(({ points }) => points.map((point) => point?.mean ?? null))).toEqual([
      [2, 6],
      [3, null],
    ]);
  });

  it('are at most as many as asked, with the first and the last step', () => {
    const long = fallingSeries('A', 3000);
    const rows = lossRowsOf([long, long], secondOfTwo, 'log', 400);
    expect(rows.length).toBe(400);
    expect([rows[0]?.x, rows.at(-1)?.x]).toEqual([0, 29990]);
  });
});

describe('the axis', () => {
  const row = (mean: number, low: number, high: number): PlotRow => ({
    x: 0,
    points: [{ mean, interval: [low, high], n: 3 }],
  });

  const axisOf = (rows: readonly PlotRow[], content: Partial<Parameters<typeof lineAxis>[1]> = {}) =>
    lineAxis(rows, { isVisible: all, scale: 'linear', bandRoom: 'some', floors: [], ...content });

  it('shows the floor as well, where the scale has room for it', () => {
    const rows = [row(1, 0.9, 1.1), row(0.9, 0.8, 1)];
    for (const scale of ['linear', 'log'] as const)
      expect(axisOf(rows, { scale, floors: [0.5] }).domain[0]).toBeLessThan(0.5);
    expect(axisOf(rows, { scale: 'log', floors: [0] })).toEqual(axisOf(rows, { scale: 'log' }));
  });

  it('shows every mean and begins at zero when zero is near', () => {
    const { domain } = axisOf([row(1, 0.9, 1.1), row(0.1, 0.05, 0.15)]);
    expect(domain[0]).toBe(0);
    expect(domain[1]).toBeGreaterThan(1.1);
  });

  it('does not begin at zero when that would flatten the lines', () => {
    expect(axisOf([row(1, 0.99, 1.01), row(0.9, 0.89, 0.91)]).domain[0]).toBeGreaterThan(0.8);
  });

  it('cuts bands that would flatten the lines', () => {
    const rows = [row(1, -50, 52), row(0.5, 0.4, 0.6)];
    const axis = axisOf(rows);
    expect(axis.domain[1]).toBeLessThan(2);
    expect(clippedBand(rows[0]?.points[0] ?? null, axis)).toEqual(axis.domain);
  });

  it('is positive on a log scale whatever the bands do', () => {
    const rows = [row(1, -2, 4), row(0.01, -0.5, 0.5)];
    const axis = axisOf(rows, { scale: 'log' });
    expect(axis.domain[0]).toBeGreaterThan(0);
    expect(axis.domain[0]).toBeLessThan(0.01);
    expect(axis.ticks.every((tick) => tick >= axis.domain[0] && tick <= axis.domain[1])).toBe(true);
    expect(clippedBand(rows[0]?.points[0] ?? null, axis)?.[0]).toBe(axis.domain[0]);
  });

  it('follows the visible lines only', () => {
    const rows: PlotRow[] = [
      {
        x: 0,
        points: [
          { mean: 1, interval: null, n: 1 },
          { mean: 100, interval: null, n: 1 },
        ],
      },
    ];
    expect(axisOf(rows, { isVisible: (s) => s === 0 }).domain[1]).toBeLessThan(2);
  });
});

it('exports every evaluated loss of the task, one row per repetition', () => {
  const rows = lossCsvRows([seriesOf('A', [pointOf(10, [1, 2, 3, Number.NaN])])], secondOfTwo, 'Like');
  expect(rows).toEqual([
    ['architecture', 'task', 'split', 'step', 'repetition', 'loss'],
    ['Architecture A', 'Like', 'validation', 10, 1, 2],
    ['Architecture A', 'Like', 'validation', 10, 2, ''],
  ]);
});
