/** Sentences of rules about a finished run, and where the reader sees that it is so. */
import type { Experiment } from '../../../experiment/experiment.ts';
import type { Run } from '../../run.ts';
import type { RunSummary } from '../../summary.ts';

/** A finished run, whoever trained it. */
export interface SpokenRun {
  /** The user's, not that of `trainedExperimentOf`. */
  readonly experiment: Experiment;
  readonly summary: RunSummary;
  readonly run: Pick<Run, 'networks' | 'measuredCorrelation'> & Partial<Pick<Run, 'knownLosses'>>;
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
export type Rule = (run: SpokenRun) => Finding | null;
