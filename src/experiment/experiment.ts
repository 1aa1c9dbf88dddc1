/** The whole configuration of an experiment as plain data: what a link carries and what a session runs. */
import type { ReportingRule } from '../analysis/reported.ts';
import type { SourceSetup, TaskSetup } from '../data/types.ts';
import type { ValuesOf } from '../core/schema/field.ts';
import type { CardSettings } from './cardFields.ts';
import type { trainingFields } from './trainingFields.ts';

export type TaskKind = TaskSetup['kind'];

export interface TaskConfig extends TaskSetup {
  readonly name: string;
  readonly lossWeight: number;
}

/** Correlations are as the user wrote them (may need repair). */
export type DataConfig = SourceSetup;

/** One architecture to compare. */
export interface CardConfig extends CardSettings {
  /** A to H, unique, stable while the card lives. */
  readonly id: string;
  /** Id in the registry of architectures. */
  readonly architecture: string;
  /** Values of that architecture's option fields. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Only of cards that `trained.ts` makes for tuning, which no link carries; absent: the learning rate of `training`. */
  readonly learningRate?: number;
}

export interface LearningRateChange {
  /** Takes effect from this step on (step 0 is the first). */
  readonly step: number;
  readonly value: number;
}

export interface TrainingConfig extends ValuesOf<typeof trainingFields> {
  /** Only of runs that a command makes in parts: number of the first replica, which no link carries; absent: 0. */
  readonly firstReplica?: number;
  readonly learningRateChanges: readonly LearningRateChange[];
}

export type BackendChoice = TrainingConfig['backend'];

/**
 * `asConfigured`; `equalParameters`: widths are solved for the reference card's number of parameters; `equalExperts`: expert
 * counts are set to the reference card's number of experts per level, as in the AdaTT paper.
 */
export type BudgetMode = 'asConfigured' | 'equalParameters' | 'equalExperts';

/** How the cards are compared. */
export interface ComparisonConfig {
  /** Letter of the card that verdicts are about; `auto`: see `referenceOf`. */
  readonly reference: string;
  readonly reportingRule: ReportingRule;
  /** Losses of which neither is more than this share above the other are as good as equal: 0.03 for 3 %. */
  readonly margin: number;
  readonly budget: BudgetMode;
  /** Every card is trained with each of `learningRates`, and the best on validation is shown. */
  readonly isTuned: boolean;
  /** Ascending, without duplicates. */
  readonly learningRates: readonly number[];
}

export interface Experiment {
  readonly tasks: readonly TaskConfig[];
  readonly data: DataConfig;
  readonly cards: readonly CardConfig[];
  readonly training: TrainingConfig;
  readonly comparison: ComparisonConfig;
}
