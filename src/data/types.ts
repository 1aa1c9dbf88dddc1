/**
 * What data sources take and give, as plain data. Experiments have these settings and more; this layer knows
 * nothing of cards, training or links.
 */

/** A square matrix as rows. */
export type Matrix = readonly (readonly number[])[];

/** How one synthetic task's targets are made. */
export interface TaskSetup {
  readonly kind: 'regression' | 'binary';
  /** How much noise is added to the raw target before standardisation, in the data's `noiseUnit`. */
  readonly noise: number;
  /** Expected share of positives among the training rows of a binary task, strictly between 0 and 1. */
  readonly positiveRate: number;
  /** Share of the training rows that carry a label, in (0, 1]. Held-out rows always carry one. */
  readonly labelFraction: number;
}

/**
 * What a repetition draws anew, and so what an interval over repetitions speaks of: `rows` (with batches and initial weights):
 * this draw of the tasks; `everything`: tasks drawn like these; `weights`: these tasks and rows, only initial weights differ;
 * `directions`: rows and the tasks' directions and heads, but not their curves, as release 0.1 did.
 */
export type Redraw = 'rows' | 'everything' | 'weights' | 'directions';

/** What all tasks share. */
export interface SourceSetup {
  /** Id in the data registry. */
  readonly source: string;
  /** How fast the targets wiggle. */
  readonly recipe: 'smooth' | 'rough';
  /** Features of a row, the extra one of sample-dependent correlation (the last) included. */
  readonly inputDim: number;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
  /** `share`: variance of the noise over that of the signal; `deviation`: standard deviation of the noise in raw units. */
  readonly noiseUnit: 'share' | 'deviation';
  /** kappa: width of the logistic that turns a standardised target into the probability of a positive. Above 0. */
  readonly labelTemperature: number;
  /** Requested cosines between task weight vectors, `[T, T]`; repaired to the nearest correlation matrix where needed. */
  readonly correlation: Matrix;
  /** The cosines of rows whose last feature is negative; null: the same for all rows. */
  readonly secondCorrelation: Matrix | null;
  /** K: hidden features that each task is a sum of; only of shared features. */
  readonly numFeatures: number;
  /** How many of them all tasks have in common; more than there are: all. */
  readonly numCommonFeatures: number;
  readonly redraw: Redraw;
  /** Number of the draw of the tasks; the first one of the repetitions that each draw their own. */
  readonly draw: number;
  readonly seed: number;
}

/** A whole request for data: the part of an experiment that decides the rows. */
export interface DataSetup {
  readonly tasks: readonly TaskSetup[];
  readonly data: SourceSetup;
}

export type SplitName = 'train' | 'validation' | 'test';

/** The rows of one split of one replica. */
export interface SplitData {
  readonly numRows: number;
  /** `[N, I]`. */
  readonly inputs: Float32Array;
  /** `[T, N]`: standardised target (regression) or 0 / 1 (binary); 0 where the label is missing. */
  readonly targets: Float32Array;
  /** `[T, N]`: 1 where the row carries a label of the task, else 0. */
  readonly mask: Float32Array;
}

/** A split to measure on. */
export interface HeldOutData extends SplitData {
  /**
   * The floor, `[T]`: the loss on these very rows of someone who knows how the tasks were made and cannot know the noise. Mean
   * square of the noise (regression), log loss of the true probabilities (binary). NaN where nobody knows.
   */
  readonly floor: readonly number[];
}

/** Everything one replica trains and is measured on. */
export type ReplicaData = Readonly<{ train: SplitData; validation: HeldOutData; test: HeldOutData }>;

/** The making of a replica, which takes seconds near the limits: stops now and then, so that others get a turn. */
export type ReplicaInParts = Generator<void, ReplicaData, void>;

/** What forms and checks need to know of a data source. Making its rows is another matter, which the page does not load. */
export interface SourceInfo {
  /** Equals the export's name; written into links. */
  readonly id: string;
  readonly label: string;
  /**
   * Settings that mean nothing to this source; the form of the data and the sweeps leave them out. Listing the correlation
   * matrices has no effect: their editor and their sweep are there for every source.
   */
  readonly unusedSettings: readonly (keyof SourceSetup)[];
  /** One sentence per reason why no data can be made from this set-up; empty: it can. */
  readonly problemsOf: (setup: DataSetup) => readonly string[];
}

/** What a file of this folder exports to be found in the registry. */
export interface DataSource extends SourceInfo {
  /** Data of one replica, a pure function of both arguments; may assume that there are no problems. */
  readonly replicaInParts: (setup: DataSetup, replica: number) => ReplicaInParts;
}
