import { describe, expect, it } from 'vitest';
import { type TrendSeries, trendCsvRows, trendRowsOf } from '../../../../../app/charts/lines/LossChart.tsx';

const seriesOf = (id: string, values: Readonly<Record<number, readonly number[]>>): TrendSeries => ({
  id,
  name: `Architecture ${id}`,
  color: 0,
  points: Object.entries(values).map(([step, ofStep]) => ({ step: Number(step), values: ofStep })),
});

describe('rows of a number through training', () => {
  it('stand side by side by step, with the mean and band of the repetitions that did not diverge', () => {
    const series = [seriesOf('A', { 0: [0.2, 0.4], 50: [0.3, Number.NaN] }), seriesOf('B', { 50: [1] })];
    const [first, second] = trendRowsOf(series, 100);
    expect([first?.x, second?.x]).toEqual([0, 50]);
    expect(first?.points[0]?.mean).toBeCloseTo(0.3);
    // t(0.975, 1) = 12.7062, standard error 0.1
    expect(first?.points[0]?.interval?.[1]).toBeCloseTo(0.3 + 1.27062, 4);
    expect(first?.points[1]).toBeNull();
    expect(second?.points[0]).toEqual({ mean: 0.3, interval: null, n: 1 });
    expect(second?.points[1]?.mean).toBe(1);
  });

  it('are thinned, with the first and the last kept', () => {
    const weights = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [at * 10, [Math.sin(at)]]));
    const rows = trendRowsOf([seriesOf('A', weights)], 100);
    expect(rows).toHaveLength(100);
    expect([rows[0]?.x, rows.at(-1)?.x]).toEqual([0, 4990]);
  });
});

describe('numbers through training, saved', () => {
  it('have a line per repetition, empty where it diverged', () => {
    expect(
      trendCsvRows([seriesOf('A', { 50: [0.5, Number.NaN] })], 'Task 1 ← shared', 'gate weight'),
    ).toEqual([
      ['architecture', 'subject', 'measure', 'step', 'repetition', 'value'],
      ['Architecture A', 'Task 1 ← shared', 'gate weight', 50, 1, 0.5],
      ['Architecture A', 'Task 1 ← shared', 'gate weight', 50, 2, ''],
    ]);
  });
});
