/** The form of a preset's story. */
import type { CardSettings } from '../../experiment/cardFields.ts';
import type { DataSettings, TrainingSettings } from '../../experiment/edit.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { SweepRange } from '../../studies/sweep/axes.ts';
import type { text } from '../../text/text.ts';
import type { Claim, PanelPlace } from './claims.ts';

/**
 * Where in the gallery a story stands: what to begin with, where sharing pays, where it hurts, what a part of a network is good for, and
 * tasks after tasks.
 */
export type Chapter = 'start' | 'pays' | 'hurts' | 'ablations' | 'funnels';

/** How a preset differs from the default experiment. */
export interface Story {
  readonly chapter: Chapter;
  /** A first. */
  readonly cards: readonly StoryCard[];
  readonly numTasks: number;
  /** Cells above the diagonal, row by row. */
  readonly correlation: readonly number[];
  /** The same where the extra feature is negative. */
  readonly secondCorrelation?: readonly number[];
  /** Settings of every task. */
  readonly eachTask?: Partial<TaskConfig>;
  /** Settings of the last task, on top of those of every task. */
  readonly lastTask?: Partial<TaskConfig>;
  readonly data?: Partial<DataSettings>;
  readonly training?: Partial<TrainingSettings>;
  /** The letter of the reference, where the first AdaTT would give away which one that is. */
  readonly reference?: string;
  /** The sweep that tells the story, if one does. */
  readonly sweep?: SweepRange & { readonly axisId: string; readonly numPoints: number };
  /** Where what is said after the hint is seen; the last is to be tried. */
  readonly beats: readonly PanelPlace[];
  /** Claims of the hint, and more. */
  readonly claims: readonly Claim[];
}

/** A card of a story. */
export interface StoryCard {
  readonly architecture: string;
  /** Instead of the architecture's. */
  readonly name?: keyof typeof text.presetNames;
  readonly settings?: Partial<CardSettings>;
  readonly options?: Readonly<Record<string, unknown>>;
}
