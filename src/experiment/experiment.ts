/** Configuration of an experiment as plain data, which links carry and sessions run. */
import type { ReportingRule } from '../analysis/reported.ts';
import type { ValuesOf } from '../core/schema/field.ts';
import type { SourceSetup, TaskSetup } from '../data/types.ts';
import type { CardSettings } from './cardFields.ts';
import type { trainingFields } from './trainingFields.ts';

export type TaskKind = TaskSetup['kind'];

export interface TaskConfig extends TaskSetup {
  readonly name: string;
  readonly lossWeight: number;
}

export type DataConfig = SourceSetup;

export interface CardConfig extends CardSettings {
  readonly id: string;
  readonly architecture: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Set by `trained.ts` for tuning, never in links; else that of `training`. */
  readonly learningRate?: number;
}

export interface LearningRateChange {
  /** First step with this rate, counted from 0. */
  readonly step: number;
  readonly value: number;
}

export interface TrainingConfig extends ValuesOf<typeof trainingFields> {
  /** Set for a part of a run, never in links. */
  readonly firstReplica?: number;
  readonly learningRateChanges: readonly LearningRateChange[];
}

export type BackendChoice = TrainingConfig['backend'];

/** `equalParameters` adjusts widths; `equalExperts` takes the reference's experts per level (AdaTT paper). */
export type BudgetMode = 'asConfigured' | 'equalParameters' | 'equalExperts' | 'bestSize';

export interface ComparisonConfig {
  readonly reference: string;
  readonly reportingRule: ReportingRule;
  /** Relative difference up to which losses count as equal: 0.03 is 3 %. */
  readonly margin: number;
  readonly budget: BudgetMode;
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
