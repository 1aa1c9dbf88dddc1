/** The held-out losses of one card over a run, of bounded length. Knows no chart and no React. */
import type { LossPoint } from '../../src/index.ts';

/** More than a chart shows of one line. */
const maxPoints = 512;

/**
 * A new list with `point` at its end; a point at the step of the last one replaces it. A full list first loses every
 * second point, so that long runs keep their shape in bounded memory.
 */
export function withPoint(points: readonly LossPoint[], point: LossPoint): readonly LossPoint[] {
  const others = points.at(-1)?.step === point.step ? points.slice(0, -1) : points;
  const kept = others.length < maxPoints ? others : others.filter((_, index) => index % 2 === 0);
  return [...kept, point];
}
