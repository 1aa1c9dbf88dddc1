/** Where the marks of a forest plot over draws lie: a row per rival, a dot per draw, an interval. Knows no drawing. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import {
  type ForestLayout,
  type ForestRival,
  type ForestRow,
  forestLayout,
  NAME_Y,
  type Place,
} from '../forest/forest.ts';

/** One rival over all draws. */
export interface DrawsRival extends ForestRival {
  /** Of the reference over it. */
  readonly gain: Interval;
  /** Gain in each draw; not finite where one of the two diverged. */
  readonly dots: readonly { readonly draw: number; readonly gain: number }[];
}

export interface DrawMark {
  readonly draw: number;
  readonly gain: number;
  readonly x: number;
  readonly y: number;
  /** Lies beyond that end of the axis. */
  readonly beyond: 'low' | 'high' | null;
}

/** Its marks are in the order of their gains. */
export interface DrawsRow extends ForestRow<DrawsRival, DrawMark> {
  readonly intervalY: number;
}

const ROW = 69;
/** Below the top of a row: the middle of the dots, and the interval. */
const DOTS_Y = NAME_Y + 22;
const INTERVAL_Y = NAME_Y + 46;
/** Dots within so many pixels stand above each other, in this much room. */
const DOT_WIDTH = 7;
const SWARM_HEIGHT = 28;

/** Draws beyond this many times what nine of ten stay within are shown at the edge, so that they do not flatten the others. */
const MOST = 2.5;

export function drawsForestOf(rivals: readonly DrawsRival[], width: number): ForestLayout<DrawsRow> {
  const limit = limitOf(rivals);
  const gains = rivals.flatMap(({ gain, dots }) => [gain.low, gain.high, ...dots.map((dot) => dot.gain)]);
  return forestLayout(rivals, { gains, limit, width, pitch: ROW }, (rival, top, at) => ({
    rival,
    top,
    marks: marksOf(rival, at, top + DOTS_Y, limit),
    intervalY: top + INTERVAL_Y,
  }));
}

function limitOf(rivals: readonly DrawsRival[]): number {
  const sizes = rivals
    .flatMap(({ dots }) => dots.map(({ gain }) => Math.abs(gain)))
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  return usual > 0 ? MOST * usual : Number.POSITIVE_INFINITY;
}

/** Dots that would cover each other are spread upwards and downwards, in the order of their gains. */
function marksOf(
  { dots }: DrawsRival,
  at: (gain: number) => number,
  middle: number,
  limit: number,
): readonly DrawMark[] {
  const xOf = (gain: number) => at(Math.max(-limit, Math.min(limit, gain)));
  const sorted = dots
    .filter(({ gain }) => Number.isFinite(gain))
    .toSorted((a, b) => a.gain - b.gain)
    .map((dot) => ({ ...dot, column: Math.floor(xOf(dot.gain) / DOT_WIDTH) }));
  return sorted.map(({ draw, gain, column }, index) => {
    const inColumn = sorted.filter((other) => other.column === column);
    const place = sorted.slice(0, index).filter((other) => other.column === column).length;
    const step = Math.min(DOT_WIDTH, SWARM_HEIGHT / Math.max(1, inColumn.length - 1));
    const y = middle + step * (place - (inColumn.length - 1) / 2);
    const beyond = gain > limit ? 'high' : gain < -limit ? 'low' : null;
    return { draw, gain, x: xOf(gain), y, beyond };
  });
}

/** Left and right: the next draw; up and down: the same draw against another rival. Null: no such key. */
export function movedDraw(rows: readonly DrawsRow[], place: Place | null, key: string): Place | null {
  const { row, mark } = place ?? { row: 0, mark: 0 };
  const last = (rows[row]?.marks.length ?? 1) - 1;
  const inRow = new Map([
    ['ArrowLeft', mark - 1],
    ['ArrowRight', mark + 1],
    ['Home', 0],
    ['End', last],
  ]).get(key);
  if (inRow !== undefined) return { row, mark: Math.max(0, Math.min(last, inRow)) };
  const to = new Map([
    ['ArrowUp', row - 1],
    ['ArrowDown', row + 1],
  ]).get(key);
  return to === undefined ? null : sameDraw(rows, { row, mark }, to);
}

function sameDraw(rows: readonly DrawsRow[], { row, mark }: Place, to: number): Place {
  const draw = rows[row]?.marks[mark]?.draw;
  const found = rows[to]?.marks.findIndex((other) => other.draw === draw) ?? -1;
  return found === -1 ? { row, mark } : { row: to, mark: found };
}
