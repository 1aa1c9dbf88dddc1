/** Stores the points of one sweep and one set of resamples in localStorage. */
import { type PointOfValue, withPoint } from '../../../src/studies/sweep/points.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import { type FoundPoints, isSameSweep, type PointsState } from './sweepState.ts';

export interface PointsForm<P extends PointOfValue> {
  readonly storageKey: string;
  readonly written: (found: FoundPoints<P>) => string;
  /** Null if unreadable. */
  readonly read: (written: string) => FoundPoints<P> | null;
}

export const keptPoints = <P extends PointOfValue>({
  storageKey,
  read,
}: PointsForm<P>): FoundPoints<P> | null => read(readStored(storageKey) ?? '');

/**
 * Merges points of the same sweep, which another tab may have stored. Returns all points, and false if the
 * browser refuses.
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
