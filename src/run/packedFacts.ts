/** Calibration, linear models and counts of rows, as parts of the text of a saved run: absent where a run has none of them. */

import { packFloats, unpackFloats } from './packing.ts';
import type { CalibrationBins, KnownLosses, LinearLosses } from './produced/evaluation.ts';

/** The part of a saved run that is known of its rows and not needed for losses. */
export interface PackedFacts {
  /** Test rows of each class and shares of yes in training, each `[R * T]`. */
  readonly counts?: string;
  readonly linear?: {
    /** Penalties, validation and test losses, areas, and areas within groups where there are any. */
    readonly losses: string;
    readonly bins: string;
    readonly hasGroups: boolean;
  };
}

export const packedFacts = ({ numPositive, numNegative, trainRate, linear }: KnownLosses): PackedFacts => ({
  // A row that says no has one that says yes beside it, or there is no task of that kind.
  ...(numPositive?.some(Boolean) &&
    numNegative &&
    trainRate && { counts: packFloats([numPositive, numNegative, trainRate]) }),
  ...(linear && {
    linear: {
      losses: packFloats(listsOf(linear)),
      bins: packBins(linear.calibration),
      hasGroups: linear.gauc !== undefined,
    },
  }),
});

const listsOf = ({ penalty, validation, test, auc, gauc }: LinearLosses): readonly (readonly number[])[] => [
  ...[penalty, validation, test, auc],
  ...(gauc === undefined ? [] : [gauc]),
];

export function factsOf({ counts, linear }: PackedFacts): Partial<KnownLosses> {
  const [numPositive = [], numNegative = [], trainRate = []] = unpackFloats(counts ?? '', 3);
  return {
    ...(counts !== undefined && { numPositive, numNegative, trainRate }),
    ...(linear && { linear: linearOf(linear) }),
  };
}

function linearOf({ losses, bins, hasGroups }: NonNullable<PackedFacts['linear']>): LinearLosses {
  const lists = unpackFloats(losses, hasGroups ? 5 : 4);
  const [penalty = [], validation = [], test = [], auc = [], gauc] = lists;
  const calibration = unpackBins(bins, test.length);
  return { penalty, validation, test, auc, ...(gauc && { gauc }), calibration };
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
