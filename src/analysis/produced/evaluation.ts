/** Held-out evaluations of networks as plain data: losses, known and measured, and gate statistics. */
import type { RecordByPopulation } from '../../data/funnel.ts';

/** Losses known without training, `[R * T]`, replica-major. */
export interface KnownLosses {
  /** Losses of the best constant, which validation losses are divided by to choose the step. */
  readonly validation: readonly number[];
  readonly test: readonly number[];
  /** Irreducible loss on test rows; NaN if unknown. */
  readonly floor: readonly number[];
  /** Labelled test rows of each class, 0 for regression; absent in older records. */
  readonly numPositive?: readonly number[];
  readonly numNegative?: readonly number[];
  /** Weighted share of positive labels in training rows; NaN for regression. Absent in older records. */
  readonly trainRate?: readonly number[];
  readonly funnel?: KnownFunnel;
}

/** Labelled test rows in bins of equal counts, by ascending predicted probability; may be empty. */
export interface CalibrationBins {
  readonly count: readonly number[];
  readonly numYes: readonly number[];
  readonly predicted: readonly number[];
}

/** `[R * T]`; tasks that follow none have their null losses, and NaN for the truth. */
export interface KnownFunnel {
  /** Null losses for products of probabilities along paths, where the outcome is known. */
  readonly validation: readonly number[];
  readonly ofRows: RecordByPopulation<{
    readonly nullLosses: readonly number[];
    /** Mean true probability if everybody were asked; NaN if unknown. */
    readonly truth: readonly number[];
    /** The same, given that the earlier tasks happened; absent if equal (no noise dependence). */
    readonly truthGivenPath?: readonly number[];
  }>;
}

export interface FunnelLosses {
  /** Losses of products along paths, which choose steps whatever a card minimises. */
  readonly validation: readonly number[];
  readonly ofRows: RecordByPopulation<PopulationLosses>;
}

/** Measures on some test rows, `[R * T]`; NaN without a labelled row. */
export interface PopulationLosses {
  readonly losses: readonly number[];
  /** Mean predicted probability over all these rows; NaN for tasks that follow none. */
  readonly predicted: readonly number[];
}

/** Held-out losses of one card at one step, `[R * T]`, replica-major; NaN for a diverged replica. */
export interface LossPoint {
  readonly step: number;
  /** Mean of labelled batches since the previous point, NaN without any; empty if no batch ran. */
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
  /** Area under the ROC curve on test rows; NaN for regression. */
  readonly auc: readonly number[];
  readonly gauc?: readonly number[];
  /** Null for regression; absent in older records. */
  readonly calibration?: readonly (CalibrationBins | null)[];
  /** Learned factors of task losses, besides fixed weights; absent if none. */
  readonly weights?: readonly number[];
  readonly funnel?: FunnelLosses;
}

/**
 * Statistics of a level: gates over all test rows `[R * U * E]` (0 where unseen), experts over the first 512 `[R * E]`.
 * A run from a link may have only the mean over replicas: each replica is then NaN, and the mean follows.
 */
export interface LevelGates {
  readonly gateMean: Float32Array;
  readonly gateStd: Float32Array;
  readonly native: Float32Array;
  /** Root mean square of outputs; a large weight matters little if the output is tiny. */
  readonly expertRms: Float32Array;
  /** Share of activations (rows x output units) that are 0. */
  readonly sparsity: Float32Array;
  /** Share of output units that are 0 on every row. */
  readonly deadFraction: Float32Array;
}

export interface GateSnapshot {
  readonly step: number;
  readonly levels: readonly LevelGates[];
}

export interface Evaluation {
  readonly loss: LossPoint;
  readonly gates: GateSnapshot;
}

export interface CardEvaluation extends Evaluation {
  readonly cardId: string;
}
