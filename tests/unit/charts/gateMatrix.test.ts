import { describe, expect, it } from 'vitest';
import { cellText } from '../../../app/charts/cellText.ts';
import {
  expertGroupsOf,
  gateCsvRows,
  gateMatrixOf,
  limitOf,
  valueOfCell,
} from '../../../app/charts/gateMatrix.ts';
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';
import { topologyOf } from '../models/topologies.ts';
import { levelGatesOf } from './invented.ts';

const context = { numTasks: 3, inputDim: 4 };

function levelOf(topology: Topology, at = 0): LevelSpec {
  const level = topology.levels[at];
  if (!level) throw new Error(`The topology has no level ${at}.`);
  return level;
}

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
      expect(cells.map(({ native }) => native)).toEqual(
        [0, 1, 2].map((expert) => (expert === unit ? 1 : null)),
      );
    }
  });

  it('reads learned natives from the statistics', () => {
    const [cells] = gateMatrixOf(twoEach, levelGatesOf(twoEach), 'mean');
    expect(cells?.map(({ native }) => native)).toEqual([0.25, 0.5, null, null, null, null]);
    expect(cells?.[0]?.fixed).toBe(false);
    expect(cells?.[0]?.spread).toBe(0.125);
  });

  it('averages repetitions, leaving out those that diverged', () => {
    const gates = levelGatesOf(figure3, [0.25, Number.NaN, -0.125]);
    const gateOf = (replica: number | 'mean') => gateMatrixOf(figure3, gates, replica)[0]?.[0]?.gate;
    expect(gateOf('mean')).toBeCloseTo(1 / 3 + 0.0625, 6);
    expect(gateOf(0)).toBeCloseTo(1 / 3 + 0.25, 6);
    expect(gateOf(1)).toBeNaN();
    expect(gateOf(2)).toBeCloseTo(1 / 3 - 0.125, 6);
  });

  it('knows before the first evaluation what can exist, and the fixed weights', () => {
    const [cells] = gateMatrixOf(figure3, null, 'mean');
    expect(cells?.[0]?.gate).toBeNaN();
    expect(cells?.[0]?.native).toBe(1);
    expect(cells?.[1]?.native).toBeNull();
  });
});

describe('cells in words', () => {
  const cell = { gate: 0.4, native: 0.02, spread: 0.05, fixed: false };

  it('say both weights, their sum and the spread', () => {
    expect(cellText(cell)).toBe('0.42 = gate 0.40 + native 0.02, varies by 0.05 between rows');
    expect(cellText({ ...cell, native: 1, fixed: true })).toContain('native 1.00 (fixed)');
  });

  it('say which weight there is not', () => {
    expect(cellText({ ...cell, native: null })).toContain('no native weight');
    expect(cellText({ ...cell, gate: null, spread: Number.NaN })).toBe('native 0.02, not gated');
    expect(cellText({ gate: null, native: null, spread: Number.NaN, fixed: false })).toBe('not connected');
    expect(cellText({ ...cell, gate: Number.NaN })).toBe('no value yet');
  });
});

describe('the scale', () => {
  const cell = { gate: 0.9, native: -1.7, spread: 0, fixed: false };

  it('of native and sum ends at a half that fits every value, and at least at 1', () => {
    expect(limitOf([[[cell]]], 'native')).toBe(2);
    expect(limitOf([[[{ ...cell, native: 0.1 }]], [[{ ...cell, native: 1.2 }]]], 'native')).toBe(1.5);
    expect(limitOf([[[{ ...cell, native: 0.1 }]]], 'native')).toBe(1);
  });

  it('of gates ends at 1, earlier only with many experts', () => {
    const wide = Array.from({ length: 20 }, () => ({ ...cell, gate: 0.08 }));
    expect(limitOf([[[{ ...cell, gate: 0.08 }]]], 'gate')).toBe(1);
    expect(limitOf([[wide]], 'gate')).toBe(0.1);
    expect(limitOf([[wide], [[cell]]], 'gate')).toBe(1);
  });
});

it('groups experts by owner, shared last', () => {
  expect(expertGroupsOf(ple)).toEqual([
    { owner: 0, experts: [0] },
    { owner: 1, experts: [1] },
    { owner: 2, experts: [2] },
    { owner: 'shared', experts: [3, 4] },
  ]);
});

it('exports all readings, blank where there is no connection', () => {
  const names = { unitNames: ['a', 'b', 'c', 's'], expertNames: ['1', '2', '3', '4', '5'] };
  const rows = gateCsvRows(gateMatrixOf(ple, levelGatesOf(ple), 'mean'), names);
  expect(rows.length).toBe(1 + 4 * 5);
  expect(rows[2]).toEqual(['a', '2', '', '', '', '']);
  expect(rows[1]?.slice(0, 4)).toEqual(['a', '1', expect.closeTo(1 / 3, 6), '']);
});
