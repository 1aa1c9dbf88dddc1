/** Owns the draws of the tasks that the page trains. Made once, outside React. Knows no component. */
import { drawsPointOf, type TaskDrawsPoint } from '../../../src/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import { forgetDraws, keepDraws, keptDraws } from './drawsStorage.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';

const draws: PointsKind<TaskDrawsPoint> = {
  pointOf: (value, experiment, { run }) => drawsPointOf(value, experiment, run),
  keep: keepDraws,
  forget: forgetDraws,
  kept: keptDraws,
  words: text.draws.status,
};

export class DrawsController extends PointsController<TaskDrawsPoint> {
  constructor(dependencies: PointsDependencies) {
    super(dependencies, draws);
  }
}
