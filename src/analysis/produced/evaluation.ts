/** Held-out evaluations of networks: losses, known and measured, and statistics of gates. Plain data, shared by trainer, session and page. */
import type { ByPopulation } from '../../data/funnel.ts';

/**
 * Losses known without training, `[R * T]` each, replica-major: of the best constant on the rows of both held-out splits (`nullLoss`
 * of `metrics.ts`), and of someone who knows how the tasks were made (`floor` of `HeldOutData`).
 */
export interface KnownLosses {
  /** Losses that scores are shares of, by which steps are chosen. */
  readonly validation: readonly number[];
  /** Losses that test losses are measured against. */
  readonly test: readonly number[];
  /** Floor on the test rows; NaN where nobody knows. */
  readonly floor: readonly number[];
  /** Labelled test rows of each class, 0 for tasks that are not binary; absent in what was recorded before they were counted. */
  readonly numPositive?: readonly number[];
  readonly numNegative?: readonly number[];
  /**
   * Share of yes among the labelled training rows, as they count in training; NaN for tasks that are not binary. Absent in what was
   * recorded before it was measured.
   */
  readonly trainRate?: readonly number[];
  /** Absent where no task comes after another. */
  readonly funnel?: KnownFunnel;
  /** Absent before they are fitted, and where nobody asked for them. */
  readonly linear?: LinearLosses;
}

/**
 * Losses of linear models of the same rows, `[R * T]` each: logistic regression for binary tasks, linear regression for numbers. NaN where
 * there was nothing to fit.
 */
export interface LinearLosses {
  /** Strength of the L2 penalty, chosen on validation rows. */
  readonly penalty: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
  readonly auc: readonly number[];
  /** The same within groups of test rows; absent where no column names groups. */
  readonly gauc?: readonly number[];
  readonly calibration: readonly (CalibrationBins | null)[];
  /** Absent before the end of a run, where repetitions have test rows of their own, and in what was recorded before it was measured. */
  readonly byRow?: RowVariances;
}

/** Networks and linear models compared row by row, on test rows that all repetitions have. */
export interface RowVariances {
  /** Labelled test rows, and those of them that were compared, `[T]` each. */
  readonly numRows: readonly number[];
  readonly numCompared: readonly number[];
  /** Keys are ids of networks. */
  readonly networks: Readonly<Record<string, NetworkRowVariances>>;
}

/** How far the mean difference between a network and the linear model would move with other test rows of the kind. */
export interface NetworkRowVariances {
  /** Steps of the network that was compared, `[R * T]`; NaN for a replica that diverged. */
  readonly steps: readonly number[];
  /** Variance of the difference of losses, and of areas under the ROC curve, `[T]` each; NaN where there is none. */
  readonly losses: readonly number[];
  readonly areas: readonly number[];
}

/** Labelled test rows of a binary task in bins of equal counts, by predicted probability from low to high; a bin may be empty. */
export interface CalibrationBins {
  readonly count: readonly number[];
  readonly numYes: readonly number[];
  /** Sum of the predicted probabilities. */
  readonly predicted: readonly number[];
}

/**
 * Known of tasks that come after others, `[R * T]` each; of tasks after none the null losses as ever, and no truth (NaN). Test rows
 * are told apart by whether the tasks before happened.
 */
export interface KnownFunnel {
  /** Null losses of the products along the paths, on all validation rows where they are known. */
  readonly validation: readonly number[];
  readonly ofRows: ByPopulation<{
    readonly nullLosses: readonly number[];
    /** Mean true probability if everybody were asked; NaN where nobody knows. */
    readonly truth: readonly number[];
    /** The same given that the tasks before happened; absent where noise does not depend on noise, so that it is the same. */
    readonly truthGivenPath?: readonly number[];
  }>;
}

/** Measured of tasks that come after others, as `KnownFunnel`. */
export interface FunnelLosses {
  /** Losses of the products along the paths: what steps are chosen by, whatever a card minimises. */
  readonly validation: readonly number[];
  readonly ofRows: ByPopulation<RowsLosses>;
}

/** Measured on some of the test rows, `[R * T]` each; NaN where no row carries a label. */
export interface RowsLosses {
  readonly losses: readonly number[];
  /** Mean predicted probability, labels or not; NaN of tasks after none. */
  readonly predicted: readonly number[];
}

/** Held-out losses of one card at one step, each `[R * T]`, replica-major; NaN for a diverged replica. */
export interface LossPoint {
  readonly step: number;
  /**
   * Mean loss of the training batches since the point before that held a label of the task, NaN when none did; empty when there
   * was no batch.
   */
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
  /** Area under the ROC curve on the test rows; NaN for tasks that are not binary, too. */
  readonly auc: readonly number[];
  /** The same within groups of test rows, see `groupedArea`; absent where no column names groups. */
  readonly gauc?: readonly number[];
  /** Calibration on the test rows, null for tasks that are not binary; absent in what was recorded before it was measured. */
  readonly calibration?: readonly (CalibrationBins | null)[];
  /** Learned factors of the tasks' losses in what is minimised, beside the fixed weights; absent where there are none. */
  readonly weights?: readonly number[];
  /** Absent where no task comes after another. */
  readonly funnel?: FunnelLosses;
}

/**
 * Statistics of one level, replica-major: of its gates over all test rows `[R * U * E]`, where cells that a unit does not see
 * are 0, and of its experts over the first 512 of them `[R * E]`. Of a run that came in a link perhaps their mean alone, which stands
 * behind the replicas, as one more; these are NaN then.
 */
export interface LevelGates {
  readonly gateMean: Float32Array;
  readonly gateStd: Float32Array;
  readonly native: Float32Array;
  /** Root mean square of an expert's outputs: a large weight on a tiny output is not importance. */
  readonly expertRms: Float32Array;
  /** Fraction of an expert's activations (rows x output units) that are 0. */
  readonly sparsity: Float32Array;
  /** Fraction of an expert's output units that are dead: 0 on every row. */
  readonly deadFraction: Float32Array;
}

export interface GateSnapshot {
  readonly step: number;
  readonly levels: readonly LevelGates[];
}

/** A held-out evaluation of one network at one step. */
export interface Evaluation {
  readonly loss: LossPoint;
  readonly gates: GateSnapshot;
}

/** One card's held-out evaluation at one step. */
export interface CardEvaluation extends Evaluation {
  readonly cardId: string;
  /** Logits of the labelled test rows of `testedRowsOf`, `[R * T]`; only where they are asked for, and told to nobody. */
  readonly testLogits?: readonly Float32Array[];
}
