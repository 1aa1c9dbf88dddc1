/** Small pictures of what networks of the run predict for every task, for whoever shows the networks. Knows no component. */

import { oncePer } from '../../../src/core/oncePer.ts';
import type { Surfaces, SurfacesRequest } from '../../../src/run/produced/surfaces.ts';
import { networkSourceOf } from './networkSource.ts';
import { PicturesController } from './picturesController.ts';

/** Two networks with eight tasks take 50 kB each. */
const MAX_PICTURES = 96;

export class SurfacesController extends PicturesController<SurfacesRequest, Surfaces> {
  constructor(source: ConstructorParameters<typeof PicturesController>[0]) {
    super(source, {
      question: 'surfaces',
      commandOf: (runId, request) => ({ type: 'surfaces', runId, request }),
      answerIn: (event) => (event.type === 'surfaces' ? event.surfaces : undefined),
      kept: (surfaces, _, before) => ({ ...surfaces, truth: sameTruth(surfaces.truth, before) }),
      most: MAX_PICTURES,
    });
  }
}

/** That of the pictures before where it is the same, so that it is drawn once. */
function sameTruth(truth: Surfaces['truth'], before: readonly Surfaces[]): Surfaces['truth'] {
  const last = before.at(-1)?.truth ?? null;
  const isSame =
    truth !== null &&
    truth.length === last?.length &&
    truth.every((values, task) => values.every((value, point) => Object.is(value, last[task]?.[point])));
  return isSame ? last : truth;
}

/** The one of a page, which lives as long as its run. */
export const surfacesControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new SurfacesController(networkSourceOf(page)),
);
