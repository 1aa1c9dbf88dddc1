/** Owns the sweep of the page, and what is in its form. Made once, outside React. Knows no component. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { sweepAxisOf } from '../../../src/sweep/axes.ts';
import type { SweepPoint } from '../../../src/sweep/points.ts';
import { readSweepRecord, writtenSweep } from '../../../src/sweep/savedSweeps.ts';
import { numPointsField, sweepPointOf } from '../../../src/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';
import { draftOf, type FoundPoints, idleDraft, type Sweep, type SweepDraft } from './sweepState.ts';

const sweeps: PointsKind<SweepPoint> = {
  pointOf: (value, experiment, { run }) => {
    const summary = summaryOf(experiment, run);
    return summary === null ? null : sweepPointOf(value, summary, run.measuredCorrelation ?? []);
  },
  storageKey: 'sweep',
  written: ({ sweep: { experiment, ...plan }, points }) =>
    writtenSweep({ ...plan, config: linkOf(experiment), points }),
  read: readSweep,
  words: text.sweep.status,
};

/** A sweep with its points, as text; null: it cannot be read. */
export function readSweep(written: string): FoundPoints<SweepPoint> | null {
  const record = readSweepRecord(written);
  if (record === null) return null;
  const { config, axisId, values, points, leftOutIds = [] } = record;
  const { experiment } = readLink(config);
  const axis = sweepAxisOf(experiment, axisId);
  return axis === undefined ? null : { sweep: { experiment, axis, axisId, values, leftOutIds }, points };
}

/** Content of the form for a sweep that was kept. */
const draftOfKept = (sweep: Sweep): SweepDraft => ({
  ...draftOf(sweep),
  numPoints: numPointsField.read(sweep.values.length),
  leftOutIds: sweep.leftOutIds,
});

export class SweepController extends PointsController<SweepPoint> {
  readonly drafts: StoreApi<SweepDraft>;

  constructor(dependencies: PointsDependencies) {
    super(dependencies, sweeps);
    const { sweep } = this.store.getState();
    this.drafts = createStore<SweepDraft>(() => (sweep === null ? idleDraft : draftOfKept(sweep)));
  }

  readonly setDraft = (changed: Partial<SweepDraft>): void => this.drafts.setState(changed);

  /** A sweep that was written with its points, and the form of it. */
  readonly showWritten = (written: string): void => {
    const found = readSweep(written);
    if (found === null) return;
    this.setDraft(draftOfKept(found.sweep));
    this.show(found);
  };

  /** Starts; the form keeps saying what is swept, whatever the experiment on the left becomes. */
  readonly startDrafted = (sweep: Sweep): void => {
    this.setDraft(draftOf(sweep));
    this.start(sweep);
  };
}
