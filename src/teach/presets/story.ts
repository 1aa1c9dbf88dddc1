/** The form of a preset's story. */
import type { CardSettings } from '../../experiment/cardFields.ts';
import type { DataSettings, TrainingSettings } from '../../experiment/edit.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { SweepRange } from '../../studies/sweep/axes.ts';
import type { text } from '../../text/text.ts';
import type { PanelPlace, PresetClaim } from './claims.ts';

/** Start, where sharing pays, where it hurts, what parts of a network do, and tasks that follow tasks. */
export type StoryChapter = 'start' | 'pays' | 'hurts' | 'ablations' | 'funnels';

export interface Story {
  readonly chapter: StoryChapter;
  readonly cards: readonly StoryCard[];
  readonly numTasks: number;
  /** Cells above the diagonal, row by row. */
  readonly correlation: readonly number[];
  /** Correlations where the extra feature is negative. */
  readonly secondCorrelation?: readonly number[];
  readonly eachTask?: Partial<TaskConfig>;
  /** Settings of the last task, which override `eachTask`. */
  readonly lastTask?: Partial<TaskConfig>;
  readonly data?: Partial<DataSettings>;
  readonly training?: Partial<TrainingSettings>;
  /** Letter of the reference; set where the default (the first AdaTT) would give the answer away. */
  readonly reference?: string;
  readonly sweep?: SweepRange & { readonly axisId: string; readonly numPoints: number };
  readonly beats: readonly PanelPlace[];
  readonly claims: readonly PresetClaim[];
}

export interface StoryCard {
  readonly architecture: string;
  readonly name?: keyof typeof text.presetNames;
  readonly settings?: Partial<CardSettings>;
  readonly options?: Readonly<Record<string, unknown>>;
}
