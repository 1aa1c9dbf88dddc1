/** Owns the sweep of the page, and what is in its form. Made once, outside React. Knows no component. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { summaryOf } from '../../../src/run/summary.ts';
import type { SweepPoint } from '../../../src/sweep/points.ts';
import { sweepPointOf } from '../../../src/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';
import { draftOf, idleDraft, type Sweep, type SweepDraft } from './sweepState.ts';
import { draftOfKept, forgetSweep, keepSweep, keptSweep, sweepOf } from './sweepStorage.ts';

const sweeps: PointsKind<SweepPoint> = {
  pointOf: (value, experiment, { run }) => {
    const summary = summaryOf(experiment, run);
    return summary === null ? null : sweepPointOf(value, summary, run.measuredCorrelation ?? []);
  },
  keep: keepSweep,
  forget: forgetSweep,
  kept: keptSweep,
  words: text.sweep.status,
};

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
    const found = sweepOf(written);
    if (found === null) return;
    this.setDraft(draftOfKept(found.sweep));
    this.show(found.sweep, found.points);
  };

  /** Starts; the form keeps saying what is swept, whatever the experiment on the left becomes. */
  readonly startDrafted = (sweep: Sweep): void => {
    this.setDraft(draftOf(sweep));
    this.start(sweep);
  };
}
