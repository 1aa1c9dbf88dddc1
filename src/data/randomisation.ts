/** Says which draw each part of a replica comes from. */
import type { SourceSetup } from './types.ts';

/** Equal numbers give equal random streams. */
interface Randomisation {
  readonly curves: number;
  /** Directions of tasks and their weights of features. */
  readonly directions: number;
  /** Inputs, noise, labels and the order of batches. */
  readonly rows: number;
}

export const resamplesTasks = ({ redraw }: Pick<SourceSetup, 'redraw'>): boolean =>
  redraw === 'everything' || redraw === 'directions';

export function randomisationOf(
  { redraw, draw }: Pick<SourceSetup, 'redraw' | 'draw'>,
  replica: number,
): Randomisation {
  switch (redraw) {
    case 'rows':
      return { curves: draw, directions: draw, rows: replica };
    case 'everything':
      return { curves: draw + replica, directions: draw + replica, rows: replica };
    case 'weights':
      return { curves: draw, directions: draw, rows: 0 };
    case 'directions':
      return { curves: draw, directions: replica, rows: replica };
  }
}

/** Last part of a random stream's key; empty for draw 0, which keeps the streams of older versions. */
export function drawKeySuffix(draw: number): readonly number[] {
  return draw === 0 ? [] : [draw];
}
