/** Points that the browser keeps, of one sweep and of the draws of one experiment, as text. */
import { type PointOfValue, withPoint } from '../../../src/studies/sweep/points.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import { type FoundPoints, isSameSweep, type PointsState } from './sweepState.ts';

/** The form in which points are kept. */
export interface PointsForm<P extends PointOfValue> {
  readonly storageKey: string;
  readonly written: (found: FoundPoints<P>) => string;
  /** Null when it cannot be read. */
  readonly read: (written: string) => FoundPoints<P> | null;
}

/** The points that were kept; null when there are none that can be read. */
export const keptPoints = <P extends PointOfValue>({
  storageKey,
  read,
}: PointsForm<P>): FoundPoints<P> | null => read(readStored(storageKey) ?? '');

/**
 * Adds the points to those that are kept of the same sweep, which another tab may have found; a kept sweep of anything else
 * is replaced. Gives all points back, and false when the browser refuses.
 */
export function keepPoints<P extends PointOfValue>(
  form: PointsForm<P>,
  { sweep, points }: FoundPoints<P>,
): Pick<PointsState<P>, 'points' | 'isKept'> {
  const kept = keptPoints(form);
  const before = kept !== null && isSameSweep(kept.sweep, sweep) ? kept.points : [];
  const all = points.reduce(withPoint<P>, before);
  return { points: all, isKept: writeStored(form.storageKey, form.written({ sweep, points: all })) };
}
