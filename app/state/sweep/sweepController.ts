/** The sweep of the page, and the form from which it is made. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { memoise } from '../../../src/core/memoise.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import {
  type SweepAxis,
  type SweepRange,
  sweepAxes,
  sweepAxisOf,
  sweepValues,
} from '../../../src/studies/sweep/axes.ts';
import {
  numPointsField,
  readSweep,
  type Sweep,
  type SweepPoint,
  sweepOf,
} from '../../../src/studies/sweep/sweep.ts';
import { StudyController, type StudyDependencies } from './studyController.ts';

export interface SweepDraft {
  readonly axisId: string | null;
  readonly range: SweepRange | null;
  readonly numPoints: number;
  readonly leftOutIds: readonly string[];
}

export const idleDraft: SweepDraft = {
  axisId: null,
  range: null,
  numPoints: numPointsField.defaultValue,
  leftOutIds: [],
};

export function draftedSweep(experiment: Experiment, draft: SweepDraft): Sweep | null {
  const cards = experiment.cards.filter(({ id }) => !draft.leftOutIds.includes(id));
  const taking = { ...experiment, cards };
  const axis = sweepAxisOf(taking, draft.axisId ?? '') ?? sweepAxes(taking)[0];
  if (axis === undefined) return null;
  const values = sweepValues(axis, { ...sweepRangeOf(draft, axis), numPoints: draft.numPoints });
  return sweepOf(taking, axis, values, draft.leftOutIds);
}

export const sweepRangeOf = ({ axisId, range }: SweepDraft, { id, usualRange }: SweepAxis): SweepRange =>
  (axisId === id ? range : null) ?? usualRange;

const axisDraftOf = ({ axis, values }: Sweep): Pick<SweepDraft, 'axisId' | 'range'> => ({
  axisId: axis.id,
  range: { from: values[0] ?? axis.usualRange.from, to: values.at(-1) ?? axis.usualRange.to },
});

export class SweepController extends StudyController<Sweep, SweepPoint> {
  readonly drafts: StoreApi<SweepDraft>;

  constructor(dependencies: StudyDependencies) {
    super(dependencies, 'sweep', readSweep);
    const { study } = this.store.getState();
    this.drafts = createStore<SweepDraft>(() => (study === null ? idleDraft : draftOfSweep(study)));
  }

  readonly setDraft = (changed: Partial<SweepDraft>): void => this.drafts.setState(changed);

  readonly showWritten = (written: string): void => {
    const saved = readSweep(written);
    if (saved === null) return;
    this.setDraft(draftOfSweep(saved.study));
    this.show(saved);
  };

  readonly setUpAs = (sweep: Sweep): void => this.setDraft({ ...axisDraftOf(sweep), leftOutIds: [] });

  // The form keeps naming the running sweep while the experiment is edited.
  readonly startDrafted = (sweep: Sweep): void => {
    this.setDraft(axisDraftOf(sweep));
    this.start(sweep);
  };
}

const draftOfSweep = (sweep: Sweep): SweepDraft => ({
  ...axisDraftOf(sweep),
  numPoints: numPointsField.read(sweep.values.length),
  leftOutIds: sweep.leftOutIds,
});

export const sweepControllersOf = memoise((page: StudyDependencies) => ({
  sweep: new SweepController(page),
}));
