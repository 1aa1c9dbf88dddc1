/** Creates the controllers of sweeps and resamples. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import { sweepAxisOf } from '../../../src/studies/sweep/axes.ts';
import type { PointOfValue, SweepPoint } from '../../../src/studies/sweep/points.ts';
import {
  readSweepRecord,
  readTaskDraws,
  writtenSweep,
  writtenTaskDraws,
} from '../../../src/studies/sweep/savedSweeps.ts';
import { numPointsField, sweepPointOf } from '../../../src/studies/sweep/sweep.ts';
import {
  drawsPlan,
  drawsPointOf,
  numDrawsOf,
  type TaskDrawsPoint,
} from '../../../src/studies/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { turnsOf, turnTaker } from '../stores/turns.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';
import {
  draftOf,
  type FoundPoints,
  idleDraft,
  type PointsState,
  type Sweep,
  type SweepDraft,
} from './sweepState.ts';

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

/** Null if unreadable. */
export function readSweep(written: string): FoundPoints<SweepPoint> | null {
  const record = readSweepRecord(written);
  if (record === null) return null;
  const { config, axisId, values, points, leftOutIds = [] } = record;
  const { experiment } = readLink(config);
  const axis = sweepAxisOf(experiment, axisId);
  return axis === undefined ? null : { sweep: { experiment, axis, axisId, values, leftOutIds }, points };
}

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

  readonly showWritten = (written: string): void => {
    const found = readSweep(written);
    if (found === null) return;
    this.setDraft(draftOfKept(found.sweep));
    this.show(found);
  };

  // The form keeps naming the running sweep while the experiment is edited.
  readonly startDrafted = (sweep: Sweep): void => {
    this.setDraft(draftOf(sweep));
    this.start(sweep);
  };
}

export const drawsOfExperiment = (experiment: Experiment, numDraws: number): Sweep => ({
  ...drawsPlan(numDraws),
  experiment,
  leftOutIds: [],
});

export const taskDraws: PointsKind<TaskDrawsPoint> = {
  pointOf: (value, experiment, { run }) => drawsPointOf(value, experiment, run),
  storageKey: 'draws',
  written: ({ sweep, points }) =>
    writtenTaskDraws({ config: linkOf(sweep.experiment), numDraws: numDrawsOf(sweep), points }),
  read: (written) => {
    const record = readTaskDraws(written);
    if (record === null) return null;
    const { config, numDraws, points } = record;
    return { sweep: drawsOfExperiment(readLink(config).experiment, numDraws), points };
  },
  words: text.draws.status,
};

export interface PointsOwner extends Omit<PointsDependencies, 'others'> {
  readonly besideRun: Set<{ readonly putAway: () => void }>;
}

/** Trains only while nothing else on the page does. */
export function createOnPage<C extends Pick<SweepController, 'putAway'> & { readonly store: PhaseStore }>(
  page: PointsOwner,
  create: (dependencies: PointsDependencies) => C,
): C {
  const { createSession, run, messages, besideRun } = page;
  const others = () => [...besideRun].filter((one) => one !== controller);
  const controller: C = create({ createSession, run, messages, others });
  besideRun.add(controller);
  const takeTurns = turnTaker(turnsOf(page));
  controller.store.subscribe(({ phase }) => takeTurns(phase === 'measuring' || phase === 'running'));
  return controller;
}

type PhaseStore = Pick<StoreApi<Pick<PointsState<PointOfValue>, 'phase'>>, 'subscribe'>;

export const pointControllersOf = oncePer((page: PointsOwner) => ({
  sweep: createOnPage(page, (dependencies) => new SweepController(dependencies)),
  draws: createOnPage(page, (dependencies) => new PointsController(dependencies, taskDraws)),
}));
