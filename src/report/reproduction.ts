/** The fingerprint of an experiment's run, and what of it another run did not repeat, in terms of cards and tasks. */
import {
  compareFingerprints,
  type Fingerprint,
  type FingerprintDifference,
  fingerprintOf,
} from '../analysis/fingerprint.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RanOn } from '../run/produced/backend.ts';
import type { CardSummary, RunSummary } from '../run/summary.ts';
import { text } from '../text/text.ts';

const words = text.answer.reproduction;

/** Something that came out differently: a mean loss, or the verdict of the reference against the card. */
export interface NamedDifference {
  readonly kind: 'mean' | 'conclusion';
  readonly cardId: string;
  /** Null: the verdict over all tasks. */
  readonly task: number | null;
}

/** `Reproduction`, with what differs by name; `otherExperiment`: the fingerprint does not fit this experiment at all. */
export type NamedReproduction =
  | { readonly kind: 'reproduced' | 'otherExperiment' }
  | { readonly kind: 'sameVerdict'; readonly isExact: boolean }
  | { readonly kind: 'differs'; readonly differences: readonly NamedDifference[] };

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
): NamedReproduction | null => {
  const mine = fingerprintOfRun(summary, ranOn);
  if (mine === null) return null;
  const result = compareFingerprints(mine, theirs);
  if (result.kind !== 'differs') return result;
  const differences = result.differences.flatMap((difference) => named(difference, summary));
  return differences.length < result.differences.length
    ? { kind: 'otherExperiment' }
    : { kind: 'differs', differences };
};

const named = (difference: FingerprintDifference, summary: RunSummary): readonly NamedDifference[] => {
  const numTasks = summary.cards[0]?.tasks.length ?? 0;
  switch (difference.kind) {
    case 'experiment':
      return [];
    case 'mean': {
      const card = summary.cards[Math.floor(difference.index / numTasks)];
      return card === undefined
        ? []
        : [{ kind: 'mean', cardId: card.cardId, task: difference.index % numTasks }];
    }
    case 'conclusion': {
      const card = othersOf(summary)[Math.floor(difference.index / (numTasks + 1))];
      const task = difference.index % (numTasks + 1);
      return card === undefined
        ? []
        : [{ kind: 'conclusion', cardId: card.cardId, task: task === numTasks ? null : task }];
    }
  }
};

/** A comparison as a sentence, for page and command line alike; cards go by their letters. */
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
