/** Keeps the points of one sweep in the browser, in the form of the file that the command writes. */
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { type SweepPoint, withPoint } from '../../../src/sweep/points.ts';
import { readSweepRecord, writtenSweep } from '../../../src/sweep/record.ts';
import { numPointsField, sweepAxisOf } from '../../../src/sweep/sweep.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import {
  draftOf,
  idleDraft,
  type PointsState,
  restingPhase,
  type Sweep,
  type SweepDraft,
  sweepKeyOf,
} from './sweepState.ts';

const storageKey = 'sweep';

/**
 * Adds the points to those that are kept of the same sweep, which another tab may have found; a kept sweep of anything else
 * is replaced. Gives all points back, and false when the browser refuses.
 */
export function keepSweep(
  sweep: Sweep,
  points: readonly SweepPoint[],
): Pick<PointsState<SweepPoint>, 'points' | 'isKept'> {
  const { experiment, axisId, values, leftOutIds } = sweep;
  const kept = keptSweep();
  const isSame = kept !== null && sweepKeyOf(kept.sweep) === sweepKeyOf(sweep);
  const all = points.reduce(withPoint, isSame ? kept.points : []);
  const record = { config: linkOf(experiment), axisId, values, points: all, leftOutIds };
  return { points: all, isKept: writeStored(storageKey, writtenSweep(record)) };
}

export const forgetSweep = (): void => void writeStored(storageKey, '');

/** The sweep that was kept, as the page shows it again; nothing when there is none that can be read. */
export const keptSweep = (): FoundSweep | null => sweepOf(readStored(storageKey) ?? '');

type FoundSweep = Pick<PointsState<SweepPoint>, 'points' | 'phase'> & { readonly sweep: Sweep };

/** A sweep that was written with its points; null when it cannot be read. */
export function sweepOf(written: string): FoundSweep | null {
  const record = readSweepRecord(written);
  if (record === null) return null;
  const { config, axisId, values, points, leftOutIds = [] } = record;
  const { experiment } = readLink(config);
  const axis = sweepAxisOf(experiment, axisId);
  if (axis === undefined) return null;
  const sweep = { experiment, axis, axisId, values, leftOutIds };
  return { sweep, points, phase: restingPhase({ sweep, points }) };
}

/** Content of the form for a sweep that was kept. */
export const draftOfKept = (sweep: Sweep): SweepDraft => ({
  ...idleDraft,
  ...draftOf(sweep),
  numPoints: numPointsField.read(sweep.values.length).value,
  leftOutIds: sweep.leftOutIds,
});
