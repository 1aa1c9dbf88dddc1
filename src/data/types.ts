/**
 * What data sources take and give, as plain data. Experiments have these settings and more; this layer knows
 * nothing of cards, training or links.
 */

/** A square matrix as rows. */
export type Matrix = readonly (readonly number[])[];

/** How one synthetic task's targets are made. */
export interface TaskSetup {
  readonly kind: 'regression' | 'binary';
  /** Standard deviation (not variance) of the noise added to the raw target before standardisation. */
  readonly noise: number;
  /** Expected share of positives among the training rows of a binary task, strictly between 0 and 1. */
  readonly positiveRate: number;
  /** Share of the training rows that carry a label, in (0, 1]. Held-out rows always carry one. */
  readonly labelFraction: number;
}

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

/** Everything one replica trains and is measured on. */
export type ReplicaData = Readonly<Record<SplitName, SplitData>>;

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
