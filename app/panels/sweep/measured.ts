/** Draws a correlation sweep over the measured correlation of the labels, not the requested one. */
import type { SweepPoint } from '../../../src/studies/sweep/points.ts';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import type { Sweep } from '../../state/sweep/sweepState.ts';

export type SweepAbscissa = 'requested' | 'measured';

/** True for sweeps of the correlation with known labels. */
export const hasMeasured = ({ axis }: Sweep, points: readonly SweepPoint[]): boolean =>
  axis.part === 'pairs' && points.some(({ measuredCorrelation }) => Number.isFinite(measuredCorrelation));

/** Leaves out points without a measured correlation. */
export function overMeasured(
  series: readonly SweepSeries[],
  points: readonly SweepPoint[],
): readonly SweepSeries[] {
  const measured = new Map(points.map(({ value, measuredCorrelation }) => [value, measuredCorrelation]));
  return series.map((one) => ({
    ...one,
    points: one.points.flatMap(({ value, gain }) => {
      const correlation = measured.get(value) ?? Number.NaN;
      return Number.isFinite(correlation) ? [{ value: correlation, gain }] : [];
    }),
  }));
}

/** Round correlations around all points. */
export function placesAround(series: readonly SweepSeries[]): readonly number[] {
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const first = Math.floor(Math.min(...values) * 5);
  const last = Math.ceil(Math.max(...values) * 5);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) / 5);
}
