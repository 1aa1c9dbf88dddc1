/** Ends what sweep and draws train, where there are any, without loading them. */
import type { PointsOwner } from './pointControllers.ts';

/** They keep what they have found, and can go on. */
export function putAwayPoints({ points }: Pick<PointsOwner, 'points'>): void {
  points.made?.sweep.putAway();
  points.made?.draws.putAway();
}
