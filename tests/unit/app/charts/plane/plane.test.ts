import { describe, expect, it } from 'vitest';
import {
  colorStepOf,
  fillPathsOf,
  NUM_COLOR_STEPS,
  valueOfColorStep,
} from '../../../../../app/charts/base/Fills.tsx';
import type { Reliance } from '../../../../../app/charts/plane/learned.ts';
import { planeLayout } from '../../../../../app/charts/plane/planeLayout.ts';
import {
  explainedVarianceOf,
  isSameSourceOnBothSides,
  relianceBySideOf,
  strongestSourceAt,
} from '../../../../../app/charts/plane/reading.ts';
import { PLANE_GRID, planeOffsets } from '../../../../../src/data/plane.ts';

const { size } = PLANE_GRID;

describe('fills', () => {
  it('draw the points of a colour as one path, row by row from below', () => {
    const keys = ['a', 'a', 'b', 'a'];
    expect(fillPathsOf(2, (point) => keys[point] ?? '')).toEqual([
      { key: 'a', d: 'M0 1h2v1H0zM1 0h1v1H1z' },
      { key: 'b', d: 'M0 0h1v1H0z' },
    ]);
  });

  it('have zero in the middle step and all that lies beyond in the last ones', () => {
    expect(colorStepOf(0, 2)).toBe((NUM_COLOR_STEPS - 1) / 2);
    expect(colorStepOf(-9, 2)).toBe(0);
    expect(colorStepOf(9, 2)).toBe(NUM_COLOR_STEPS - 1);
    for (const step of [0, 7, NUM_COLOR_STEPS - 1])
      expect(colorStepOf(valueOfColorStep(step, 3), 3)).toBe(step);
  });
});

describe('a layout', () => {
  it('has a row per task where there is room, and turns where there is none', () => {
    const wide = planeLayout(800, 2, 4);
    expect(wide.isTurned).toBe(false);
    expect(wide.places.find(({ task, column }) => task === 1 && column === 0)?.y).toBeGreaterThan(wide.cell);
    const narrow = planeLayout(330, 2, 4);
    expect(narrow.isTurned).toBe(true);
    expect(narrow.width).toBeLessThanOrEqual(330);
    expect(narrow.places.find(({ task, column }) => task === 1 && column === 3)?.x).toBeGreaterThan(
      narrow.cell,
    );
  });
});

const plane = (valueAt: (x: number, y: number) => number): Float32Array =>
  Float32Array.from(planeOffsets.flatMap((y) => planeOffsets.map((x) => valueAt(x, y))));

describe('what is explained', () => {
  it('is all of the truth by itself, nothing by a constant, and less than nothing by its opposite', () => {
    const truth = plane((x, y) => x + y * y);
    expect(explainedVarianceOf(truth, truth)).toBe(1);
    expect(
      explainedVarianceOf(
        plane((x) => 2 * x),
        plane((x) => x),
      ),
    ).toBeCloseTo(0, 6);
    expect(
      explainedVarianceOf(
        plane((x) => -x),
        plane((x) => x),
      ),
    ).toBeCloseTo(-3, 6);
    expect(
      explainedVarianceOf(
        plane(() => 0),
        plane((x) => x),
      ),
    ).toBeCloseTo(0, 6);
  });
});

describe('whom a task relies on', () => {
  const sources = [
    { owner: 0, expert: null },
    { owner: 1, expert: null },
  ] as const;
  const relianceOf = (ofFirst: (x: number, y: number) => number): Reliance => {
    const first = plane(ofFirst);
    return {
      sources,
      shares: Float32Array.from([...first, ...first.map((share) => 1 - share)]),
      isGated: true,
    };
  };

  it('is told by side where it differs, at every point', () => {
    const switched = relianceOf((x) => (x < 0 ? 0.8 : 0.1));
    expect(strongestSourceAt(switched, 0)).toEqual([0, Math.fround(0.8)]);
    expect(strongestSourceAt(switched, size - 1)[0]).toBe(1);
    const {
      isUp,
      halves: [left, right],
    } = relianceBySideOf(switched);
    expect(isUp).toBe(false);
    expect([left.source.owner, right.source.owner]).toEqual([0, 1]);
    expect(left.share).toBeCloseTo(0.8, 5);
    expect(isSameSourceOnBothSides([left, right])).toBe(false);
    expect(isSameSourceOnBothSides(relianceBySideOf(relianceOf((x) => (x < 0 ? 0.61 : 0.6))).halves)).toBe(
      true,
    );
  });
});
