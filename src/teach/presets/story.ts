/** The form of a preset's story. */
import type { CardSettings } from '../../experiment/cardFields.ts';
import type { DataSettings, TrainingSettings } from '../../experiment/edit.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { SweepRange } from '../../studies/sweep/axes.ts';
import type { text } from '../../text/text.ts';
import type { Claim, PanelPlace } from './claims.ts';

/** Start, where sharing pays, where it hurts, what parts of a network do, and tasks that follow tasks. */
export type Chapter = 'start' | 'pays' | 'hurts' | 'ablations' | 'funnels';

/** Differences from the default experiment. */
export interface Story {
  readonly chapter: Chapter;
  /** Lettered from A. */
  readonly cards: readonly StoryCard[];
  readonly numTasks: number;
  /** Cells above the diagonal, row by row. */
  readonly correlation: readonly number[];
  /** Correlations where the extra feature is negative. */
  readonly secondCorrelation?: readonly number[];
  readonly eachTask?: Partial<TaskConfig>;
  /** Overrides `eachTask`. */
  readonly lastTask?: Partial<TaskConfig>;
  readonly data?: Partial<DataSettings>;
  readonly training?: Partial<TrainingSettings>;
  /** Letter of the reference; set where the default (the first AdaTT) would give the answer away. */
  readonly reference?: string;
  readonly sweep?: SweepRange & { readonly axisId: string; readonly numPoints: number };
  /** Places where the texts after the hint are seen; the last is to be tried. */
  readonly beats: readonly PanelPlace[];
  /** The hint's claim first. */
  readonly claims: readonly Claim[];
}

export interface StoryCard {
  readonly architecture: string;
  /** Replaces the architecture's name. */
  readonly name?: keyof typeof text.presetNames;
  readonly settings?: Partial<CardSettings>;
  readonly options?: Readonly<Record<string, unknown>>;
}
