/** A comparison with the fingerprint of another run, as a sentence. */

import type { Experiment } from '../experiment/experiment.ts';
import { text } from '../text/text.ts';
import type { NamedReproduction } from './reproduction.ts';

const words = text.answer.reproduction;

/** For page and command line alike; cards go by their letters. */
export function reproductionText({ tasks }: Experiment, reproduction: NamedReproduction): string {
  switch (reproduction.kind) {
    case 'reproduced':
      return words.reproduced;
    case 'otherExperiment':
      return words.otherExperiment;
    case 'sameVerdict':
      return words.sameVerdict(reproduction.isExact);
    case 'differs':
      return words.differs(
        reproduction.differences.map(({ kind, cardId, task }) =>
          words[kind](cardId, task === null ? text.answer.overall : (tasks[task]?.name ?? '')),
        ),
      );
  }
}
