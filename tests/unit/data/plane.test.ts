import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dot } from '../../../src/data/linearAlgebra.ts';
import {
  PLANE_GRID,
  planeCoordinatesOf,
  planeOffsets,
  planeThrough,
  pointsOfPlane,
} from '../../../src/data/plane.ts';

const vector = (dim: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: dim, maxLength: dim });

it('has axes of length 1 at right angles, the first along the first direction', () => {
  fc.assert(
    fc.property(vector(5), vector(5), (first, second) => {
      fc.pre(dot(first, first) > 1e-3);
      const { right, up } = planeThrough([0, 0, 0, 0, 0], first, second);
      expect(dot(right, right)).toBeCloseTo(1, 9);
      expect(dot(up, up)).toBeCloseTo(1, 9);
      expect(dot(right, up)).toBeCloseTo(0, 6);
      expect(dot(first, right)).toBeCloseTo(Math.sqrt(dot(first, first)), 9);
    }),
  );
});

it('keeps lengths and angles of the directions that span it', () => {
  const [first, second] = [
    [1, 0, 0],
    [0.6, 0.8, 0],
  ] as const;
  const plane = planeThrough([0, 0, 0], first, second);
  expect(planeCoordinatesOf(plane, second)[0]).toBeCloseTo(0.6, 12);
  expect(planeCoordinatesOf(plane, second)[1]).toBeCloseTo(0.8, 12);
});

it('has points from the lowest row to the highest, each from left to right', () => {
  const points = pointsOfPlane({ origin: [0, 0, 7], right: [1, 0, 0], up: [0, 1, 0] });
  expect(points.length).toBe(PLANE_GRID.size * PLANE_GRID.size * 3);
  expect([...points.subarray(0, 3)]).toEqual(
    [planeOffsets[0], planeOffsets[0], 7].map((v) => Math.fround(v ?? 0)),
  );
  expect(points[3]).toBeGreaterThan(points[0] ?? 0);
  expect(points.at(-2)).toBeCloseTo(PLANE_GRID.reach - PLANE_GRID.reach / PLANE_GRID.size, 6);
});
