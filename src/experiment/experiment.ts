/** The whole configuration of an experiment as plain data: what a link carries and what a session runs. */

export type TaskKind = 'regression' | 'binary';

export interface TaskConfig {
  readonly name: string;
  readonly kind: TaskKind;
  /** Standard deviation of the noise added to the target before standardisation. */
  readonly noise: number;
  /** Share of positives of a binary task. */
  readonly positiveRate: number;
  /** Share of the training rows that carry a label of this task. */
  readonly labelFraction: number;
  readonly lossWeight: number;
}

export interface DataConfig {
  /** Id in the data registry. */
  readonly source: string;
  /** How fast the targets wiggle: smooth (PLE) or rough (MMoE). */
  readonly recipe: 'smooth' | 'rough';
  readonly inputDim: number;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
  /** Width of the logistic that turns a standardised target into a label of a binary task. */
  readonly labelTemperature: number;
  /** Requested cosine between task weight vectors, `[T, T]`, as the user wrote it (may need repair). */
  readonly correlation: readonly (readonly number[])[];
  /** Second matrix, used where the extra feature is negative; null: the correlation does not depend on the sample. */
  readonly secondCorrelation: readonly (readonly number[])[] | null;
  /** Hidden features per task of shared features. */
  readonly numFeatures: number;
  /** How many of them all tasks have in common. */
  readonly numCommonFeatures: number;
  readonly seed: number;
}

/** One architecture to compare. */
export interface CardConfig {
  /** A to H, unique, stable while the card lives. */
  readonly id: string;
  readonly name: string;
  /** Index into the palette of architecture colours. */
  readonly color: number;
  /** Id in the registry of architectures. */
  readonly architecture: string;
  /** Values of that architecture's option fields. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Other initial weights on the same data and batches. */
  readonly initialSeedOffset: number;
  /** Only of cards that `trained.ts` makes for tuning, which no link carries; absent: the learning rate of `training`. */
  readonly learningRate?: number;
}

export interface LearningRateChange {
  /** Takes effect from this step on (step 0 is the first). */
  readonly step: number;
  readonly value: number;
}

export type BackendChoice = 'auto' | 'webgpu' | 'wasm' | 'cpu';

export interface TrainingConfig {
  readonly numReplicas: number;
  /** Only of runs that a command makes in parts: number of the first replica, which no link carries; absent: 0. */
  readonly firstReplica?: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly numSteps: number;
  /** Held-out evaluation every so many steps. */
  readonly evalEvery: number;
  readonly learningRateChanges: readonly LearningRateChange[];
  readonly backend: BackendChoice;
}

/**
 * `asConfigured`; `equalParameters`: widths are solved for the reference card's number of parameters; `equalExperts`: expert
 * counts are set to the reference card's number of experts per level, as in the AdaTT paper.
 */
export type BudgetMode = 'asConfigured' | 'equalParameters' | 'equalExperts';

/** How the cards are compared. */
export interface ComparisonConfig {
  /** Letter of the card that verdicts are about; `auto`: see `referenceOf`. */
  readonly reference: string;
  /** Which evaluation of a run is reported, see `ReportingRule`. */
  readonly reportingRule: 'bestValidation' | 'finalStep';
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
