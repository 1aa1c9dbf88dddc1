/** One setting swept over a range: its values, the points still missing, and the point from a summary. */

import { gainsOver } from '../../analysis/pairs.ts';
import { LEVEL } from '../../analysis/statistics.ts';
import { limits } from '../../core/schema/limits.ts';
import { clampInteger, integerField } from '../../core/schema/numberFields.ts';
import { repairOf } from '../../data/correlation.ts';
import { meanOfPairs } from '../../data/labelCorrelation.ts';
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { baselineOf, type RunSummary } from '../../run/summary.ts';
import { text } from '../../text/text.ts';
import { cleaned, type SweepAxis, type SweepRange } from './axes.ts';
import type { PointOfValue, SweepPoint } from './points.ts';

/** A setting of whole numbers may have fewer values in its range. */
export const numPointsField = integerField({
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
})(text.sweep.numPoints);

export interface SweepPlan {
  readonly axisId: string;
  /** Ascending and unique. */
  readonly values: readonly number[];
}

/**
 * `numPoints` values from `from` to `to` inclusive, evenly spaced (by ratio on a log scale above 0) and
 * rounded as the field parses them, so there may be fewer.
 */
export const sweepValues = (
  { field }: SweepAxis,
  { from, to, numPoints }: SweepRange & { readonly numPoints: number },
): readonly number[] => {
  const [first, last] = [field.read(from), field.read(to)];
  const count = clampInteger(numPoints, 1, limits.sweepPoints);
  const isByRatio = field.range?.scale === 'log' && first > 0 && last > 0;
  const at = (share: number) =>
    isByRatio ? first * (last / first) ** share : first + (last - first) * share;
  const values = Array.from({ length: count }, (_, index) =>
    count === 1 ? first : field.read(cleaned(at(index / (count - 1)))),
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
};

/** Formats a value for prose, with a true minus sign. */
export const shownSweepValue = ({ field }: SweepAxis, value: number): string =>
  field.toText(value).replaceAll('-', '−');

/** Excludes values that have a point: training them again would give the same numbers. */
export const remainingValues = ({ values }: SweepPlan, points: readonly PointOfValue[]): readonly number[] =>
  values.filter((value) => points.every((point) => point.value !== value));

// Intervals are not adjusted for the number of points: a sweep shows a shape and gives no verdict.
const POINTWISE = { overall: LEVEL, perTask: LEVEL };

export const sweepPointOf = (
  value: number,
  summary: RunSummary,
  measuredCorrelation: Matrix,
): SweepPoint => ({
  value,
  measuredCorrelation: meanOfPairs(measuredCorrelation),
  gains: summary.cards.flatMap((card) => {
    const { cardId, gains, reported, tasks } = card;
    const baseline = baselineOf(summary, card);
    if (gains === null || baseline === undefined) return [];
    const { overlap } = summary.rules;
    const alone = gainsOver(baseline.reported.losses, reported.losses, tasks.length, POINTWISE, overlap);
    return [
      {
        cardId,
        overall: alone.overall.gain,
        perTask: alone.tasks.map(({ gain }) => gain),
        baselineLosses: baseline.tasks.map(({ loss }) => loss.mean),
      },
    ];
  }),
});

/** True if the requested correlation is impossible and another one is trained. */
export const isRepairedAt = ({ data: { correlation, secondCorrelation } }: Experiment): boolean =>
  [correlation, secondCorrelation].some((matrix) => matrix !== null && repairOf(matrix).isRepaired);
