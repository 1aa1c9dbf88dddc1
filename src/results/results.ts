/** Products of a run: losses, gate statistics, checkpoints. Plain data, shared by trainer, session and page. */
import type { FileEncoding } from '../table/fileEncoding.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** The backend that computed a run. */
export interface RanOn {
  readonly backend: BackendName;
  /** Build of the kernels; empty where there is only one. */
  readonly build: string;
}

/** Which of the engine's operations a backend has kernels of its own for. */
export interface KernelCoverage {
  /** All operations it may be asked to run. */
  readonly numOperations: number;
  /** Names of those it runs as compositions of stock TensorFlow.js operations. */
  readonly fallBacks: readonly string[];
}

/** Everything needed to continue a run elsewhere; opaque to the page. */
export interface Checkpoint {
  readonly step: number;
  /** Batches whose losses are in the sums of the cards. */
  readonly numSummed: number;
  readonly cards: readonly SavedCard[];
}

/** The state of one card: its packed tensors by name, each of all replicas, with both moments of Adam. */
export interface SavedCard {
  readonly cardId: string;
  readonly parameters: Readonly<Record<string, Float32Array>>;
  readonly moment1: Readonly<Record<string, Float32Array>>;
  readonly moment2: Readonly<Record<string, Float32Array>>;
  /** Sum of the losses of the batches since the last evaluation, `[R * T]`. */
  readonly lossSum: Float32Array;
}

/** Values of tensors by their names in a file of weights. */
export type NamedWeights = Readonly<Record<string, Float32Array>>;

/** Weights to begin a run with, instead of random ones. */
export interface GivenWeights {
  readonly cardId: string;
  /** Counted from the first replica of the run; null: all of them. */
  readonly replica: number | null;
  readonly weights: NamedWeights;
}

/** Rows and what the engine makes of them: whoever has the same network gets the same numbers. */
export interface CheckRows {
  /** `[B][I]` */
  readonly inputs: readonly (readonly number[])[];
  /** `[B][T]` each. */
  readonly labels: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
  /** `[T]` */
  readonly losses: readonly number[];
}

/** One network taken out of a run: all that it takes to go on elsewhere. */
export interface ExportedNetwork {
  readonly cardId: string;
  readonly replica: number;
  /** The step that the weights of each task are of, `[T]`: one and the same unless tasks share nothing. */
  readonly steps: readonly number[];
  readonly weights: NamedWeights;
  readonly moment1: NamedWeights;
  readonly moment2: NamedWeights;
  readonly check: CheckRows;
  /** Numbers of the law of the replica's rows, by name; null where only the page can make such rows. */
  readonly law: Readonly<Record<string, unknown>> | null;
  /** How the file was read that it was trained on; null: on none. */
  readonly file: FileEncoding | null;
}

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
}

/**
 * Statistics of one level, replica-major: of its gates over all test rows `[R * U * E]`, where cells that a unit does not see
 * are 0, and of its experts over the first 512 of them `[R * E]`.
 */
export interface LevelGates {
  readonly gateMean: Float32Array;
  /** Standard deviation of the gate over the rows. */
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

/** Tensors and bytes alive in the backend. */
export interface MemoryReport {
  readonly numTensors: number;
  readonly numBytes: number;
}

/** A held-out evaluation of one network at one step. */
export interface Evaluation {
  readonly loss: LossPoint;
  readonly gates: GateSnapshot;
}

/** One card's held-out evaluation at one step. */
export interface CardEvaluation extends Evaluation {
  readonly cardId: string;
}
