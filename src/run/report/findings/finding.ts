/** Types of findings about a finished run, with evidence that the reader can open. */
import type { Experiment } from '../../../experiment/experiment.ts';
import type { RemedyId } from '../../../experiment/remedies.ts';
import type { Run } from '../../run.ts';
import type { RunSummary } from '../../summary.ts';

export interface SpokenRun {
  /** The user's experiment, not the one that `trainedExperimentOf` derives from it. */
  readonly experiment: Experiment;
  readonly summary: RunSummary;
  readonly run: Pick<Run, 'networks' | 'measuredCorrelation'> & Partial<Pick<Run, 'knownLosses'>>;
}

/** What the reader can open as evidence. Tasks and levels count from 0; null: all tasks. */
export type Evidence =
  | { readonly kind: 'verdict'; readonly against: string }
  | { readonly kind: 'curves' }
  | { readonly kind: 'results'; readonly cardId: string; readonly task: number | null }
  | {
      readonly kind: 'gates';
      readonly cardId: string;
      readonly level: number;
      readonly task: number;
      readonly source: number;
    };

export interface Finding {
  readonly sentence: string;
  readonly evidence: Evidence;
  readonly offer?: readonly (RemedyId | 'bestSize')[];
}

export type FindingRule = (run: SpokenRun) => Finding | null;
