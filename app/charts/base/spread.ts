/** Places for labels that must not cover each other. */

/**
 * Moves places as little as possible until neighbours are `gap` apart, in order, inside `[low, high]` if all have room.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [low: number, high: number],
): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = new Array<number>(wanted.length).fill(0);
  let least = low;
  for (const index of order) {
    const place = Math.max(least, wanted[index] ?? 0);
    places[index] = place;
    least = place + gap;
  }
  let most = high;
  for (const index of order.toReversed()) {
    const place = Math.min(most, places[index] ?? 0);
    places[index] = place;
    most = place - gap;
  }
  return places;
}
