/** The fingerprint of an experiment's run, and what of it another run did not repeat, in terms of cards and tasks. */
import {
  compareFingerprints,
  type Difference,
  type Fingerprint,
  fingerprintOf,
} from '../analysis/fingerprint.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { BackendName } from '../results/results.ts';
import { text } from '../text/text.ts';
import type { Answer, CardAnswer } from './answer.ts';

const words = text.answer.reproduction;

/** What computed a run. */
export interface RanOn {
  readonly backend: BackendName;
  /** Build of the kernels; empty where there is only one. */
  readonly build: string;
}

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

const othersOf = ({ cards, referenceId }: Answer): readonly CardAnswer[] =>
  cards.filter(({ cardId }) => cardId !== referenceId);

/** The fingerprint of a finished run; null before the planned steps are done. */
export const fingerprintOfRun = (answer: Answer, { backend, build }: RanOn): Fingerprint | null =>
  answer.isProvisional
    ? null
    : fingerprintOf({
        backend,
        build,
        losses: answer.cards.map(({ reported }) => reported.losses),
        conclusions: othersOf(answer).flatMap(({ verdict }) =>
          verdict === null ? [] : [...verdict.tasks, verdict.overall].map(({ conclusion }) => conclusion),
        ),
        bands: answer.cards.flatMap(({ tasks }) => tasks.map(({ loss }) => loss)),
      });

/** Whether the run with this answer gave what `theirs` was taken from; null before it is finished. */
export const reproductionOf = (
  answer: Answer,
  ranOn: RanOn,
  theirs: Fingerprint,
): NamedReproduction | null => {
  const mine = fingerprintOfRun(answer, ranOn);
  if (mine === null) return null;
  const result = compareFingerprints(mine, theirs);
  if (result.kind !== 'differs') return result;
  const differences = result.differences.flatMap((difference) => named(difference, answer));
  return differences.length < result.differences.length
    ? { kind: 'otherExperiment' }
    : { kind: 'differs', differences };
};

const named = (difference: Difference, answer: Answer): readonly NamedDifference[] => {
  const numTasks = answer.cards[0]?.tasks.length ?? 0;
  switch (difference.kind) {
    case 'experiment':
      return [];
    case 'mean': {
      const card = answer.cards[Math.floor(difference.index / numTasks)];
      return card === undefined
        ? []
        : [{ kind: 'mean', cardId: card.cardId, task: difference.index % numTasks }];
    }
    case 'conclusion': {
      const card = othersOf(answer)[Math.floor(difference.index / (numTasks + 1))];
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
