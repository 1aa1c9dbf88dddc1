/** Geometry of planes and lines through the space of inputs, for charts. */
import { dot } from './linearAlgebra.ts';

// Points per side, and half-width in units of the axes. Even: no point lies on an axis.
export const PLANE_GRID = { size: 40, reach: 2.5 } as const;

export const SURFACE_GRID = { size: 16, reach: PLANE_GRID.reach } as const;

// Odd: one point is the origin.
export const SLICE_POINTS = { size: 121, reach: 3 } as const;

/** Origin and orthonormal axes, `[I]` each. */
export interface Plane {
  readonly origin: readonly number[];
  readonly right: readonly number[];
  readonly up: readonly number[];
}

const cellCentresOf = ({
  size,
  reach,
}: {
  readonly size: number;
  readonly reach: number;
}): readonly number[] => Array.from({ length: size }, (_, index) => ((2 * index + 1) / size - 1) * reach);

export const planeOffsets = cellCentresOf(PLANE_GRID);

export const surfaceOffsets = cellCentresOf(SURFACE_GRID);

export const sliceOffsets: readonly number[] = Array.from(
  { length: SLICE_POINTS.size },
  (_, index) => ((2 * index) / (SLICE_POINTS.size - 1) - 1) * SLICE_POINTS.reach,
);

const MIN_VECTOR_LENGTH = 1e-6;

/** Spans a plane by Gram-Schmidt; for parallel directions the second axis is arbitrary. */
export function planeThrough(
  origin: readonly number[],
  first: readonly number[],
  second: readonly number[],
): Plane {
  const right = unitVectorOf(first) ?? unitAxis(origin.length, 0);
  const up = unitVectorOf(orthogonalPart(second, right)) ?? anyOrthogonalVector(right);
  return { origin, right, up };
}

export function planeCoordinatesOf(
  { right, up }: Plane,
  direction: readonly number[],
): readonly [number, number] {
  return [dot(direction, right), dot(direction, up)];
}

export const pointAt = ({ origin, right, up }: Plane, [x, y]: readonly [number, number]): readonly number[] =>
  origin.map((start, input) => start + x * (right[input] ?? 0) + y * (up[input] ?? 0));

/** `[N, I]`: rows from the bottom, each from left to right. */
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

export function pointsOfLine(origin: readonly number[], direction: readonly number[]): Float32Array {
  return Float32Array.from(
    sliceOffsets.flatMap((distance) =>
      origin.map((start, input) => start + distance * (direction[input] ?? 0)),
    ),
  );
}

export function unitAxis(inputDim: number, input: number): readonly number[] {
  return Array.from({ length: inputDim }, (_, index) => (index === input ? 1 : 0));
}

export function unitVectorOf(vector: readonly number[]): readonly number[] | null {
  const length = Math.sqrt(dot(vector, vector));
  return length < MIN_VECTOR_LENGTH ? null : vector.map((value) => value / length);
}

function orthogonalPart(vector: readonly number[], to: readonly number[]): readonly number[] {
  const along = dot(vector, to);
  return vector.map((value, index) => value - along * (to[index] ?? 0));
}

function anyOrthogonalVector(vector: readonly number[]): readonly number[] {
  const sizes = vector.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  return (
    unitVectorOf(orthogonalPart(unitAxis(vector.length, least), vector)) ?? unitAxis(vector.length, least)
  );
}
