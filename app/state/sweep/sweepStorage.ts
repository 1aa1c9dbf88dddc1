/** Keeps the points of the one sweep there is in the browser, in the written form of the command's file. */
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { numPointsField } from '../../../src/sweep/fields.ts';
import type { SweepPoint } from '../../../src/sweep/points.ts';
import { readSweepRecord, writtenSweep } from '../../../src/sweep/record.ts';
import { sweepAxisOf } from '../../../src/sweep/sweep.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import { draftOf, idleSweep, restingPhase, type Sweep, type SweepState } from './sweepState.ts';

const storageKey = 'sweep';

/** `leftOutIds` as in the form. False when the browser refuses. */
export const keepSweep = (
  { experiment, axisId, values }: Sweep,
  points: readonly SweepPoint[],
  leftOutIds: readonly string[],
): boolean =>
  writeStored(storageKey, writtenSweep({ config: linkOf(experiment), axisId, values, points, leftOutIds }));

export const forgetSweep = (): void => void writeStored(storageKey, '');

/** The sweep that was kept, as the page shows it again; nothing when there is none that can be read. */
export function keptSweep(): Pick<SweepState, 'draft' | 'sweep' | 'points' | 'phase'> | null {
  const record = readSweepRecord(readStored(storageKey) ?? '');
  if (record === null) return null;
  const { config, axisId, values, points, leftOutIds = [] } = record;
  const { experiment } = readLink(config);
  const axis = sweepAxisOf(experiment, axisId);
  if (axis === undefined) return null;
  const sweep = { experiment, axis, axisId, values };
  const draft = {
    ...idleSweep.draft,
    ...draftOf(sweep),
    numPoints: numPointsField.read(values.length).value,
    leftOutIds,
  };
  return { draft, sweep, points, phase: restingPhase({ sweep, points }) };
}
