/** The fingerprint of an experiment's run, and in words what of it another run did not repeat. */
import type { Fingerprint } from '../analysis/fingerprint.ts';
import { compareFingerprints, fingerprintOf, type Reproduction } from '../analysis/reproduced.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RanOn } from '../run/produced/backend.ts';
import type { CardSummary, RunSummary } from '../run/summary.ts';
import { text } from '../text/text.ts';

const words = text.answer.reproduction;

const othersOf = ({ cards, referenceId }: RunSummary): readonly CardSummary[] =>
  cards.filter(({ cardId }) => cardId !== referenceId);

/** The fingerprint of a finished run; null before the planned steps are done. */
export const fingerprintOfRun = (summary: RunSummary, { backend, build }: RanOn): Fingerprint | null =>
  summary.isProvisional
    ? null
    : fingerprintOf({
        backend,
        build,
        losses: summary.cards.map(({ reported }) => reported.losses),
        conclusions: othersOf(summary).flatMap(({ verdict }) =>
          verdict === null ? [] : [...verdict.tasks, verdict.overall].map(({ conclusion }) => conclusion),
        ),
        bands: summary.cards.flatMap(({ tasks }) => tasks.map(({ loss }) => loss)),
      });

/** Compares the run of this summary with the one that `theirs` was taken from; null before it is finished. */
export const reproductionOf = (
  summary: RunSummary,
  ranOn: RanOn,
  theirs: Fingerprint,
): Reproduction | null => {
  const mine = fingerprintOfRun(summary, ranOn);
  const tasks = Array.from({ length: summary.rules.numTasks }, (_, task) => task);
  return (
    mine &&
    compareFingerprints(mine, theirs, {
      bands: placesOf(summary.cards, tasks),
      conclusions: placesOf(othersOf(summary), [...tasks, null]),
    })
  );
};

const placesOf = (cards: readonly CardSummary[], tasks: readonly (number | null)[]) =>
  cards.flatMap(({ cardId }) => tasks.map((task) => ({ cardId, task })));

/** A comparison as a sentence, for page and command line alike; cards go by their letters. */
export function reproductionText({ tasks }: Experiment, reproduction: Reproduction): string {
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
