/** The sweep and the draws of a page, made when one of them is first wanted: many a visit trains neither, and loads neither. */

import { oncePer } from '../../../src/core/oncePer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { readTaskDraws, writtenTaskDraws } from '../../../src/sweep/savedSweeps.ts';
import { drawsPlan, drawsPointOf, numDrawsOf, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { turnsOf, turnTaker } from '../stores/turns.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';
import { SweepController } from './sweepController.ts';
import type { Sweep } from './sweepState.ts';

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

interface PointsOwner extends Omit<PointsDependencies, 'others'> {
  readonly besideRun: Set<{ readonly putAway: () => void }>;
}

export const pointControllersOf = oncePer((page: PointsOwner) => {
  const { createSession, run, messages, besideRun } = page;
  const common = { createSession, run, messages };
  const sweep: SweepController = new SweepController({ ...common, others: () => [draws] });
  const draws = new PointsController({ ...common, others: () => [sweep] }, taskDraws);
  besideRun.add(sweep).add(draws);
  for (const { store } of [sweep, draws]) {
    const takeTurns = turnTaker(turnsOf(page));
    store.subscribe(({ phase }) => takeTurns(phase === 'measuring' || phase === 'running'));
  }
  return { sweep, draws };
});
