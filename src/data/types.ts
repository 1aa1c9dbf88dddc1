/**
 * Plain data that sources take and give. Experiments have these settings and more; this layer knows
 * nothing of cards, training or links.
 */

import type { Table } from './table/table.ts';
import type { TableSetup } from './table/tableSetup.ts';

/** A square matrix as rows. */
export type Matrix = readonly (readonly number[])[];

/** How one synthetic task's targets are made. */
export interface TaskSetup {
  readonly kind: 'regression' | 'binary';
  /** How much noise is added to the raw target before standardisation, in the data's `noiseUnit`. */
  readonly noise: number;
  /** Expected share of positives among the training rows of a binary task, strictly between 0 and 1. */
  readonly positiveRate: number;
  /** Share of the training rows that carry a label, in (0, 1]. Held-out rows always carry one, but for tasks `after` another. */
  readonly labelFraction: number;
  /**
   * The earlier task that must happen before this one can, counted from 0, as a click before a conversion: rows that are learned from
   * carry this one's label only where that one's is 1. Null: none. Both are binary. See `funnel.ts`.
   */
  readonly after: number | null;
}

/**
 * The parts that a repetition draws anew, and so what an interval over repetitions speaks of: `rows` (with batches and initial weights):
 * this draw of the tasks; `everything`: tasks drawn like these; `weights`: these tasks and rows, only initial weights differ;
 * `directions`: rows and the tasks' directions and heads, but not their curves, as release 0.1 did.
 */
export type Redraw = 'rows' | 'everything' | 'weights' | 'directions';

/** Settings that all tasks share. */
export interface SourceSetup {
  /** Id in the data registry. */
  readonly source: string;
  /** How fast the targets wiggle. */
  readonly recipe: 'smooth' | 'rough';
  /** Features of a row, the extra one of sample-dependent correlation (the last) and those of groups (the last ones) included. */
  readonly inputDim: number;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
  /** `share`: variance of the noise over that of the signal; `deviation`: standard deviation of the noise in raw units. */
  readonly noiseUnit: 'share' | 'deviation';
  /** kappa: width of the logistic that turns a standardised target into the probability of a positive. Above 0. */
  readonly labelTemperature: number;
  /**
   * rho: correlation of the label noise of a task after another with that of the task before, given the row; see `noiseDependence.ts`.
   * Strictly between -1 and 1; 0: labels are missing at random.
   */
  readonly noiseDependence: number;
  /** Requested cosines between task weight vectors, `[T, T]`; repaired to the nearest correlation matrix where needed. */
  readonly correlation: Matrix;
  /** The cosines of rows whose last feature is negative; null: the same for all rows. */
  readonly secondCorrelation: Matrix | null;
  /** K: hidden features that each task is a sum of; only of shared features. */
  readonly numFeatures: number;
  /** How many of them all tasks have in common; more than there are: all. */
  readonly numCommonFeatures: number;
  /**
   * The effect of a second matrix: whether the sign of the last feature turns the weights of every task, as much, or those of the first
   * task not at all and of later ones the more, as release 0.1 did.
   */
  readonly switching: 'everyTask' | 'laterTasks';
  /**
   * Groups of rows, drawn evenly, whose tasks point elsewhere: the last so many inputs say which one a row is of, a 1 among zeros, and
   * enter no target. 0: all rows have one law. See `userGroups.ts`.
   */
  readonly numGroups: number;
  /** The labels of binary tasks: every row's is drawn on its own, or each split's labelled rows have exactly the share of positives. */
  readonly positives: 'expected' | 'exact';
  /** The file, for the source whose rows are those of one; null: none was chosen. Others pay no attention to it. */
  readonly table: TableSetup | null;
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

/** Where the rows of a split stand in inputs `[P, I]` that all splits of all replicas have in common. */
export interface RowPlaces {
  /** P */
  readonly numRows: number;
  /** `[N]` */
  readonly rows: Int32Array;
}

/** The labels of all rows of a file where their inputs stand, the same for all repetitions. */
export interface RowsInPlace extends Pick<SplitData, 'mask' | 'weights'> {
  /** P */
  readonly numRows: number;
  /** `[T, P]`: 0 / 1, or the number as it stands in the file, which each repetition standardises by its own training rows. */
  readonly targets: Float64Array;
  /** `[T]` */
  readonly isNumber: readonly boolean[];
  /** The group of each row, `[P]`; null: rows are dealt one by one. */
  readonly groups: Int32Array | null;
}

/** The rows of one split of one replica. */
export interface SplitData {
  readonly numRows: number;
  /** `[N, I]`; of sparse rows `[N, 2K]`: K places and then the values there, as `kernels/sparseDense` takes them. */
  readonly inputs: Float32Array;
  /** Absent: `inputs` are those of the split alone, in order. */
  readonly places?: RowPlaces;
  /** Absent: no. The same for all splits of all replicas. */
  readonly isSparse?: boolean;
  /** `[T, N]`: standardised target (regression) or 0 / 1 (binary); 0 where the label is missing. */
  readonly targets: Float32Array;
  /** `[T, N]`: 1 where the row carries a label of the task, else 0. */
  readonly mask: Float32Array;
  /** All rows, where every repetition deals them anew. Absent: none does. */
  readonly inPlace?: RowsInPlace;
  /**
   * `[N]`: how much a row counts in the training loss of every task, 1 on average. Absent: all count the same. Measuring pays no
   * attention to it.
   */
  readonly weights?: Float32Array;
}

/** A split to measure on. */
export interface HeldOutData extends SplitData {
  /**
   * The floor, `[T]`: the loss on these very rows of someone who knows how the tasks were made and cannot know the noise. Mean
   * square of the noise (regression), log loss of the true probabilities (binary). NaN where nobody knows.
   */
  readonly floor: readonly number[];
  /**
   * `[N]`: the number of each row's group, below 0: none. Of the test rows alone, where a column names groups and all repetitions have the
   * same split; absent: no.
   */
  readonly groups?: Int32Array;
  /**
   * `[T, N]`: the true probability that a binary task happens, given the row, if everybody were asked whatever came before; NaN of other
   * tasks. Of the test rows alone, and where a task comes after another one; absent: nobody knows, or asks.
   */
  readonly truth?: Float32Array;
  /** The same, given that the tasks before did happen as well. Absent where that is the same: where noise does not depend on noise. */
  readonly truthGivenPath?: Float32Array;
}

/** Everything one replica trains and is measured on. */
export type ReplicaData = Readonly<{ train: SplitData; validation: HeldOutData; test: HeldOutData }>;

/** The making of a replica, which takes seconds near the limits: stops now and then, so that others get a turn. */
export type ReplicaInParts = Generator<void, ReplicaData, void>;

/** The part of a data source that forms and checks need. Making its rows is another matter, which the page does not load. */
export interface SourceInfo {
  /** Equals the export's name; written into links. */
  readonly id: string;
  readonly label: string;
  /**
   * Settings of data and tasks that mean nothing to this source: see `unusedSettingsOf`. The editor of the correlation matrices is
   * there for every source.
   */
  readonly unusedSettings: readonly (keyof SourceSetup | keyof TaskSetup)[];
  /** Every repetition has the same rows, of which there is one copy then, whatever the parts they are dealt to. */
  readonly sharesRows?: boolean;
  /** Numbers that are kept of the inputs of a row, at most; absent: `inputDim`. */
  readonly rowLengthOf?: (data: SourceSetup) => number;
  /** One sentence per reason why no data can be made from this set-up; empty: it can. */
  readonly problemsOf: (setup: DataSetup) => readonly string[];
}

/** The draw of the tasks of one replica: with it, any generator of normal numbers can make rows of the same tasks. */
export interface Law {
  /** Variance of a noise-free target over all possible rows. */
  readonly variance: number;
  /** Constants of the source's formula, by name. */
  readonly constants: Readonly<Record<string, readonly number[] | Matrix>>;
  /** The weights of each task, `[T][...]`: for all rows, one for each sign of the last input, or one for each group of rows. */
  readonly weights: readonly Matrix[];
}

/** Noise-free y of every task, `[T][N]`, from rows of standard normal inputs `[N, I]` as the network sees them (float32). */
export type SignalsOf = (inputs: Float32Array) => readonly Float64Array[];

/** The tasks that were drawn for a replica. */
export interface DrawnTasks {
  /** Number that keys the streams of its rows. */
  readonly rows: number;
  /** Variance of a noise-free target over all possible rows, the same for every task. */
  readonly variance: number;
  /** Targets, in the rows of a group, of tasks that have that correlation matrix, which is a possible one. */
  readonly signalsWith: (correlation: Matrix, group: number) => SignalsOf;
  /** The directions of tasks with that correlation matrix, `[T][d]`, of any length; inputs after the d-th enter no target. */
  readonly directionsWith: (correlation: Matrix, group: number) => Matrix;
  readonly constants: Law['constants'];
  /** The weights, in the source's formula, of tasks with that correlation matrix. */
  readonly weightsWith: (correlation: Matrix, group: number) => Matrix;
}

/** Variance and covariance of the noise-free targets of a source, before standardisation. */
export interface ClosedForm {
  readonly variance: number;
  /** Covariance of the tasks `row` and `column` where their cosine is `cosine`. */
  readonly covarianceOf: (row: number, column: number, cosine: number) => number;
}

/** A source with the making of its rows, as its file exports it to the registry. */
export interface DataSource extends SourceInfo {
  /** Absent: nobody knows what could be learned, and nothing else can make such rows. */
  readonly truth?: (setup: DataSetup, replica: number) => DrawnTasks;
  /**
   * Data of one replica, a pure function of its arguments; may assume that there are no problems. `table` is the file as it was
   * read, null where there is none; a source that needs it throws a UserError for one that does not fit.
   */
  readonly replicaInParts: (setup: DataSetup, replica: number, table: Table | null) => ReplicaInParts;
}

/** A source whose making of rows is a download of its own, since few runs need it. */
export interface LazyDataSource extends SourceInfo {
  readonly load: () => Promise<DataSource>;
}
