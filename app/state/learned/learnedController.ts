/** Pictures of what networks of the run have learned, at large, where somebody looks into them. Knows no component. */

import { oncePer } from '../../../src/core/oncePer.ts';
import type { Learned, LearnedRequest } from '../../../src/run/produced/learned.ts';
import { networkSourceOf } from './networkSource.ts';
import { PicturesController } from './picturesController.ts';

/** More pictures would take hundreds of megabytes with many architectures. */
const MAX_PICTURES = 48;

export class LearnedController extends PicturesController<LearnedRequest, Learned> {
  constructor(source: ConstructorParameters<typeof PicturesController>[0]) {
    super(source, {
      question: 'inspect',
      commandOf: (runId, request) => ({ type: 'inspect', runId, request }),
      answerIn: (event) => (event.type === 'learned' ? event.learned : undefined),
      kept: (learned, replica) => (replica === null ? learned : { ...learned, replica }),
      most: MAX_PICTURES,
    });
  }
}

/** The one of a page, which lives as long as its run. */
export const learnedControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new LearnedController(networkSourceOf(page)),
);
