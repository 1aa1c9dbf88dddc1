/** The sweep and the draws of a page, made when one of them is first wanted: many a visit trains neither, and loads neither. */

import { oncePer } from '../stores/oncePer.ts';
import { DrawsController } from './drawsController.ts';
import type { PointsDependencies } from './pointsController.ts';
import { SweepController } from './sweepController.ts';

/** The part of a page that owns them. */
export interface PointsOwner extends Omit<PointsDependencies, 'others'> {
  readonly besideRun: Set<{ readonly putAway: () => void }>;
}

export const pointControllersOf = oncePer(({ createSession, run, messages, besideRun }: PointsOwner) => {
  const common = { createSession, run, messages };
  const sweep: SweepController = new SweepController({ ...common, others: () => [draws] });
  const draws: DrawsController = new DrawsController({ ...common, others: () => [sweep] });
  besideRun.add(sweep).add(draws);
  return { sweep, draws };
});
