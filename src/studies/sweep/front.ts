/** The front: gains on two tasks, as their weights in the loss are traded for each other. Knows no picture. */
import type { Interval } from '../../analysis/statistics.ts';
import type { TaskPair } from './axes.ts';
import type { SweepPoint } from './points.ts';

/** One architecture with one pair of weights: its gains on both tasks. */
export interface FrontPoint {
  /** The swept value: the share of the weights that the first task got. */
  readonly value: number;
  readonly x: Interval;
  readonly y: Interval;
  /** Another point is at least as good on both tasks, by their means, and better on one. */
  readonly isDominated: boolean;
}

/** The points of one architecture, by value; nothing where all of it diverged. */
export interface FrontLine {
  readonly cardId: string;
  readonly points: readonly FrontPoint[];
}

/** The lines of those cards, which are measured against each other. */
export function frontLines(
  points: readonly SweepPoint[],
  cardIds: readonly string[],
  [x, y]: TaskPair,
): readonly FrontLine[] {
  const lines = cardIds.map((cardId) => ({
    cardId,
    points: points.flatMap(({ value, gains }) => {
      const perTask = gains.find((gain) => gain.cardId === cardId)?.perTask ?? [];
      const [ofX, ofY] = [perTask[x], perTask[y]];
      return isMeasured(ofX) && isMeasured(ofY) ? [{ value, x: ofX, y: ofY }] : [];
    }),
  }));
  const all = lines.flatMap((line) => line.points);
  return lines.map((line) => ({
    ...line,
    points: line.points.map((point) => ({
      ...point,
      isDominated: all.some((other) => dominates(other, point)),
    })),
  }));
}

const isMeasured = (gain: Interval | undefined): gain is Interval =>
  gain !== undefined && Number.isFinite(gain.mean);

type Gains = Pick<FrontPoint, 'x' | 'y'>;

const dominates = (a: Gains, b: Gains): boolean =>
  a.x.mean >= b.x.mean && a.y.mean >= b.y.mean && (a.x.mean > b.x.mean || a.y.mean > b.y.mean);

/** The place of a share between the two points beside it, by straight lines between their means; null: outside of all. */
export function placeOnFront({ points }: FrontLine, share: number): { x: number; y: number } | null {
  const after = points.findIndex(({ value }) => value >= share);
  const [next, before] = [points[after], points[after - 1]];
  if (next === undefined) return null;
  if (before === undefined) return next.value === share ? { x: next.x.mean, y: next.y.mean } : null;
  const part = (share - before.value) / (next.value - before.value);
  const between = (from: Interval, to: Interval) => from.mean + part * (to.mean - from.mean);
  return { x: between(before.x, next.x), y: between(before.y, next.y) };
}

/** The share whose place on a line is nearest to a place, whose distances are those of a picture; null: there is no line. */
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
