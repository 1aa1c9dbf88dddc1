/** The sweep and the draws of a page, made when one of them is first wanted: many a visit trains neither, and loads neither. */
import { DrawsController } from './drawsController.ts';
import type { PointsDependencies } from './pointsController.ts';
import { SweepController } from './sweepController.ts';

export interface PointControllers {
  readonly sweep: SweepController;
  readonly draws: DrawsController;
}

/** The part of a page that owns them. */
export interface PointsOwner extends Omit<PointsDependencies, 'others'> {
  readonly points: { made: PointControllers | null };
}

/** The same ones every time. */
export function pointControllersOf(owner: PointsOwner): PointControllers {
  owner.points.made ??= createPointControllers(owner);
  return owner.points.made;
}

function createPointControllers({ createSession, run, messages }: PointsOwner): PointControllers {
  const common = { createSession, run, messages };
  const sweep: SweepController = new SweepController({ ...common, others: () => [draws] });
  const draws: DrawsController = new DrawsController({ ...common, others: () => [sweep] });
  return { sweep, draws };
}
