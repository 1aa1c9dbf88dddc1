/** Values over a plane as areas of one colour each: the steps of their scale, the paths, and the drawing. */
import { divergingScale } from './colorScale.ts';

export interface PlanePaint {
  readonly fill: string;
  readonly opacity?: number;
}

/** The content of one plane. Replace it when it changes, never mutate it. */
export interface PlaneCell {
  /** Names the colour of a point; empty: none. */
  readonly keyOf: (point: number) => string;
  readonly paintOf: (key: string) => PlanePaint;
}

interface FillsProps {
  readonly cell: PlaneCell;
  /** Points per side, and pixels per side. */
  readonly size: number;
  readonly pixels: number;
}

/** Costly: draw it again only when the cell is another one. */
export const Fills = ({ cell, size, pixels }: FillsProps) => (
  <g transform={`scale(${pixels / size})`} shapeRendering="crispEdges">
    {fillsOf(size, cell.keyOf).map(({ key, d }) => {
      const { fill, opacity } = cell.paintOf(key);
      return <path key={key} d={d} fill={fill} fillOpacity={opacity} />;
    })}
  </g>
);

/** The points of one colour, as the `d` of a path in a square of `size` by `size`. */
export interface Fill {
  readonly key: string;
  readonly d: string;
}

/**
 * `values` `[size * size]`, row by row from the lowest. `keyOf` names the colour of a point; points of one name are drawn together,
 * those of an empty name not at all.
 */
export function fillsOf(size: number, keyOf: (point: number) => string): readonly Fill[] {
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

/** Steps of a scale from `-limit` to `limit`; odd, so that the middle one is about 0. */
export const NUM_STEPS = 21;

/** The step of a value, counted from the lowest; values beyond the ends have the last ones. */
export function stepOf(value: number, limit: number, numSteps = NUM_STEPS): number {
  const step = Math.floor(((value + limit) / (2 * limit)) * numSteps);
  return Math.min(numSteps - 1, Math.max(0, step));
}

export const valueOfStep = (step: number, limit: number, numSteps = NUM_STEPS): number =>
  ((2 * step + 1) / numSteps - 1) * limit;

/** Values in the colours of a scale from `-limit` to `limit`; those that are not finite have none. */
export function scaledCell(values: Float32Array, limit: number, numSteps = NUM_STEPS): PlaneCell {
  const scale = divergingScale(limit);
  return {
    keyOf: (point) => {
      const value = values[point] ?? Number.NaN;
      return Number.isFinite(value) ? String(stepOf(value, limit, numSteps)) : '';
    },
    paintOf: (key) => ({ fill: scale.paintOf(valueOfStep(Number(key), limit, numSteps)).fill }),
  };
}

/** A round end of a scale that holds nearly all of the values: one in two hundred may lie beyond. */
export function limitOfValues(lists: readonly Float32Array[]): number {
  const sizes = lists
    .flatMap((values) => Array.from(values, Math.abs).filter(Number.isFinite))
    .sort((a, b) => a - b);
  const high = sizes[Math.floor(0.995 * (sizes.length - 1))] ?? 0;
  return Math.max(0.5, Math.ceil(2 * high) / 2);
}
