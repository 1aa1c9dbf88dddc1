/** Places of a reliability picture: squares side by side on one scale of probabilities. Knows no React. */

/** Probabilities that are written on an axis where there is room. */
const TICKS = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1] as const;
const TICK_WIDTH = 36;
/** The narrowest and the widest square, and what stands beside each. */
const MIN_SIZE = 112;
const MAX_SIZE = 220;
const LEFT = 40;
const RIGHT = 20;

/** The place of a probability between 0 and 1, of which equal distances tell equally much: the angular scale of shares. */
const angleOf = (share: number): number =>
  Math.asin(Math.sqrt(Math.max(0, Math.min(share, 1)))) / (Math.PI / 2);

export interface ReliabilityLayout {
  readonly numColumns: number;
  /** Side of a square, and the distance between the left sides of two. */
  readonly size: number;
  readonly pitch: number;
  readonly left: number;
  /** Pixels from the lower left corner of a square. */
  readonly at: (share: number) => number;
  readonly ticks: readonly number[];
  readonly most: number;
}

export function reliabilityLayout(width: number, numSquares: number, highest: number): ReliabilityLayout {
  const room = width + RIGHT;
  const numColumns = Math.max(1, Math.min(numSquares, Math.floor(room / (LEFT + MIN_SIZE + RIGHT))));
  const size = Math.max(60, Math.min(MAX_SIZE, Math.floor(room / numColumns) - LEFT - RIGHT));
  const most = Math.max(0.01, Math.min(1, highest));
  const at = (share: number) => (size * angleOf(share)) / angleOf(most);
  const ticks: number[] = [];
  for (const tick of TICKS)
    if (tick <= most && (tick === 0 || at(tick) - at(ticks.at(-1) ?? 0) >= TICK_WIDTH)) ticks.push(tick);
  return { numColumns, size, pitch: LEFT + size + RIGHT, left: LEFT, at, ticks, most };
}
