/** Draws values over a plane as areas of one colour each, a path per step of the scale. */
import { divergingScale } from './colorScale.ts';

export interface PlanePaint {
  readonly fill: string;
  readonly opacity?: number;
}

/** Memoised by identity: replace it when it changes, never mutate it. */
export interface PlaneCell {
  /** Name of the colour of a point; empty: the point is not drawn. */
  readonly keyOf: (point: number) => string;
  readonly paintOf: (key: string) => PlanePaint;
}

interface FillsProps {
  readonly cell: PlaneCell;
  readonly size: number;
  readonly pixels: number;
}

// Costly to draw: memoise by `cell`.
export const Fills = ({ cell, size, pixels }: FillsProps) => (
  <g transform={`scale(${pixels / size})`} shapeRendering="crispEdges">
    {fillPathsOf(size, cell.keyOf).map(({ key, d }) => {
      const { fill, opacity } = cell.paintOf(key);
      return <path key={key} d={d} fill={fill} fillOpacity={opacity} />;
    })}
  </g>
);

interface FillPath {
  readonly key: string;
  readonly d: string;
}

/** Paths in a square of `size` by `size`; points `[size * size]` are counted from the lowest row. */
export function fillPathsOf(size: number, keyOf: (point: number) => string): readonly FillPath[] {
  const paths = new Map<string, string[]>();
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; ) {
      const start = column;
      const key = keyOf(row * size + start);
      while (column < size && keyOf(row * size + column) === key) column += 1;
      if (key === '') continue;
      const path = paths.get(key) ?? [];
      path.push(`M${start} ${size - 1 - row}h${column - start}v1H${start}z`);
      paths.set(key, path);
    }
  return [...paths].map(([key, path]) => ({ key, d: path.join('') }));
}

// Odd, so that the middle one is about 0.
export const NUM_COLOR_STEPS = 21;

/** Index from the lowest; values beyond the limits get the end steps. */
export function colorStepOf(value: number, limit: number, numSteps = NUM_COLOR_STEPS): number {
  const step = Math.floor(((value + limit) / (2 * limit)) * numSteps);
  return Math.min(numSteps - 1, Math.max(0, step));
}

export const valueOfColorStep = (step: number, limit: number, numSteps = NUM_COLOR_STEPS): number =>
  ((2 * step + 1) / numSteps - 1) * limit;

export function planeCellOfValues(
  values: Float32Array,
  limit: number,
  numSteps = NUM_COLOR_STEPS,
): PlaneCell {
  const scale = divergingScale(limit);
  return {
    keyOf: (point) => {
      const value = values[point] ?? Number.NaN;
      return Number.isFinite(value) ? String(colorStepOf(value, limit, numSteps)) : '';
    },
    paintOf: (key) => ({ fill: scale.paintOf(valueOfColorStep(Number(key), limit, numSteps)).fill }),
  };
}

/** Rounded up; one value in two hundred may lie beyond. */
export function colorLimitOf(lists: readonly Float32Array[]): number {
  const sizes = lists
    .flatMap((values) => Array.from(values, Math.abs).filter(Number.isFinite))
    .sort((a, b) => a - b);
  const high = sizes[Math.floor(0.995 * (sizes.length - 1))] ?? 0;
  return Math.max(0.5, Math.ceil(2 * high) / 2);
}
