/** The sweep and the draws of a page, made when one of them is first wanted: many a visit trains neither, and loads neither. */
import type { StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import type { PointOfValue } from '../../../src/sweep/points.ts';
import { readTaskDraws, writtenTaskDraws } from '../../../src/sweep/savedSweeps.ts';
import { drawsPlan, drawsPointOf, numDrawsOf, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { turnsOf, turnTaker } from '../stores/turns.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';
import { SweepController } from './sweepController.ts';
import type { PointsState, Sweep } from './sweepState.ts';

/** That many draws of an experiment. */
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

/** The page of a controller of points. */
export interface PointsOwner extends Omit<PointsDependencies, 'others'> {
  readonly besideRun: Set<{ readonly putAway: () => void }>;
}

/** Makes a controller that takes turns with everything else on the page that trains. */
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
