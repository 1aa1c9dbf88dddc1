/**
 * Cuts through the space of inputs: planes that two directions span, and lines. Pure geometry, which knows nothing of what is
 * looked at there.
 */
import { dot } from './linearAlgebra.ts';

/** Points per side of a plane, and how far it goes to every side of its origin, in units of its axes. Even: none lies on an axis. */
export const PLANE = { size: 40, reach: 2.5 } as const;

/** The same of a small picture of a plane. */
export const SURFACE = { size: 16, reach: PLANE.reach } as const;

/** The same of a line. Odd: one point is the origin. */
export const SLICE = { size: 121, reach: 3 } as const;

/** A plane in the space of inputs, `[I]` each; the axes are orthogonal and of length 1. */
export interface Plane {
  readonly origin: readonly number[];
  readonly right: readonly number[];
  readonly up: readonly number[];
}

/** The middles of the cells along a side. */
const middlesOf = ({ size, reach }: { readonly size: number; readonly reach: number }): readonly number[] =>
  Array.from({ length: size }, (_, index) => ((2 * index + 1) / size - 1) * reach);

/** Coordinates of the points along a side of a plane: the middle of each cell. */
export const planeOffsets = middlesOf(PLANE);

/** The same of a small picture. */
export const surfaceOffsets = middlesOf(SURFACE);

/** Distances from the origin of the points of a line. */
export const sliceOffsets: readonly number[] = Array.from(
  { length: SLICE.size },
  (_, index) => ((2 * index) / (SLICE.size - 1) - 1) * SLICE.reach,
);

/** A vector that shorter than this is nothing but rounding. */
const TINY = 1e-6;

/** The plane through `origin` of two directions (Gram-Schmidt). Where they are parallel, the second axis is any other. */
export function planeThrough(
  origin: readonly number[],
  first: readonly number[],
  second: readonly number[],
): Plane {
  const right = unitOf(first) ?? axis(origin.length, 0);
  const up = unitOf(without(second, right)) ?? anyAcross(right);
  return { origin, right, up };
}

/** Where the part of a direction that lies in the plane points, in its coordinates. */
export function inPlane({ right, up }: Plane, direction: readonly number[]): readonly [number, number] {
  return [dot(direction, right), dot(direction, up)];
}

/** The point of a plane with those coordinates, `[I]`. */
export const pointAt = ({ origin, right, up }: Plane, [x, y]: readonly [number, number]): readonly number[] =>
  origin.map((start, input) => start + x * (right[input] ?? 0) + y * (up[input] ?? 0));

/** The points of a plane, `[N, I]`: row by row from the lowest, each from left to right. */
export function pointsOfPlane(plane: Plane, offsets = planeOffsets): Float32Array {
  const points = new Float32Array(offsets.length * offsets.length * plane.origin.length);
  let place = 0;
  for (const y of offsets)
    for (const x of offsets) {
      points.set(pointAt(plane, [x, y]), place);
      place += plane.origin.length;
    }
  return points;
}

/** The points of the line through `origin` along a direction, `[N, I]`. */
export function pointsOfLine(origin: readonly number[], direction: readonly number[]): Float32Array {
  return Float32Array.from(
    sliceOffsets.flatMap((distance) =>
      origin.map((start, input) => start + distance * (direction[input] ?? 0)),
    ),
  );
}

/** The unit vector of input `input`. */
export function axis(inputDim: number, input: number): readonly number[] {
  return Array.from({ length: inputDim }, (_, index) => (index === input ? 1 : 0));
}

/** Null: it has no length. */
export function unitOf(vector: readonly number[]): readonly number[] | null {
  const length = Math.sqrt(dot(vector, vector));
  return length < TINY ? null : vector.map((value) => value / length);
}

/** The part of `vector` that is orthogonal to the unit vector `to`. */
function without(vector: readonly number[], to: readonly number[]): readonly number[] {
  const along = dot(vector, to);
  return vector.map((value, index) => value - along * (to[index] ?? 0));
}

/** Orthogonal to a unit vector: made of the axis that it has least of. */
function anyAcross(vector: readonly number[]): readonly number[] {
  const sizes = vector.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  return unitOf(without(axis(vector.length, least), vector)) ?? axis(vector.length, least);
}
