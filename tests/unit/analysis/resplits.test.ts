/** Intervals over repetitions that split the same rows anew. */
import { describe, expect, it } from 'vitest';
import { gainOf } from '../../../src/analysis/pairs.ts';
import { shareAboveZero } from '../../../src/analysis/robust.ts';
import {
  detectableLogRatio,
  effectiveSampleSize,
  type Interval,
  numReplicasToDetect,
  tInterval,
} from '../../../src/analysis/statistics.ts';
import { verdictOf } from '../../../src/analysis/verdict.ts';
import { ln } from '../../../src/core/math.ts';
import { createStream, type RandomStream } from '../../../src/core/random.ts';

describe('the corrected variance of a mean', () => {
  it('is (1/n + n_test / n_train) s^2', () => {
    // 4.30265 is the 97.5 % quantile of t with 2 degrees of freedom; s = 1, n_test / n_train = 1 / 3.
    const halfWidth = 4.302652729911275 * Math.sqrt(1 / 3 + 1 / 3);
    const { mean, low, high } = tInterval([1, 2, 3], 0.95, 1 / 3);
    expect([mean, low, high].map((value) => value.toFixed(9))).toEqual(
      [2, 2 - halfWidth, 2 + halfWidth].map((value) => value.toFixed(9)),
    );
  });

  it('is the plain one where nothing overlaps, to the last bit', () => {
    const values = [0.1, 0.7, 0.35, 0.2];
    expect(tInterval(values, 0.9, 0)).toEqual(tInterval(values, 0.9));
    expect(effectiveSampleSize(7, 0)).toBe(7);
  });

  it('becomes small with no number of repetitions', () => {
    expect(effectiveSampleSize(1e9, 0.25)).toBeCloseTo(4, 6);
    const precision = { deviation: 0.1, level: 0.95, overlap: 0.25 };
    expect(detectableLogRatio(precision, 100)).toBeGreaterThan(0.13);
    expect(numReplicasToDetect(0.05, precision)).toBeNull();
    expect(numReplicasToDetect(0.05, { ...precision, overlap: 0 })).toBe(34);
  });

  it('decides verdicts: what independent repetitions make clear, others may not', () => {
    const sideOf = (losses: readonly number[]) => ({ losses, isStillImproving: losses.map(() => false) });
    const input = {
      own: sideOf([1, 1.02, 0.98, 1.01, 0.99]),
      other: sideOf([1.05, 1.04, 1.05, 1.03, 1.06]),
      nullLosses: [9, 9, 9, 9, 9],
    };
    const conclusionBy = (overlap: number) =>
      verdictOf(input, {
        numTasks: 1,
        numRivals: 1,
        margin: 0.03,
        reportingRule: 'finalStep',
        overlap,
        isFinal: true,
      }).overall;
    expect(conclusionBy(0).conclusion).toBe('better');
    expect(conclusionBy(1 / 3)).toMatchObject({ conclusion: 'undecided', replicasToDecide: null });
  });

  it('leaves no interval of a chance, for which repetitions would have to be independent', () => {
    expect(shareAboveZero([1, 2, -1], 0.95, 0.3)).toEqual({
      share: 2 / 3,
      low: Number.NaN,
      high: Number.NaN,
    });
  });
});

const numRows = 60;
const numTest = 12;
const numTrain = 36;
const slope = 0.5;

type Row = readonly [x: number, y: number];

/** A file of rows of a line with noise. */
const fileOf = ({ normal }: RandomStream): readonly Row[] =>
  Array.from({ length: numRows }, () => {
    const x = normal();
    return [x, slope * x + normal()];
  });

const sumOf = (rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

/** On one split, ln(error of the constant / error of the line), both fitted to the training rows. */
function ratioOn(rows: readonly Row[], { permutation }: RandomStream): number {
  const dealt = Array.from(permutation(numRows), (row) => rows[row] ?? [0, 0]) as readonly Row[];
  const [test, train] = [dealt.slice(0, numTest), dealt.slice(-numTrain)];
  const constant = sumOf(train, ([, y]) => y) / numTrain;
  const line = sumOf(train, ([x, y]) => x * y) / sumOf(train, ([x]) => x * x);
  const errorOf = (predict: (x: number) => number) => sumOf(test, ([x, y]) => (y - predict(x)) ** 2);
  return ln(errorOf(() => constant)) - ln(errorOf((x) => line * x));
}

describe('over many files', () => {
  const stream = createStream('resplits');
  const numFiles = 3000;
  const numReplicas = 10;
  const ratios = Array.from({ length: numFiles }, () => {
    const rows = fileOf(stream);
    return Array.from({ length: numReplicas }, () => ratioOn(rows, stream));
  });
  /** What the line gains on files like these, 1 - e^-mean. */
  const target = gainOf(ratios.flat(), 0.95).mean;
  const coverageOf = (intervalOf: (ofFile: readonly number[]) => Interval) =>
    ratios.map(intervalOf).filter(({ low, high }) => low <= target && target <= high).length / numFiles;

  it('plain intervals of re-splits miss what they are of far too often', () => {
    expect(coverageOf((ofFile) => gainOf(ofFile, 0.95))).toBeLessThan(0.85);
  });

  it('corrected ones hold it as often as they say', () => {
    const coverage = coverageOf((ofFile) => gainOf(ofFile, 0.95, numTest / numTrain));
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.99);
  });
});
