/** Owns the draws of the tasks that the page trains. Made once, outside React. Knows no component. */
import { type DrawsPoint, drawsPointOf } from '../../../src/sweep/draws.ts';
import { text } from '../../../src/text/text.ts';
import { forgetDraws, keepDraws, keptDraws } from './drawsStorage.ts';
import { PointsController, type PointsDependencies, type PointsKind } from './pointsController.ts';

const draws: PointsKind<DrawsPoint> = {
  pointOf: (value, experiment, { record }) => drawsPointOf(value, experiment, record),
  keep: keepDraws,
  forget: forgetDraws,
  kept: keptDraws,
  words: text.draws.status,
};

export class DrawsController extends PointsController<DrawsPoint> {
  constructor(dependencies: PointsDependencies) {
    super(dependencies, draws);
  }
}
