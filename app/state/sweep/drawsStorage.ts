/** Keeps the draws of one experiment in the browser. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { withPoint } from '../../../src/sweep/points.ts';
import { readTaskDraws, writtenTaskDraws } from '../../../src/sweep/savedTaskDraws.ts';
import { drawsPlan, numDrawsOf, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import { type PointsState, restingPhase, type Sweep, sweepKeyOf } from './sweepState.ts';

const storageKey = 'draws';

type Kept = Pick<PointsState<TaskDrawsPoint>, 'points' | 'phase'> & { readonly sweep: Sweep };

/** That many draws of an experiment. */
export const drawsOfExperiment = (experiment: Experiment, numDraws: number): Sweep => ({
  ...drawsPlan(numDraws),
  experiment,
  leftOutIds: [],
});

/** Keeps draws as `keepSweep` keeps points. */
export function keepDraws(
  sweep: Sweep,
  points: readonly TaskDrawsPoint[],
): Pick<PointsState<TaskDrawsPoint>, 'points' | 'isKept'> {
  const kept = keptDraws();
  const isSame = kept !== null && sweepKeyOf(kept.sweep) === sweepKeyOf(sweep);
  const all = points.reduce(withPoint<TaskDrawsPoint>, isSame ? kept.points : []);
  const record = { config: linkOf(sweep.experiment), numDraws: numDrawsOf(sweep), points: all };
  return { points: all, isKept: writeStored(storageKey, writtenTaskDraws(record)) };
}

export const forgetDraws = (): void => void writeStored(storageKey, '');

/** The draws that were kept; null when there are none that can be read. */
export function keptDraws(): Kept | null {
  const record = readTaskDraws(readStored(storageKey) ?? '');
  if (record === null) return null;
  const { config, numDraws, points } = record;
  const sweep = drawsOfExperiment(readLink(config).experiment, numDraws);
  return { sweep, points, phase: restingPhase({ sweep, points }) };
}
