/** The front of gains on two tasks, as loss weight moves from one to the other. */
import type { Interval } from '../../analysis/statistics.ts';
import type { TaskPair } from './axes.ts';
import type { SweepPoint } from './sweep.ts';

export interface FrontPoint {
  /** Share of the weight that the first task gets. */
  readonly value: number;
  readonly x: Interval;
  readonly y: Interval;
  /** Another point has means at least as high on both tasks, and higher on one. */
  readonly isDominated: boolean;
}

/** Sorted by value; empty if every replica diverged. */
export interface FrontLine {
  readonly cardId: string;
  readonly points: readonly FrontPoint[];
}

/** Domination is judged among all `cardIds`. */
export function frontLines(
  points: readonly SweepPoint[],
  cardIds: readonly string[],
  [x, y]: TaskPair,
): readonly FrontLine[] {
  const lines = cardIds.map((cardId) => ({
    cardId,
    points: points.flatMap(({ key: value, gains }) => {
      const perTask = gains.find((gain) => gain.cardId === cardId)?.perTask ?? [];
      const [ofX, ofY] = [perTask[x], perTask[y]];
      return isMeasuredGain(ofX) && isMeasuredGain(ofY) ? [{ value, x: ofX, y: ofY }] : [];
    }),
  }));
  const all = lines.flatMap((line) => line.points);
  return lines.map((line) => ({
    ...line,
    points: line.points.map((point) => ({
      ...point,
      isDominated: all.some((other) => dominatesPoint(other, point)),
    })),
  }));
}

const isMeasuredGain = (gain: Interval | undefined): gain is Interval =>
  gain !== undefined && Number.isFinite(gain.mean);

type PairGains = Pick<FrontPoint, 'x' | 'y'>;

const dominatesPoint = (a: PairGains, b: PairGains): boolean =>
  a.x.mean >= b.x.mean && a.y.mean >= b.y.mean && (a.x.mean > b.x.mean || a.y.mean > b.y.mean);

/** Interpolates mean gains linearly; null outside the range. */
export function gainsOnFrontAt({ points }: FrontLine, share: number): { x: number; y: number } | null {
  const after = points.findIndex(({ value }) => value >= share);
  const [next, before] = [points[after], points[after - 1]];
  if (next === undefined) return null;
  if (before === undefined) return next.value === share ? { x: next.x.mean, y: next.y.mean } : null;
  const part = (share - before.value) / (next.value - before.value);
  const between = (from: Interval, to: Interval) => from.mean + part * (to.mean - from.mean);
  return { x: between(before.x, next.x), y: between(before.y, next.y) };
}

/** `scale` converts gains to pixels: the nearest point is that on the screen. Null without a line. */
export function nearestShare(
  { points }: FrontLine,
  to: { readonly x: number; readonly y: number },
  scale: { readonly x: number; readonly y: number },
): number | null {
  const pairs = points.flatMap((end, i) => (i === 0 ? [] : [[points[i - 1] ?? end, end] as const]));
  const found = pairs.map(([start, end]) => {
    const [dx, dy] = [(end.x.mean - start.x.mean) * scale.x, (end.y.mean - start.y.mean) * scale.y];
    const [px, py] = [(to.x - start.x.mean) * scale.x, (to.y - start.y.mean) * scale.y];
    const part = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    const distance = (px - part * dx) ** 2 + (py - part * dy) ** 2;
    return { distance, share: start.value + part * (end.value - start.value) };
  });
  const nearest = found.toSorted((a, b) => a.distance - b.distance)[0];
  return nearest?.share ?? null;
}
