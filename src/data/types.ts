/** Types of the data that sources are given and return. */

import type { Table } from './table/table.ts';
import type { TableSetup } from './table/tableSetup.ts';

export type Matrix = readonly (readonly number[])[];

export interface TaskSetup {
  readonly kind: 'regression' | 'binary';
  readonly noise: number;
  /** Share among training rows of a binary task, in (0, 1). */
  readonly positiveRate: number;
  /** Share of training rows, in (0, 1]; held-out rows are all labelled, except for tasks `after` another. */
  readonly labelFraction: number;
  /** Index of the binary task that must happen first; training rows are labelled only where it is 1. */
  readonly after: number | null;
  /** Tasks of one set share hidden features; null: with tasks that it correlates with. Only for shared features. */
  readonly featureSet: number | null;
}

/**
 * Parts drawn anew per repetition. `rows`: also batches and initial weights; `everything`: tasks too; `weights`:
 * initial weights only; `directions`: everything but curves, as release 0.1 always did.
 */
export type Resampling = 'rows' | 'everything' | 'weights' | 'directions';

export interface SourceSetup {
  readonly source: string;
  readonly recipe: 'smooth' | 'rough';
  /** Includes inputs that pick the matrix or the group, which come last. */
  readonly inputDim: number;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
  /** `share`: variance of the noise over that of the signal; `deviation`: standard deviation in raw units. */
  readonly noiseUnit: 'share' | 'deviation';
  /** kappa > 0: width of the logistic from standardised target to P(positive). */
  readonly labelTemperature: number;
  /** rho, in (-1, 1): correlation of label noise with the task before, given the row. */
  readonly noiseDependence: number;
  /** Requested cosines of weight vectors, `[T, T]`; repaired where needed. */
  readonly correlation: Matrix;
  /** Cosines if the last input is negative; null: the same. */
  readonly secondCorrelation: Matrix | null;
  /** K: hidden features per task; only for shared features. */
  readonly numFeatures: number;
  /** Number of features shared by all tasks, at most K. */
  readonly numCommonFeatures: number;
  /** `laterTasks`, of release 0.1: the first task's weights never turn, those of later tasks turn more. */
  readonly switching: 'everyTask' | 'laterTasks';
  /** Groups of rows with their own directions of tasks, one-hot in the last inputs, which enter no target. */
  readonly numGroups: number;
  /** Labels drawn independently, or exactly `positiveRate` of each split's labelled rows. */
  readonly positives: 'expected' | 'exact';
  readonly table: TableSetup | null;
  readonly redraw: Resampling;
  /** Index of the draw of tasks; with tasks drawn per repetition, that of the first one. */
  readonly draw: number;
  readonly seed: number;
}

export interface DataSetup {
  readonly tasks: readonly TaskSetup[];
  readonly data: SourceSetup;
}

/** Rows of a split as places in shared inputs `[P, I]`. */
export interface RowPlaces {
  /** P */
  readonly numRows: number;
  /** `[N]` */
  readonly rows: Int32Array;
}

/** Labels of all rows of a file, in input order. */
export interface LabelsOfAllRows extends Pick<SplitData, 'mask' | 'weights'> {
  /** P */
  readonly numRows: number;
  /** `[T, P]`: 0 / 1, or the unscaled number. */
  readonly targets: Float64Array;
  /** `[T]` */
  readonly isNumber: readonly boolean[];
  /** `[P]`; null: rows are dealt one by one. */
  readonly groups: Int32Array | null;
}

export interface SplitData {
  readonly numRows: number;
  /** `[N, I]`; sparse rows are `[N, 2K]`: K indices, then K values (`kernels/sparseDense`). */
  readonly inputs: Float32Array;
  /** Absent: `inputs` holds this split alone, in order. */
  readonly places?: RowPlaces;
  readonly isSparse?: boolean;
  /** `[T, N]`: standardised target or 0 / 1; 0 without a label. */
  readonly targets: Float32Array;
  /** `[T, N]`: 1 with a label, else 0. */
  readonly mask: Float32Array;
  /** Labels of all rows; present if repetitions split rows anew. */
  readonly inPlace?: LabelsOfAllRows;
  /** `[N]`: weights in the training loss only, mean 1. */
  readonly weights?: Float32Array;
}

export interface HeldOutData extends SplitData {
  /** Irreducible loss on these rows, `[T]`: mean square of the noise, or log loss of the true probabilities. NaN if unknown. */
  readonly floor: readonly number[];
  /** `[N]`, negative: none. Present for test rows with a column of groups and one common split. */
  readonly groups?: Int32Array;
  /** `[T, N]`: P(binary task | row) if everybody were asked; NaN for other tasks. Present for test rows of a funnel with known truth. */
  readonly truth?: Float32Array;
  /** `truth` given that the earlier tasks did happen; absent if equal. */
  readonly truthGivenPath?: Float32Array;
}

export type ReplicaData = Readonly<{ train: SplitData; validation: HeldOutData; test: HeldOutData }>;

/** Yields now and then: near the limits it takes seconds. */
export type ReplicaGenerator = Generator<void, ReplicaData, void>;

export interface SourceInfo {
  /** Equals the name of the export; used in links. */
  readonly id: string;
  readonly label: string;
  readonly unusedSettings: readonly (keyof SourceSetup | keyof TaskSetup)[];
  /** True if all repetitions have the same rows, which are kept once. */
  readonly sharesRows?: boolean;
  readonly rowLengthOf?: (data: SourceSetup) => number;
  readonly problemsOf: (setup: DataSetup) => readonly string[];
}

export interface DataProcess {
  readonly variance: number;
  readonly constants: Readonly<Record<string, readonly number[] | Matrix>>;
  /** `[T][...]`: for all rows, per sign of the last input, or per group. */
  readonly weights: readonly Matrix[];
}

/** Noise-free targets, `[T][N]`, from float32 inputs `[N, I]`. */
export type TrueFunctions = (inputs: Float32Array) => readonly Float64Array[];

export interface DrawnTasks {
  /** Number of the draw, in the key of the random streams of rows. */
  readonly rows: number;
  /** Variance of the noise-free target over all possible rows, equal for all tasks. */
  readonly variance: number;
  readonly signalsWith: (correlation: Matrix, group: number) => TrueFunctions;
  /** Directions of tasks `[T][d]`, of any length; inputs after d enter no target. */
  readonly directionsWith: (correlation: Matrix, group: number) => Matrix;
  readonly constants: DataProcess['constants'];
  readonly weightsWith: (correlation: Matrix, group: number) => Matrix;
}

export interface CorrelationClosedForm {
  readonly variance: number;
  readonly covarianceOf: (row: number, column: number, cosine: number) => number;
}

export interface DataSource extends SourceInfo {
  readonly truth?: (setup: DataSetup, replica: number) => DrawnTasks;
  /** Assumes a set-up without problems. Throws a `UserError` if `table` does not fit. */
  readonly replicaInParts: (setup: DataSetup, replica: number, table: Table | null) => ReplicaGenerator;
}

export interface LazyDataSource extends SourceInfo {
  readonly load: () => Promise<DataSource>;
}
