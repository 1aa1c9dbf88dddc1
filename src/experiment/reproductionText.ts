/** A comparison with the fingerprint of another run, as a sentence. */
import { answerText } from '../text/answerText.ts';
import type { Experiment } from './experiment.ts';
import type { NamedReproduction } from './reproduction.ts';

const words = answerText.reproduction;

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
          words[kind](cardId, task === null ? answerText.overall : (tasks[task]?.name ?? '')),
        ),
      );
  }
}
