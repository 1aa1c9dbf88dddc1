/** Moves between the symbols of equations with the arrow keys. */
import type { Equation, Sign } from '../../../src/models/equations.ts';

/** An equation with its symbols; `first` is the place of its first one among all. */
export interface PlacedEquation {
  readonly equation: Equation;
  readonly signs: readonly Sign[];
  readonly first: number;
}

/** Left and right go through all symbols, up and down from equation to equation; null: the key moves nothing. */
export function movedSign(rows: readonly PlacedEquation[], at: number, key: string): number | null {
  const last = rows.reduce((count, { signs }) => count + signs.length, 0) - 1;
  const row = rows.findLastIndex(({ first }) => first <= at);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return rows[Math.max(0, row - 1)]?.first ?? null;
    case 'ArrowDown':
      return rows[Math.min(rows.length - 1, row + 1)]?.first ?? null;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
