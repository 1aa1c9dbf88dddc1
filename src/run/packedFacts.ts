/** Packs and unpacks optional facts of a saved run: calibration, linear models and row counts. */

import type {
  CalibrationBins,
  KnownLosses,
  LevelGates,
  LinearLosses,
  NetworkRowVariances,
  RowVariances,
} from '../analysis/produced/evaluation.ts';
import { text } from '../text/text.ts';
import { packFloats } from './packing.ts';
import type { SavedPart } from './savedPart.ts';

export const LOSSES = ['validation', 'test', 'auc'] as const;
export const CHOSEN = ['steps', 'scores', 'test', 'auc'] as const;

// Statistics shown as numbers keep more digits.
export const BYTES: Readonly<Record<keyof LevelGates, 1 | 2>> = {
  gateMean: 2,
  gateStd: 1,
  native: 2,
  expertRms: 1,
  sparsity: 1,
  deadFraction: 1,
};

export const STATISTICS = Object.keys(BYTES) as readonly (keyof LevelGates)[];

export const packedFacts = ({ numPositive, numNegative, trainRate, linear }: KnownLosses) => ({
  // Test rows of each class and training rates, `[R * T]` each. A task with negative rows has positive ones too.
  ...(numPositive?.some(Boolean) &&
    numNegative &&
    trainRate && { counts: packFloats([numPositive, numNegative, trainRate]) }),
  ...(linear && {
    linear: {
      // Penalties, validation and test losses, areas, and areas within groups if any.
      losses: packFloats(listsOf(linear)),
      bins: packBins(linear.calibration),
      hasGroups: linear.gauc !== undefined,
      ...(linear.byRow && { byRow: packedRows(linear.byRow) }),
    },
  }),
});

/** Row counts; per network variances of losses and areas `[T]`, and steps `[R * T]`. */
const packedRows = ({ numRows, numCompared, networks }: RowVariances) => ({
  counts: packFloats([numRows, numCompared]),
  networks: Object.entries(networks).map(([id, { steps, losses, areas }]) => ({
    of: id,
    variances: packFloats([losses, areas]),
    steps: packFloats([steps]),
  })),
});

const listsOf = ({ penalty, validation, test, auc, gauc }: LinearLosses): readonly (readonly number[])[] => [
  ...[penalty, validation, test, auc],
  ...(gauc === undefined ? [] : [gauc]),
];

/** `numValues`: `R * T`. Throws a UserError if the facts are damaged. */
export function factsOf(run: SavedPart, numValues: number, numTasks: number): Partial<KnownLosses> {
  const [counts, linear] = [run.at('counts'), run.at('linear')];
  return {
    ...(counts.isThere && countsOf(counts, numValues)),
    ...(linear.isThere && { linear: linearOf(linear, numValues, numTasks) }),
  };
}

function countsOf(counts: SavedPart, numValues: number): Partial<KnownLosses> {
  const [numPositive = [], numNegative = [], trainRate = []] = counts.floats(3, numValues);
  return { numPositive, numNegative, trainRate };
}

function linearOf(linear: SavedPart, numValues: number, numTasks: number): LinearLosses {
  const hasGroups = linear.at('hasGroups').isTrue();
  const lists = linear.at('losses').floats(hasGroups ? 5 : 4, numValues);
  const [penalty = [], validation = [], test = [], auc = [], gauc] = lists;
  const calibration = unpackBins(linear.at('bins'), numValues);
  const byRow = linear.at('byRow');
  return {
    ...{ penalty, validation, test, auc },
    ...(gauc && { gauc }),
    calibration,
    ...(byRow.isThere && { byRow: rowsOf(byRow, numValues, numTasks) }),
  };
}

// More than a run's cards times learning rates.
const MAX_NETWORKS = 200;
const ID_LENGTH = 40;

function rowsOf(part: SavedPart, numValues: number, numTasks: number): RowVariances {
  const [numRows = [], numCompared = []] = part.at('counts').floats(2, numTasks);
  const networks = part
    .at('networks')
    .list(MAX_NETWORKS)
    .map((network): [string, NetworkRowVariances] => {
      const [losses = [], areas = []] = network.at('variances').floats(2, numTasks);
      const [steps = []] = network.at('steps').floats(1, numValues);
      return [network.at('of').text(ID_LENGTH), { steps, losses, areas }];
    });
  return { numRows, numCompared, networks: Object.fromEntries(networks) };
}

export const packBins = (calibration: readonly (CalibrationBins | null)[]): string => {
  const length = calibration.reduce((most, bins) => Math.max(most, bins?.count.length ?? 0), 0);
  const none = Array.from({ length: 3 * length }, () => Number.NaN);
  return packFloats(
    calibration.map((bins) => (bins ? [bins.count, bins.numYes, bins.predicted].flat() : none)),
  );
};

// More than any release has kept.
const MAX_BINS = 100;

export const unpackBins = (packed: SavedPart, length: number): readonly (CalibrationBins | null)[] =>
  packed.floats(length, packed.floatsPerRow(length, 3 * MAX_BINS)).map((row) => {
    const [size, [first = Number.NaN]] = [row.length / 3, row];
    if (Number.isNaN(first)) return null;
    if (!Number.isInteger(size)) throw packed.refused(text.savedRuns.bins);
    return {
      count: row.slice(0, size),
      numYes: row.slice(size, 2 * size),
      predicted: row.slice(2 * size),
    };
  });
