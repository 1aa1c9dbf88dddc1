/** Randomisation of a repetition: the draw that each part of a replica comes from. Knows nothing of how the parts are made. */
import type { SourceSetup } from './types.ts';

/** Numbers that key the streams of a replica: equal numbers, equal draws. */
export interface Randomisation {
  /** Curves of scores or features, which make a task hard. */
  readonly curves: number;
  /** Where in the space of inputs the tasks point, and what they take of shared features. */
  readonly directions: number;
  /** Inputs, noise, labels and the order of batches. */
  readonly rows: number;
}

/** True if replicas have tasks that differ in where they point, so that no replica speaks for the others. */
export const redrawsTasks = ({ redraw }: Pick<SourceSetup, 'redraw'>): boolean =>
  redraw === 'everything' || redraw === 'directions';

/** The draws of a replica. Initial weights are not among them: they are the replica's own, always. */
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

/** The end of a stream's key that tells draws apart: the first one has the streams of a time when there was no other. */
export function ofDraw(draw: number): readonly number[] {
  return draw === 0 ? [] : [draw];
}
