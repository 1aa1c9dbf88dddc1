/** A sweep of the correlation over what the labels came to have, which is not what was asked for. */
import type { SweepPoint } from '../../../src/studies/sweep/points.ts';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import type { Sweep } from '../../state/sweep/sweepState.ts';

/** The axis that a correlation sweep is drawn over: what was asked for, or what the labels came to have. */
export type SweepAbscissa = 'requested' | 'measured';

/** The labels' correlation follows what is swept, and is known. */
export const hasMeasured = ({ axis }: Sweep, points: readonly SweepPoint[]): boolean =>
  axis.part === 'pairs' && points.some(({ measuredCorrelation }) => Number.isFinite(measuredCorrelation));

/** The lines over the measured correlation; a point where it is unknown is left out. */
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

/** Round correlations that hold all points of the lines between them. */
export function placesAround(series: readonly SweepSeries[]): readonly number[] {
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const first = Math.floor(Math.min(...values) * 5);
  const last = Math.ceil(Math.max(...values) * 5);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) / 5);
}
