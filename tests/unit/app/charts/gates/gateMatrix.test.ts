import { describe, expect, it } from 'vitest';
import {
  cellRangeOf,
  cellText,
  gateCsvRows,
  matrixNamesOf,
  namedRowsOf,
} from '../../../../../app/charts/gates/CellWords.tsx';
import {
  colorScaleRangeOf,
  columnGroupsOf,
  gateMatrixOf,
  groupingOf,
  sumOfReading,
  valueOfCell,
  weightReadings,
} from '../../../../../src/analysis/gateMatrix.ts';
import { groupingByExpert } from '../../../../../src/analysis/gateWeights.ts';
import { levelOf, topologyOf } from '../../../models/topologies.ts';
import { cellOf, levelGatesOf } from '../invented.ts';

const context = { numTasks: 3, inputDim: 4 };

const ple = levelOf(topologyOf('ple', { numTaskExperts: 1, numSharedExperts: 2 }, context));
const figure3 = levelOf(topologyOf('adattSp', { numTaskExperts: 1 }, context));
const twoEach = levelOf(topologyOf('adattSp', { numTaskExperts: 2 }, context));

describe('the matrix', () => {
  it("has null where PLE has no connection: another task's expert", () => {
    const matrix = gateMatrixOf(ple, levelGatesOf(ple), 'mean');
    const possible = matrix.map((cells) => cells.map((cell) => valueOfCell(cell, 'sum') !== null));
    expect(possible).toEqual([
      [true, false, false, true, true],
      [false, true, false, true, true],
      [false, false, true, true, true],
      [true, true, true, true, true],
    ]);
  });

  it("adds up to rows of 2 in the sum reading of the paper's figure 3, natives marked fixed", () => {
    const matrix = gateMatrixOf(figure3, levelGatesOf(figure3), 'mean');
    for (const [unit, cells] of matrix.entries()) {
      const sum = cells.reduce((total, cell) => total + (valueOfCell(cell, 'sum') ?? 0), 0);
      expect(sum).toBeCloseTo(2, 6);
      expect(cells.map(({ fixed }) => fixed)).toEqual([0, 1, 2].map((expert) => expert === unit));
      expect(cells.map((cell) => valueOfCell(cell, 'native'))).toEqual(
        [0, 1, 2].map((expert) => (expert === unit ? 1 : null)),
      );
    }
  });

  it('reads learned natives from the statistics', () => {
    const [cells] = gateMatrixOf(twoEach, levelGatesOf(twoEach), 'mean');
    expect(cells?.map((cell) => valueOfCell(cell, 'native'))).toEqual([0.25, 0.5, null, null, null, null]);
    expect(cells?.[0]?.fixed).toBe(false);
    expect(cells?.[0]?.gateStd).toBe(0.125);
  });

  it('averages repetitions, leaving out those that diverged', () => {
    const gates = levelGatesOf(figure3, [0.25, Number.NaN, -0.125]);
    const gateOf = (replica: number | 'mean') =>
      gateMatrixOf(figure3, gates, replica)[0]?.[0]?.weights.gate?.mean;
    expect(gateOf('mean')).toBeCloseTo(1 / 3 + 0.0625, 6);
    expect(gateOf(0)).toBeCloseTo(1 / 3 + 0.25, 6);
    expect(gateOf(1)).toBeNaN();
    expect(gateOf(2)).toBeCloseTo(1 / 3 - 0.125, 6);
  });

  it('knows before the first evaluation what can exist, and the fixed weights', () => {
    const [cells] = gateMatrixOf(figure3, null, 'mean');
    expect(cells?.[0]?.weights.gate?.mean).toBeNaN();
    expect(cells?.[0]?.weights.native?.mean).toBe(1);
    expect(cells?.[1]?.weights.native).toBeNull();
  });
});

describe('the map from task to task', () => {
  it('adds up the experts of an owner and averages its units', () => {
    const level = levelOf(topologyOf('adatt', { numTaskExperts: 2, numSharedExperts: 1 }, context));
    const gates = levelGatesOf(level, [0, 0.01]);
    const matrix = gateMatrixOf(level, gates, 'mean', groupingOf(level, 'tasks'));
    expect(matrix.map((cells) => cells.length)).toEqual([4, 4, 4, 4]);
    const [first] = matrix;
    expect(first?.[1]?.weights.gate?.mean).toBeCloseTo(2 / 7 + 0.01, 6);
    expect(first?.[1]?.weights.gate?.high).toBeCloseTo(2 / 7 + 0.02, 6);
    expect(first?.[1]?.gateStd).toBeNaN();
    expect(matrixNamesOf(level, 'tasks', ['Click']).rowNames).toEqual([
      'Click',
      'task 2',
      'task 3',
      'shared',
    ]);
  });

  it('is the same as expert by expert where every owner has one', () => {
    const gates = levelGatesOf(ple);
    const single = levelOf(topologyOf('ple', { numTaskExperts: 1, numSharedExperts: 1 }, context));
    const ofSingle = levelGatesOf(single);
    expect(gateMatrixOf(single, ofSingle, 0, groupingOf(single, 'tasks'))).toEqual(
      gateMatrixOf(single, ofSingle, 0),
    );
    expect(
      gateMatrixOf(ple, gates, 0, groupingOf(ple, 'tasks'))[0]?.map((cell) => cell.weights.gate === null),
    ).toEqual([false, true, true, false]);
  });
});

it('adds up the rows of every reading', () => {
  const matrix = gateMatrixOf(figure3, levelGatesOf(figure3), 'mean');
  const totals = weightReadings.map((reading) => sumOfReading(matrix[0] ?? [], reading));
  expect(totals.map((total) => Number(total?.toFixed(6)))).toEqual([1, 1, 2, 1]);
  const native = gateMatrixOf(ple, levelGatesOf(ple), 'mean')[0] ?? [];
  expect(sumOfReading(native, 'native')).toBeNull();
});

describe('cells in words', () => {
  it('say how far repetitions are apart, in the reading that is shown', () => {
    const [cells] = gateMatrixOf(figure3, levelGatesOf(figure3, [-0.1, 0.1]), 'mean');
    const cell = cells?.[1] ?? cellOf({});
    expect(cellText(cell, 'gate')).toContain('gate from 0.23 to 0.43 in 2 repetitions');
    expect(cellText(cell, 'contribution')).toMatch(
      /^0\.16 of the output by weight and norm; .*share from 0\.14 to 0\.19 in 2/,
    );
    expect(cellRangeOf(cell, 'sum')).toBe('0.23 to 0.43');
    const own = cells?.[0] ?? cellOf({});
    expect(cellText(own, 'native')).not.toContain('repetitions');
    const [one] = gateMatrixOf(figure3, levelGatesOf(figure3, [-0.1, 0.1]), 1);
    expect(cellRangeOf(one?.[1] ?? cell, 'gate')).toBeNull();
  });
});

describe('the scale', () => {
  const cell = cellOf({ gate: 0.9, native: -1.7 });

  it('of native and sum ends at a half that fits every value, and at least at 1', () => {
    expect(colorScaleRangeOf([[[cell]]], 'native')).toEqual({ low: -2, high: 2 });
    const small = cellOf({ native: 0.1 });
    expect(colorScaleRangeOf([[[small]], [[cellOf({ native: 1.2 })]]], 'native').high).toBe(1.5);
    expect(colorScaleRangeOf([[[small]]], 'native').high).toBe(1);
  });

  it('begins at 0 unless a value is below it', () => {
    expect(colorScaleRangeOf([[[cellOf({ native: 0.1 })]]], 'native').low).toBe(0);
    expect(colorScaleRangeOf([[[cellOf({ native: 0.1 })]], [[cell]]], 'native').low).toBe(-2);
  });

  it('of shares ends at 1, earlier only with many experts', () => {
    const wide = Array.from({ length: 20 }, () => cellOf({ gate: 0.08 }));
    for (const reading of ['gate', 'contribution'] as const) {
      expect(colorScaleRangeOf([[[cellOf({ gate: 0.08 })]]], reading)).toEqual({ low: 0, high: 1 });
      expect(colorScaleRangeOf([[wide]], reading).high).toBe(0.1);
      expect(colorScaleRangeOf([[wide], [[cell]]], reading).high).toBe(1);
    }
  });
});

it('groups experts by owner, shared last', () => {
  expect(columnGroupsOf(groupingByExpert(ple))).toEqual([
    { owner: 0, columns: [0] },
    { owner: 1, columns: [1] },
    { owner: 2, columns: [2] },
    { owner: 'shared', columns: [3, 4] },
  ]);
});

it('exports all readings, blank where there is no connection', () => {
  const names = { rowNames: ['a', 'b', 'c', 's'], columnNames: ['1', '2', '3', '4', '5'] };
  const rows = gateCsvRows(namedRowsOf(gateMatrixOf(ple, levelGatesOf(ple), 'mean'), names));
  expect(rows.length).toBe(1 + 4 * 5);
  expect(rows[0]?.length).toBe(2 + 4 * 3 + 1);
  expect(rows[2]?.slice(0, 2)).toEqual(['a', '2']);
  expect(rows[2]?.slice(2).every((value) => value === '')).toBe(true);
  expect(rows[1]?.slice(2, 6)).toEqual([...Array(3).fill(expect.closeTo(1 / 3, 6)), '']);
});
