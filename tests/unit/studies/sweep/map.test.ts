/** Who wins a cell of the map, and where an experiment stands on it. */
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../../src/analysis/statistics.ts';
import type { Conclusion } from '../../../../src/analysis/verdict.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import {
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
} from '../../../../src/experiment/edit.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { withMatrixCell } from '../../../../src/experiment/matrix.ts';
import { type MapCell, mapPlaceOf, winnerOf } from '../../../../src/studies/sweep/map.ts';
import { numOtherSettings, shownCellOf } from '../../../../src/studies/sweep/mapWords.ts';

const interval = (mean: number): Interval => ({
  mean,
  low: mean - 0.01,
  high: mean + 0.01,
  n: 8,
  numLeftOut: 0,
});
const rival = (cardId: string, conclusion: Conclusion, mean: number): MapCell['rivals'][number] => ({
  cardId,
  conclusion,
  gain: interval(mean),
  equality: interval(mean),
  level: 0.975,
});
const config = linkOfAll(setNumTasks(defaultExperiment(), 2));
const cellAt = (correlation: number, numLabels: number, measured = correlation): MapCell => ({
  correlation,
  numLabels,
  config,
  seconds: 1,
  measuredCorrelation: measured,
  rivals: [rival('B', 'better', 0.05), rival('C', 'worse', -0.03)],
});

describe('the winner of a cell', () => {
  const winner = (...rivals: MapCell['rivals']) => winnerOf({ rivals }, 'A');

  it('is the reference only where it is clearly better than every rival', () => {
    expect(winner(rival('B', 'better', 0.05), rival('C', 'better', 0.01))).toBe('A');
    expect(winner(rival('B', 'better', 0.05), rival('C', 'undecided', 0.04))).toBeNull();
    expect(winner(rival('B', 'better', 0.05), rival('C', 'practicallyEqual', 0.01))).toBeNull();
    expect(winner()).toBeNull();
  });

  it('is a rival that is clearly better than the reference, of several the one furthest ahead', () => {
    expect(winner(rival('B', 'better', 0.05), rival('C', 'worse', -0.03))).toBe('C');
    expect(winner(rival('B', 'worse', -0.06), rival('C', 'worse', -0.03))).toBe('B');
    expect(winner(rival('B', 'worse', -0.02), rival('C', 'undecided', -0.09))).toBe('B');
  });

  it('is nobody where a run gives no verdict', () => {
    for (const conclusion of ['stillImproving', 'learnedNothing', 'allDiverged', 'tooFewReplicas'] as const)
      expect(winner(rival('B', 'better', 0.05), rival('C', conclusion, -0.2))).toBeNull();
  });
});

describe('the place of an experiment', () => {
  const map = { cells: [0, 0.5, 1].flatMap((x) => [100, 1000].map((y) => cellAt(x, y, 0.8 * x))) };
  const four = setData(defaultExperiment(), { numTrainRows: 1000 });
  const placeOf = (experiment = four, labels: readonly (readonly number[])[] | null = null) =>
    mapPlaceOf(experiment, map, labels);

  it('follows the matrix, by the mean of its pairs, and the labels of a task', () => {
    expect(placeOf()?.correlation).toBeCloseTo(0.3, 12);
    expect(placeOf()?.column).toBeCloseTo(0.6, 12);
    const edited = setMatrix(four, 'correlation', withMatrixCell(four.data.correlation, 0, 1, 0.3));
    expect(placeOf(edited)?.column).toBeCloseTo(0.4, 12);
    expect(placeOf()).toMatchObject({ row: 1, numLabels: 1000, isBeyond: false, isEven: false });
    const sparse = four.tasks.reduce(
      (experiment, _, index) => setTask(experiment, index, { labelFraction: 0.1 }),
      four,
    );
    expect(placeOf(sparse)).toMatchObject({ numLabels: 100 });
    expect(placeOf(sparse)?.row).toBeCloseTo(0, 12);
  });

  it('is by the mean of both matrices where the correlation depends on the sample', () => {
    const apart = setMatrix(setSampleDependence(four, true), 'secondCorrelation', [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    expect(placeOf(apart)?.correlation).toBeCloseTo(0.15, 12);
  });

  it('stays at the edge of the map when it lies beyond', () => {
    expect(placeOf(setData(four, { numTrainRows: 100_000 }))).toMatchObject({ row: 1.5, isBeyond: true });
    const opposite = four.data.correlation.map((cells) => cells.map((cell) => (cell === 1 ? 1 : -0.3)));
    expect(placeOf(setMatrix(four, 'correlation', opposite))).toMatchObject({
      column: -0.5,
      isBeyond: true,
      isEven: true,
    });
  });
});

describe('a cell in words', () => {
  const shown = shownCellOf(cellAt(0.4, 3000));

  it('differs from an experiment in what does not say where it stands, nor how often it is repeated', () => {
    const experiment = setNumTasks(defaultExperiment(), 2);
    const moved = setMatrix(setData(experiment, { numTrainRows: 70 }), 'correlation', [
      [1, 0.2],
      [0.2, 1],
    ]);
    const repeated = { ...moved, training: { ...moved.training, numReplicas: 20 } };
    expect(numOtherSettings(shown, repeated)).toBe(0);
    expect(numOtherSettings(shown, setTask(repeated, 0, { noise: 0.7 }))).toBe(1);
    expect(numOtherSettings(shown, setNumTasks(repeated, 3))).toBeGreaterThan(0);
  });
});
