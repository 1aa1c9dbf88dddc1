/** What a rule says of a finished run, and where the reader sees that it is so. */
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Evaluation } from '../../results/results.ts';
import type { Answer } from '../answer.ts';

/** A finished run, whoever trained it. */
export interface FoundRun {
  /** The user's, not that of `trainedExperimentOf`. */
  readonly experiment: Experiment;
  readonly answer: Answer;
  /** The evaluations of a network by id of its events, in order of steps: the first and the last, and any between. */
  readonly historyOf: (trainedId: string) => readonly Evaluation[];
  /** Of the labels, `[T, T]`; NaN where too few rows carry both. */
  readonly measuredCorrelation: Matrix;
}

/** Where a sentence can be checked. Tasks and levels count from 0; a task of null: all tasks. */
export type Evidence =
  | { readonly kind: 'verdict'; readonly against: string }
  | { readonly kind: 'curves' }
  | { readonly kind: 'results'; readonly cardId: string; readonly task: number | null }
  /** How much of the output of `task` comes from the experts of `lender`. */
  | {
      readonly kind: 'gates';
      readonly cardId: string;
      readonly level: number;
      readonly task: number;
      readonly lender: number;
    };

/** One sentence with its evidence. */
export interface Finding {
  readonly sentence: string;
  readonly evidence: Evidence;
}

/** When it applies and what it says then: null, nothing. */
export type Rule = (run: FoundRun) => Finding | null;
