/** Calibration, linear models and counts of rows, as parts of the text of a saved run: absent where a run has none of them. */

import { packFloats, unpackFloats } from './packing.ts';
import type { CalibrationBins, KnownLosses } from './produced/evaluation.ts';

/** The part of a saved run that is known of its rows and not needed for losses. */
export interface PackedFacts {
  /** Test rows of each class and shares of yes in training, each `[R * T]`. */
  readonly counts?: string;
  /** Penalties, validation and test losses and areas, then the bins of all. */
  readonly linear?: readonly [losses: string, bins: string];
}

export const packedFacts = ({ numPositive, numNegative, trainRate, linear }: KnownLosses): PackedFacts => ({
  // A row that says no has one that says yes beside it, or there is no task of that kind.
  ...(numPositive?.some(Boolean) &&
    numNegative &&
    trainRate && { counts: packFloats([numPositive, numNegative, trainRate]) }),
  ...(linear && {
    linear: [
      packFloats([linear.penalty, linear.validation, linear.test, linear.auc]),
      packBins(linear.calibration),
    ],
  }),
});

export function factsOf({ counts, linear }: PackedFacts): Partial<KnownLosses> {
  const [numPositive = [], numNegative = [], trainRate = []] = unpackFloats(counts ?? '', 3);
  const [penalty = [], validation = [], test = [], auc = []] = unpackFloats(linear?.[0] ?? '', 4);
  const calibration = unpackBins(linear?.[1] ?? '', test.length);
  return {
    ...(counts !== undefined && { numPositive, numNegative, trainRate }),
    ...(linear && { linear: { penalty, validation, test, auc, calibration } }),
  };
}

/** Empty where nothing is calibrated. */
export const packBins = (calibration: readonly (CalibrationBins | null)[]): string => {
  const length = calibration.reduce((most, bins) => Math.max(most, bins?.count.length ?? 0), 0);
  const none = Array.from({ length: 3 * length }, () => Number.NaN);
  return packFloats(
    calibration.map((bins) => (bins ? [bins.count, bins.numYes, bins.predicted].flat() : none)),
  );
};

/** The `length` bins that `packBins` was given. */
export const unpackBins = (packed: string, length: number): readonly (CalibrationBins | null)[] =>
  unpackFloats(packed, length).map((row) => {
    const [size, [first = Number.NaN]] = [row.length / 3, row];
    if (Number.isNaN(first)) return null;
    return {
      count: row.slice(0, size),
      numYes: row.slice(size, 2 * size),
      predicted: row.slice(2 * size),
    };
  });
