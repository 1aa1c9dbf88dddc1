import { describe, expect, it } from 'vitest';
import { clippedBand } from '../../../../../app/charts/lines/axis.ts';
import { unbrokenBands } from '../../../../../app/charts/lines/SeriesPlot.tsx';
import { pointOfInterval } from '../../../../../app/charts/lines/series.ts';
import {
  divergedValues,
  isAnyBandCut,
  type SweepSeries,
  sweepAxis,
  sweepPlotRows,
  valueTicks,
} from '../../../../../app/charts/sweep/sweepSeries.ts';
import type { Interval } from '../../../../../src/analysis/statistics.ts';

const gain = (mean: number, half = 0.01): Interval => ({
  mean,
  low: mean - half,
  high: mean + half,
  n: Number.isNaN(mean) ? 0 : 3,
  numLeftOut: 0,
});

const seriesOf = (id: string, gains: Readonly<Record<number, Interval>>): SweepSeries => ({
  id,
  name: id,
  color: 0,
  points: Object.entries(gains).map(([value, one]) => ({ value: Number(value), gain: one })),
});

const all = () => true;

describe('rows of a sweep', () => {
  const [a, b] = [
    seriesOf('A', { 1: gain(0.1), 0: gain(0) }),
    seriesOf('B', { 0: gain(Number.NaN), 2: gain(-0.2) }),
  ];

  it('are one per value, ascending, with nothing where an architecture has no point or nothing is left of it', () => {
    const rows = sweepPlotRows([a, b]);
    expect(rows.map(({ x }) => x)).toEqual([0, 1, 2]);
    expect(rows.map(({ points }) => points.map((one) => one?.mean ?? null))).toEqual([
      [0, null],
      [0.1, null],
      [null, -0.2],
    ]);
    expect([divergedValues(a), divergedValues(b)]).toEqual([[], [0]]);
  });
});

describe('the axis of gains', () => {
  it('shows 0 and every mean of the visible lines', () => {
    const rows = sweepPlotRows([
      seriesOf('A', { 0: gain(0.2), 1: gain(0.3) }),
      seriesOf('B', { 0: gain(-0.5) }),
    ]);
    const [low, high] = sweepAxis(rows, all).domain;
    expect(low).toBeLessThan(-0.5);
    expect(high).toBeGreaterThan(0.3);
    const alone = sweepAxis(rows, (s) => s === 0).domain;
    expect(alone[0]).toBeLessThan(0);
    expect(alone[0]).toBeGreaterThan(-0.1);
  });

  it('cuts a band that would flatten all lines, and is never empty', () => {
    const rows = sweepPlotRows([
      seriesOf('A', { 0: gain(0.1, 5), 1: gain(0) }),
      seriesOf('B', { 0: gain(0) }),
    ]);
    const axis = sweepAxis(rows, all);
    expect(axis.domain[1]).toBeLessThan(0.3);
    expect([isAnyBandCut(rows, all, axis), isAnyBandCut(rows, (s) => s === 1, axis)]).toEqual([true, false]);
    const bandOf = (one: Interval) => clippedBand(pointOfInterval(one), axis);
    expect(bandOf(gain(0.1, 5))).toEqual(axis.domain);
    expect(bandOf(gain(9, 0.1))).toBeNull();
    expect(bandOf({ ...gain(0.1), low: Number.NaN, high: Number.NaN })).toBeNull();
    const empty = sweepAxis([], all);
    expect(empty.domain[0]).toBeLessThan(empty.domain[1]);
    expect(empty.ticks).toContain(0);
  });
});

it('a band ends where a point is missing', () => {
  expect(unbrokenBands([null, 1, 2, null, null, 3])).toEqual([[1, 2], [3]]);
  expect(unbrokenBands([])).toEqual([]);
});

it('every value has its number where there is room, else round ones stand there', () => {
  expect(valueTicks([-0.5, -0.2, 0.1], false, 6)).toEqual([-0.5, -0.2, 0.1]);
  const many = Array.from({ length: 41 }, (_, index) => index / 40);
  expect(valueTicks(many, false, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(
    valueTicks(
      many.map((value) => 10 ** (1 + 3 * value)),
      true,
      4,
    ),
  ).toEqual([10, 100, 1000, 10_000]);
});
