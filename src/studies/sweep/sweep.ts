/**
 * One setting swept over a range: the values, what is left to do, and what is found. A sweep
 * is resumed by what it has found: points that are there are not trained again. Knows no engine; whoever trains the
 * experiments gives the same numbers again.
 */

import { gainsOver } from '../../analysis/pairs.ts';
import { LEVEL } from '../../analysis/statistics.ts';
import { repairOf } from '../../data/correlation.ts';
import { meanOfPairs } from '../../data/labelCorrelation.ts';
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { baselineOf, type RunSummary } from '../../run/summary.ts';
import { limits } from '../../core/schema/limits.ts';
import { clampInteger, integerField } from '../../core/schema/numberFields.ts';
import { text } from '../../text/text.ts';
import { cleaned, type SweepAxis, type SweepRange } from './axes.ts';
import type { PointOfValue, SweepPoint } from './points.ts';

/** How many values are asked for; a setting of whole numbers may have fewer in its range. */
export const numPointsField = integerField({
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
})(text.sweep.numPoints);

/** A setting and its values to sweep. */
export interface SweepPlan {
  readonly axisId: string;
  /** Ascending, each once. */
  readonly values: readonly number[];
}

/**
 * `numPoints` values from `from` to `to`, both included, evenly spaced (by ratio on a log scale above 0), as the field reads
 * them: whole numbers for counts, so there may be fewer.
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

/** A value as texts say it, with a true minus sign. */
export const shownSweepValue = ({ field }: SweepAxis, value: number): string =>
  field.toText(value).replaceAll('-', '−');

/** Values still to be trained, in the order to train them. */
export const remainingValues = ({ values }: SweepPlan, points: readonly PointOfValue[]): readonly number[] =>
  values.filter((value) => points.every((point) => point.value !== value));

/** Every point of every line has the interval it would have alone: a sweep looks for a shape, it gives no verdict. */
const POINTWISE = { overall: LEVEL, perTask: LEVEL };

/** The point that the summary at a value adds to the sweep. */
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

/** A correlation that was asked for cannot exist and another one is trained, which the figure should say. */
export const isRepairedAt = ({ data: { correlation, secondCorrelation } }: Experiment): boolean =>
  [correlation, secondCorrelation].some((matrix) => matrix !== null && repairOf(matrix).isRepaired);
