/** Keeps the draws of one experiment in the browser. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { type DrawsPoint, drawsPlan, numDrawsOf } from '../../../src/sweep/draws.ts';
import { readDrawsRecord, writtenDraws } from '../../../src/sweep/drawsRecord.ts';
import { withPoint } from '../../../src/sweep/points.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import { type PointsState, restingPhase, type Sweep, sweepKeyOf } from './sweepState.ts';

const storageKey = 'draws';

type Kept = Pick<PointsState<DrawsPoint>, 'points' | 'phase'> & { readonly sweep: Sweep };

/** That many draws of an experiment. */
export const drawsOfExperiment = (experiment: Experiment, numDraws: number): Sweep => ({
  ...drawsPlan(numDraws),
  experiment,
  leftOutIds: [],
});

/** As `keepSweep`. */
export function keepDraws(
  sweep: Sweep,
  points: readonly DrawsPoint[],
): Pick<PointsState<DrawsPoint>, 'points' | 'isKept'> {
  const kept = keptDraws();
  const isSame = kept !== null && sweepKeyOf(kept.sweep) === sweepKeyOf(sweep);
  const all = points.reduce(withPoint<DrawsPoint>, isSame ? kept.points : []);
  const record = { config: linkOf(sweep.experiment), numDraws: numDrawsOf(sweep), points: all };
  return { points: all, isKept: writeStored(storageKey, writtenDraws(record)) };
}

export const forgetDraws = (): void => void writeStored(storageKey, '');

/** The draws that were kept; null when there are none that can be read. */
export function keptDraws(): Kept | null {
  const record = readDrawsRecord(readStored(storageKey) ?? '');
  if (record === null) return null;
  const { config, numDraws, points } = record;
  const sweep = drawsOfExperiment(readLink(config).experiment, numDraws);
  return { sweep, points, phase: restingPhase({ sweep, points }) };
}
